import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayWidth } from '../../src/render/display-width.ts'
import { caseOf } from '../../src/tui/case/case.ts'
import { frameOf } from '../../src/tui/frame/frame.ts'
import { spokenLines } from '../../src/tui/frame/spoken.ts'
import type { Action } from '../../src/tui/state/action.ts'
import { KEYS } from '../../src/tui/state/keys.ts'
import { reduce } from '../../src/tui/state/reduce.ts'
import { countOf, currentRow, rowAt } from '../../src/tui/state/rows.ts'
import type { State } from '../../src/tui/state/state.ts'
import { rowsWhere, type Term } from '../../src/tui/state/terms.ts'
import { anyReport, press, stateOf, typed } from './support.ts'

const CODES = /\u001b\[[\d;]*m/g
const names = KEYS.flatMap(({ keys }) => keys.flatMap(({ keys: each }) => each))
const anyKey = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 2, arbitrary: fc.constantFrom('sev:warning', 'node:n1', 'java', 'kind:kube', 'zq').map(text => text) },
  { weight: 1, arbitrary: fc.constantFrom('return', 'escape', 'backspace', 'tab', 'ctrl-w') },
)
const anySize = fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 70 }) })
const anyEvent = fc.oneof(
  { weight: 12, arbitrary: anyKey.map(key => ({ key })) },
  { weight: 1, arbitrary: anySize.map(size => ({ action: { do: 'resize', size } as const })) },
  { weight: 1, arbitrary: fc.nat({ max: 5000 }).map(ms => ({ action: { do: 'tick', ms } as const })) },
)

type Event = { readonly key: string } | { readonly action: Action }

function thereafter(state: State, events: readonly Event[]): State {
  return events.reduce((before, event) => {
    if ('action' in event) return reduce(before, event.action)
    return names.includes(event.key) || event.key.length < 2 || /^(?:return|escape|ctrl-w)$/.test(event.key)
      ? press(before, event.key)
      : press(before, ...event.key)
  }, state)
}

const inkless = (line: string): string => line.replace(CODES, '')

describe('whatever is pressed', () => {
  test('the cursor is on an entry that the filter shows, in sight', () => {
    fc.assert(
      fc.property(anyReport, fc.array(anyEvent, { maxLength: 40 }), (shown, events) => {
        const state = thereafter(stateOf(shown), events)
        const count = countOf(state)
        expect(state.list.at).toBeGreaterThanOrEqual(0)
        expect(state.list.at).toBeLessThan(Math.max(1, count))
        expect(currentRow(state) === -1).toBe(count === 0)
        expect(state.list.top).toBeLessThanOrEqual(state.list.at)
        for (const pane of ['list', 'detail', 'source'] as const) expect(state[pane].top).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 150 },
    )
  })

  test('a frame has as many lines as the screen, none wider, and nothing in it controls the terminal', () => {
    fc.assert(
      fc.property(anyReport, fc.array(anyEvent, { maxLength: 25 }), anySize, (shown, events, size) => {
        const state = reduce(thereafter(stateOf(shown), events), { do: 'resize', size })
        const lines = frameOf({ ...state, look: { color: true, unicode: true, verbose: true } })
        expect(lines.length).toBeLessThanOrEqual(size.rows)
        for (const line of lines) {
          expect(inkless(line)).not.toMatch(/[\p{Cc}\u202e\u200d]/u)
          if (size.columns >= 4) expect(displayWidth(inkless(line))).toBeLessThanOrEqual(size.columns)
        }
        for (const line of spokenLines(state)) expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
      }),
      { numRuns: 120 },
    )
  })
})

const anyTerm: fc.Arbitrary<Term> = fc.constantFrom(
  { field: 'severity', value: 'warning' },
  { field: 'severity', value: 'critical' },
  { field: 'kind', value: 'kube' },
  { field: 'node', value: 'n1' },
  { field: 'node', value: 'n2' },
  { field: 'incident', value: 'i1' },
  { field: 'text', value: 'JAVA' },
  { field: 'text', value: 'x' },
)
const wordOf = ({ field, value }: Term): string => `${field}:${value}`
const filterBy = (state: State, terms: readonly Term[]): State =>
  press(typed(press(state, 'f', 'ctrl-u'), terms.map(wordOf).join(' ')), 'return')

describe('filters', () => {
  test('taking them back leads through every list that was seen', () => {
    fc.assert(
      fc.property(anyReport, fc.array(fc.array(anyTerm, { maxLength: 3 }), { maxLength: 6 }), (shown, filters) => {
        const states = [stateOf(shown)]
        for (const terms of filters) {
          const before = states.at(-1) as State
          const next = filterBy(before, terms)
          if (next.filtersBefore.length > before.filtersBefore.length) states.push(next)
        }
        let state = states.at(-1) as State
        for (const seen of states.slice(0, -1).toReversed()) {
          state = press(state, 'U')
          expect(state.filter).toBe(seen.filter)
          expect(currentRow(state)).toBe(currentRow(seen))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('narrowing looks at less and shows the same', () => {
    fc.assert(
      fc.property(anyReport, fc.array(fc.array(anyTerm, { maxLength: 4 }), { maxLength: 5 }), (shown, filters) => {
        let state = stateOf(shown)
        for (const terms of filters) state = filterBy(state, terms)
        expect(state.filter.rows).toEqual(rowsWhere(caseOf(shown), state.filter.terms, null))
      }),
      { numRuns: 100 },
    )
  })

  test('a cursor that the filter shows stays on its entry', () => {
    fc.assert(
      fc.property(anyReport, fc.nat(), fc.array(anyTerm, { maxLength: 3 }), (shown, moves, terms) => {
        const before = press(stateOf(shown), ...Array.from({ length: moves % 30 }, () => 'j'))
        const row = currentRow(before)
        const state = filterBy(before, terms)
        const isShown = Array.from({ length: countOf(state) }, (_, place) => rowAt(state, place)).includes(row)
        if (isShown) expect(currentRow(state)).toBe(row)
      }),
      { numRuns: 100 },
    )
  })
})
