import fc from 'fast-check'
import { analyze } from '../../src/analyze.ts'
import type { Incident, Report, TimelineEntry } from '../../src/model/report.ts'
import { openBundle } from '../../src/node/index.ts'
import { caseOf } from '../../src/tui/case/case.ts'
import { actionOf } from '../../src/tui/state/keys.ts'
import { reduce } from '../../src/tui/state/reduce.ts'
import { type Look, type Size, type State, startOf } from '../../src/tui/state/state.ts'
import { incident, report, span } from '../outputs/report-parts.ts'

export const PLAIN: Look = { color: false, unicode: true, verbose: false }
export const WHOLE: Size = { columns: 80, rows: 24 }

export const stateOf = (shown: Report, size: Size = WHOLE, look: Look = PLAIN, hasBundle = false): State => {
  const extensions = new Map([
    ['txt', 'text'],
    ['json', 'json'],
  ])
  return reduce(startOf(caseOf(shown), { look, size, extensions, hasBundle }), { do: 'resize', size })
}

/** The state after keys; a text that is no name of a key is typed letter by letter. */
export const press = (state: State, ...keys: readonly string[]): State =>
  keys.reduce((before, key) => {
    const action = actionOf(before, key)
    return action ? reduce(before, action) : before
  }, state)

export const typed = (state: State, text: string): State => press(state, ...text)

export const reportOfCase = async (name: string): Promise<Report> =>
  analyze(await openBundle(new URL(`../../corpus/cases/${name}/bundle`, import.meta.url).pathname))

export const entry = (row: number, parts: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id: `e${row + 1}`,
  kind: 'kube.event',
  at: {
    wall: new Date(Date.UTC(2026, 2, 14, 2) + row * 1000).toISOString(),
    bootSeconds: null,
    plusMinusSeconds: 0.5,
    basis: 'as printed',
  },
  title: `event ${row + 1}`,
  severity: 'info',
  incident: null,
  node: null,
  evidence: [span('events.txt', row + 1, `line of event ${row + 1}`)],
  ...parts,
})

/** A report with as many entries, of which those given are other than plain. */
export const timelineOf = (count: number, parts: Readonly<Record<number, Partial<TimelineEntry>>> = {}): Report => {
  const timeline = Array.from({ length: count }, (_, row) => entry(row, parts[row]))
  const ids = new Set(timeline.flatMap(({ incident: id }) => (id === null ? [] : [id])))
  const incidents: readonly Incident[] = [...ids].map(id => ({ ...incident, id }))
  return { ...report, timeline, incidents, thrashing: [], series: [] }
}

const hostile = fc.constantFrom('java', '\u001b[2J', '日本語', 'a\nb', '\u202e', '', 'é\u0301', '👩‍💻', 'x'.repeat(300))

/** Reports as no log would give them: any order of kinds, nodes and incidents, and texts that mean harm. */
export const anyReport: fc.Arbitrary<Report> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('kube.event', 'kernel.oom-report', 'thrashing.began'),
      severity: fc.constantFrom('info' as const, 'warning' as const, 'critical' as const),
      incident: fc.constantFrom(null, null, 'i1', 'i2', 'i3'),
      node: fc.constantFrom(null, 'n1', 'n2', '\u001b]0;n\u0007'),
      title: hostile,
      seconds: fc.integer({ min: 0, max: 5 }),
      isTimed: fc.boolean(),
      excerpt: fc.option(hostile),
    }),
    { maxLength: 30 },
  )
  .map(rows => {
    let seconds = 0
    const parts = rows.map((row, at): Partial<TimelineEntry> => {
      seconds += row.seconds
      const { kind, severity, incident: of, node, title, isTimed, excerpt } = row
      // What has no time stands at the end.
      const isLast = at > rows.length - 4
      const wall = isTimed || !isLast ? new Date(Date.UTC(2026, 2, 14) + seconds * 1000).toISOString() : null
      const instant = { wall, bootSeconds: null, plusMinusSeconds: wall === null ? null : 2, basis: null }
      return {
        kind,
        severity,
        incident: of,
        node,
        title,
        at: instant,
        evidence: [span('a\u001b[31m.log', at + 1, excerpt)],
      }
    })
    return timelineOf(rows.length, { ...parts })
  })
