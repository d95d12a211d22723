import { afterEach, expect, test, vi } from 'vitest'
import { openFleetProgress } from '../../src/cli/fleet/progress.ts'
import type { Io } from '../../src/cli/io.ts'

afterEach(() => vi.useRealTimers())

function terminal(isTTY: boolean): { readonly io: Io; readonly written: string[] } {
  const written: string[] = []
  const sink = { isTTY, write: async (text: string) => void written.push(text) }
  return {
    io: { stdout: sink, stderr: sink, stdin: (async function* () {})(), env: {}, columns: 80, terminal: () => null },
    written,
  }
}

test('a terminal is told how far the fleet is, not more often than it can be read, and left clean', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const { io, written } = terminal(true)
  const progress = openFleetProgress(io, 100, false)
  vi.advanceTimersByTime(1000)
  progress.show(10, 0)
  progress.show(11, 0)
  vi.advanceTimersByTime(1000)
  progress.show(20, 2)
  await progress.erase()
  expect(written).toEqual([
    '\r\u001b[K10 of 100 bundles, about 9 s left',
    '\r\u001b[K20 of 100 bundles, 2 failed, about 8 s left',
    '\r\u001b[K',
  ])
})

test.each([
  ['no terminal', false, false],
  ['a terminal with --quiet', true, true],
])('%s is told nothing', async (_, isTTY, quiet) => {
  const { io, written } = terminal(isTTY)
  const progress = openFleetProgress(io, 2, quiet)
  await new Promise(resolve => setTimeout(resolve, 250))
  progress.show(1, 0)
  await progress.erase()
  expect(written).toEqual([])
})
