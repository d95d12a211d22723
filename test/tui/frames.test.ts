import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { frameOf } from '../../src/tui/frame/frame.ts'
import { press, reportOfCase, stateOf } from './support.ts'

const SIZES = [
  [80, 24],
  [120, 40],
  [60, 15],
] as const
const CASES = ['container-limit', 'thrash-on-two-clocks'] as const

/** Frames as they were last looked at; UPDATE=1 renews them. */
const expected = (name: string, frame: string): string => {
  const path = fileURLToPath(new URL(`frames/${name}.txt`, import.meta.url))
  if (process.env.UPDATE === '1') writeFileSync(path, frame)
  return readFileSync(path, 'utf8')
}

describe.each(CASES)('%s', name => {
  test.each(SIZES)('at %i × %i', async (columns, rows) => {
    const state = stateOf(await reportOfCase(name), { columns, rows })
    const lines = frameOf(state).map(line => line.replace(/\u001b\[[\d;]*m/g, '').trimEnd())
    expect(lines).toHaveLength(rows)
    const frame = `${lines.join('\n')}\n`
    expect(frame).toBe(expected(`${name}-${columns}x${rows}`, frame))
  })
})

test('a frame depends on the state alone', async () => {
  const shown = await reportOfCase('container-limit')
  const keys = ['n', 'tab', 'j', 'j', 'o', 'escape', 't']
  expect(frameOf(press(stateOf(shown), ...keys))).toEqual(frameOf(press(stateOf(structuredClone(shown)), ...keys)))
})
