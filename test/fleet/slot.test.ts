import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { runPool } from '../../src/cli/fleet/pool.ts'
import { openSlot, type Outcome, type Slot } from '../../src/cli/fleet/slot.ts'

const UNRULY = fileURLToPath(new URL('./unruly-worker.mjs', import.meta.url))
const open: Slot[] = []

function slot(
  parts: { readonly timeoutSeconds?: number; readonly memoryMiB?: number; readonly args?: string[] } = {},
): Slot {
  const { timeoutSeconds = 20, memoryMiB = 256, args = [] } = parts
  const start = () =>
    fork(UNRULY, args, {
      execArgv: [`--max-old-space-size=${memoryMiB}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
  const opened = openSlot(start, { timeoutSeconds, memoryMiB })
  open.push(opened)
  return opened
}

const run = (by: Slot, name: string, known = false): Promise<Outcome> =>
  by.run({ name, path: `/x/${name}` }, () => known)
const failed = (name: string, reason: string, detail: RegExp) => ({
  is: 'failed',
  id: { name, sha256: `sha of ${name}`, bytes: 5 },
  failure: { reason, detail: expect.stringMatching(detail) },
})

afterEach(() => {
  for (const each of open.splice(0)) each.close()
})

test('a bundle whose content is known is not analysed', async () => {
  expect(await run(slot(), 'hang', true)).toEqual({
    is: 'skipped',
    id: { name: 'hang', sha256: 'sha of hang', bytes: 5 },
  })
})

test.each([
  ['exit', /^the worker ended with status 7$/],
  ['abort', /^the worker ended with signal SIGABRT$/],
])('%s: a bundle that breaks its worker is told, and the next gets a new one', async (name, detail) => {
  const by = slot()
  expect(await run(by, name)).toEqual(failed(name, 'crash', detail))
  expect(await run(by, 'good')).toMatchObject({ is: 'record', record: { name: 'good' } })
})

test.each(['hang', 'spin'])('%s: a bundle that takes too long is ended, even inside of a loop', async name => {
  const by = slot({ timeoutSeconds: 0.4 })
  expect(await run(by, name)).toEqual(failed(name, 'time-limit', /^not done after 0\.4 s/))
  expect((await run(slot(), 'good')).is).toBe('record')
})

test.each(['heap', 'buffers'])(
  '%s: a bundle that takes too much memory is ended, in the heap and outside',
  async name => {
    expect(await run(slot({ memoryMiB: 128 }), name)).toEqual(failed(name, 'memory-limit', /^needs more than 128 MiB/))
  },
)

test('what an earlier bundle left in a worker is not held against the next', async () => {
  const by = slot()
  const first = await run(by, 'litter')
  const second = await run(by, 'touchy')
  expect([first, second]).toMatchObject([{ is: 'record' }, { is: 'record', record: { name: 'touchy' } }])
})

test('a worker that ends between two bundles is replaced', async () => {
  const by = slot()
  const first = await run(by, 'good')
  if (first.is !== 'record') throw new Error('no record')
  process.kill((first.record as unknown as { pid: number }).pid, 'SIGKILL')
  expect(await run(by, 'good')).toMatchObject({ is: 'record' })
})

test('where no worker starts, that is no fault of the bundles', async () => {
  await expect(run(slot({ args: ['stillborn'] }), 'good')).rejects.toThrow(
    'no worker can be started: it ended before it began: status 3',
  )
})

test('one bad bundle of a pool stops none of the others', async () => {
  const names = ['good', 'exit', 'good', 'abort', 'good', 'good']
  const outcomes: string[] = []
  await runPool(
    names.map(name => ({ name, path: name })),
    {
      slots: [slot(), slot()],
      isKnown: () => false,
      done: outcome => outcomes.push(outcome.is),
      stop: new AbortController().signal,
    },
  )
  expect(outcomes.toSorted()).toEqual(['failed', 'failed', 'record', 'record', 'record', 'record'])
})

test('a pool that is stopped drops what is in flight, and ends', async () => {
  const stop = new AbortController()
  const outcomes: Outcome[] = []
  await runPool(
    ['good', 'hang', 'good'].map(name => ({ name, path: name })),
    {
      slots: [slot()],
      isKnown: () => false,
      done: outcome => {
        outcomes.push(outcome)
        stop.abort()
      },
      stop: stop.signal,
    },
  )
  expect(outcomes).toMatchObject([{ is: 'record', record: { name: 'good' } }])
})
