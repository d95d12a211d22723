import { describe, expect, test } from 'vitest'
import { frameOf } from '../../src/tui/frame/frame.ts'
import { helpLines } from '../../src/tui/frame/help-lines.ts'
import { KEYS } from '../../src/tui/state/keys.ts'
import { reduce } from '../../src/tui/state/reduce.ts'
import { currentRow } from '../../src/tui/state/rows.ts'
import type { State } from '../../src/tui/state/state.ts'
import { span } from '../outputs/report-parts.ts'
import { press, reportOfCase, stateOf, timelineOf, typed } from './support.ts'

const KILL = { kind: 'kernel.oom-report', severity: 'critical' } as const
const CASE = timelineOf(100, {
  10: { ...KILL, incident: 'i1', title: 'OOM killer killed java (10)' },
  12: { incident: 'i1', severity: 'critical' },
  40: { ...KILL, incident: 'i2', title: 'OOM killer killed nginx (40)', node: 'n2' },
  70: { ...KILL, incident: 'i3', title: 'OOM killer killed java (70)' },
  71: { severity: 'warning' },
})
const start = stateOf(CASE)
const rowAfter = (state: State, ...keys: readonly string[]): number => currentRow(press(state, ...keys))

describe('the table of keys', () => {
  test('has no key twice, and help has all of it', () => {
    const names = KEYS.flatMap(({ keys }) => keys.flatMap(each => each.keys))
    expect(new Set(names).size).toBe(names.length)
    const help = helpLines(200).join('\n')
    for (const { shown, does } of KEYS.flatMap(({ keys }) => keys)) {
      expect(help).toContain(shown)
      expect(help).toContain(does)
    }
  })
})

describe('moving', () => {
  test('begins at the first incident', () => expect(currentRow(start)).toBe(10))
  test.each([
    [['j'], 11],
    [['k'], 9],
    [['g'], 0],
    [['G'], 99],
    [['G', 'j'], 99],
    [['g', 'k'], 0],
    [['g', 'pagedown', 'pageup'], 0],
    [['n'], 40],
    [['n', 'n', 'n'], 70],
    [['n', 'p'], 10],
    [['G', 'N'], 70],
    [['w'], 12],
    [['G', 'W'], 71],
  ])('%j leads to row %i', (keys, row) => expect(rowAfter(start, ...keys)).toBe(row))

  test('says where there is no further incident', () =>
    expect(press(start, 'G', 'n').message).toBe('No incident after this entry.'))
})

describe('a search', () => {
  const searching = press(typed(press(start, 'g', '/'), 'KILLED JAVA'), 'return')

  test('goes to the first match while it is typed', () =>
    expect(currentRow(typed(press(start, 'g', '/'), 'nginx'))).toBe(40))
  test('takes n and N, round the ends', () => {
    expect(currentRow(searching)).toBe(10)
    expect(rowAfter(searching, 'n')).toBe(70)
    expect(rowAfter(searching, 'n', 'n')).toBe(10)
    expect(rowAfter(searching, 'N')).toBe(70)
  })
  test('leaves i and p to incidents', () => {
    expect(rowAfter(searching, 'i')).toBe(40)
    expect(rowAfter(searching, 'i', 'p')).toBe(10)
  })
  test('ends with Esc, and n is of incidents again', () => expect(rowAfter(searching, 'escape', 'n')).toBe(40))
  test('that is left goes back to where it began', () =>
    expect(currentRow(press(typed(press(start, 'G', '/'), 'nginx'), 'escape'))).toBe(99))
  test('finds what only the cited line says', () =>
    expect(currentRow(typed(press(start, 'g', '/'), 'line of event 33'))).toBe(32))
  test('that finds nothing stays and says so', () => {
    const state = typed(press(start, '/'), 'no such')
    expect([currentRow(state), state.message]).toEqual([10, 'Not found: no such'])
  })
  test('letters are letters while it is typed', () => {
    const state = typed(press(start, '/'), 'qG')
    expect([state.prompt?.text, state.asks]).toEqual(['qG', []])
  })
})

describe('a filter', () => {
  test('Tab completes fields and values', () => {
    const state = press(typed(press(start, 'f'), 'no'), 'tab', 'tab')
    expect(state.prompt?.text).toBe('node:n2 ')
  })
  test('a wrong field keeps the question open', () => {
    const state = press(typed(press(start, 'f'), 'colour:red'), 'return')
    expect(state.prompt?.note).toMatch(/^No field 'colour'/)
  })
  test('F clears it, and U brings it back', () => {
    const only = press(typed(press(start, 'f'), 'node:n2'), 'return')
    expect(only.filter.rows).toEqual(Int32Array.of(40))
    expect(press(only, 'F').filter.rows).toBeNull()
    expect(press(only, 'F', 'U').filter.rows).toEqual(Int32Array.of(40))
  })
  test('incidents that it hides are not stepped to', () => {
    const only = press(typed(press(start, 'f'), 'killed java'), 'return')
    expect(rowAfter(only, 'g', 'n')).toBe(70)
  })
})

describe('marks', () => {
  test('are gone round, and taken away where they are set again', () => {
    const state = press(start, 'm', 'G', 'm', 'g')
    expect(rowAfter(state, "'")).toBe(10)
    expect(rowAfter(state, "'", "'")).toBe(99)
    expect(rowAfter(state, "'", "'", "'")).toBe(10)
    expect(press(state, "'", 'm').marks).toEqual(new Set([99]))
  })
})

describe('replay', () => {
  const playing = press(start, 'g', ' ')
  const tick = (state: State, ms: number): State => reduce(state, { do: 'tick', ms })

  test('goes on as fast as it says', () => {
    expect(playing.playing?.speed).toBe(10)
    expect(currentRow(tick(playing, 99))).toBe(0)
    expect(currentRow(tick(playing, 100))).toBe(1)
    expect(currentRow(tick(tick(playing, 250), 250))).toBe(5)
    expect(currentRow(tick(press(playing, '+'), 100))).toBe(3)
  })
  test('ends at the end, and stops for a key', () => {
    expect(tick(playing, 1e6).playing).toBeNull()
    expect(press(playing, 'j').playing).toBeNull()
    expect(press(playing, ' ').playing).toBeNull()
  })
})

describe('leaving', () => {
  test('q leaves, but first what covers the panes', () => {
    expect(press(start, 'q').asks).toEqual([{ ask: 'leave' }])
    const state = press(start, '?', 'q')
    expect([state.overlay, state.asks]).toEqual([null, []])
  })
  test('Esc never leaves', () => expect(press(start, 'escape', 'escape').asks).toEqual([]))
})

describe('what is asked of the surroundings', () => {
  test('y copies the place and its text', () =>
    expect(press(start, 'y').asks).toEqual([{ ask: 'copy', text: 'events.txt:11  line of event 11' }]))
  test('e writes to a file whose ending names the output, and asks again for one that exists', () => {
    const save = { ask: 'save', file: 'a.json', output: 'json' }
    const first = press(typed(press(start, 'e', 'ctrl-u'), 'a.json'), 'return')
    expect(first.asks).toEqual([{ ...save, overwrite: false }])
    const again = reduce({ ...first, asks: [] }, { do: 'exists', file: 'a.json' })
    expect(press(again, 'return').asks).toEqual([{ ...save, overwrite: true }])
    const other = press(typed(again, '.json'), 'return')
    expect(other.asks).toEqual([{ ...save, file: 'a.json.json', overwrite: false }])
    expect(press(typed(press(start, 'e', 'ctrl-u'), 'a.doc'), 'return').prompt?.note).toMatch(/\.txt, \.json/)
  })
  test('Enter opens the source; each file is read once', () => {
    const state = press({ ...start, hasBundle: true }, 'return')
    expect([state.focus, state.asks.map(({ ask }) => ask)]).toEqual(['source', ['read']])
    expect(press({ ...state, asks: [] }, 'escape', 'j', 'return').asks).toEqual([])
  })
  test('without a bundle the report has what it kept of the line', () => {
    const lines = frameOf(press(start, 'return')).join('\n')
    expect(lines).toContain('The source is not at hand')
    expect(lines).toContain('line of event 11')
  })
})

test('times: absolute, relative to the incident that was stepped to, since boot', () => {
  const cell = (state: State): string => frameOf(state)[2] ?? ''
  const state = press(start, 'n', 'k')
  expect(cell(press(state, 'g'))).toContain('02:00:00.0')
  expect(frameOf(press(state, 't')).join('\n')).toContain('-1 s')
  expect(press(state, 't', 't').time).toBe('boot')
  expect(press(state, 't', 't', 't').time).toBe('absolute')
})

describe('from the detail', () => {
  const cites = { evidence: [span('a.log', 41, 'first'), span('a.log', 418, 'second')] }
  const state = press(stateOf(timelineOf(1, { 0: cites })), 'tab')
  const lineOf = (text: string): number => frameOf(state).findIndex(line => line.includes(text))
  const top = lineOf('event 1') === -1 ? 0 : frameOf(state).findIndex(line => line.includes('Detail')) + 1

  test('Enter opens the citation that the line names', () => {
    const down = Array.from({ length: lineOf('a.log:418') - top }, () => 'j')
    expect(press(state, ...down, 'return')).toMatchObject({ focus: 'source', citation: 1 })
    expect(press(state, 'return')).toMatchObject({ focus: 'source', citation: 0 })
  })
})

test('[ and ] go to windows of thrashing', async () => {
  const state = press(stateOf(await reportOfCase('thrash-on-two-clocks')), 'g', ']')
  expect(state.shown.entries[currentRow(state)]?.kind).toBe('thrashing.began')
  expect(press(state, ']').message).toBe('No window of thrashing after this entry.')
  expect(currentRow(press(state, 'G', '['))).toBe(currentRow(state))
})
