import type { Problem } from '../../model/problem.ts'
import type { Contradiction, Incident } from '../../model/report.ts'
import { bySpan, type Span } from '../../model/span.ts'
import type { Stamp } from '../../model/stamp.ts'
import type { Act } from '../incident/act.ts'

/** Repeats of one problem in one source are counted, not listed. */
const MAX_PER_SOURCE = 5

/** What an act was dated by: reports of the kernel, and lines of programs. */
const datedBy = ({
  digests,
  kills,
  units,
  nodeLines,
}: Act): readonly { readonly stamp: Stamp; readonly span: Span }[] => [
  ...digests.map(({ report }) => ({ stamp: report.stamp, span: report.evidence[0] })),
  ...[...kills, ...units, ...nodeLines.map(({ fact }) => fact)].map(({ stamp, evidence }) => ({
    stamp,
    span: evidence[0],
  })),
]

function zoneProblems(acts: readonly (readonly [Act, Incident])[], timezone: string): readonly Problem[] {
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const [act, { at }] of acts) {
    if (at.basis?.includes('zone assumed') !== true) continue
    for (const { stamp, span } of datedBy(act)) {
      const { path } = span
      if (stamp.wall?.zone !== 'missing' || seen.has(path)) continue
      seen.add(path)
      problems.push({
        code: 'ZONE_ASSUMED',
        severity: 'warning',
        detail: `${path} prints times without a zone; they were read as ${timezone}.`,
        advice: 'Give --timezone with the zone of the machine that wrote it.',
        evidence: [span],
        path,
      })
    }
  }
  return problems
}

function yearProblems(acts: readonly (readonly [Act, Incident])[]): readonly Problem[] {
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const [act, { at }] of acts) {
    for (const { stamp, span } of datedBy(act)) {
      const { path } = span
      if (at.wall !== null || stamp.wall?.year !== 'missing' || seen.has(path)) continue
      seen.add(path)
      problems.push({
        code: 'YEAR_MISSING',
        severity: 'warning',
        detail: `${path} prints dates without a year, and nothing else in the bundle tells it.`,
        advice: 'Give --now with the time when the bundle was collected.',
        evidence: [span],
        path,
      })
    }
  }
  return problems
}

function incompleteProblems(acts: readonly (readonly [Act, Incident])[]): readonly Problem[] {
  return acts.flatMap(([act, incident]) => {
    const [best] = act.digests
    if (!best || incident.complete) return []
    const { has, span } = best.report
    const lacks = [
      has.header ? null : 'its head',
      has.memory ? null : 'the memory part',
      has.conclusion ? null : 'the end',
    ]
    return [
      {
        code: 'REPORT_INCOMPLETE',
        severity: 'warning',
        detail: `The kernel's report lacks ${lacks.filter(part => part !== null).join(' and ')}.`,
        advice: 'Look for the rest in the journal or in older log files of the same node.',
        evidence: [span],
        path: span.path,
      } satisfies Problem,
    ]
  })
}

/** Numbers of a report that cannot all be true. A report that several sources hold is looked at in each. */
const disagreeingTotals = (acts: readonly (readonly [Act, Incident])[]): readonly Problem[] =>
  acts.flatMap(([act]) =>
    act.digests.flatMap(({ report, disagreements }) => {
      const evidence = disagreements.flatMap(each => each.evidence)
      if (evidence.length === 0) return []
      return [
        {
          code: 'MEMORY_TOTALS_DISAGREE',
          severity: 'warning',
          detail: `Numbers of the kernel's report disagree: ${disagreements.map(({ says }) => says).join('; ')}. What is said about its memory may be wrong.`,
          advice:
            'Compare with the log where it was written: lines may have been edited, lost, or mixed with another report.',
          evidence: evidence.filter((span, at) => evidence.findIndex(each => each.start === span.start) === at),
          path: report.span.path,
        } satisfies Problem,
      ]
    }),
  )

const clockProblems = (contradictions: readonly Contradiction[]): readonly Problem[] =>
  contradictions.map(({ says, against, evidence }) => ({
    code: 'CLOCK_DISAGREES',
    severity: 'warning',
    detail: `${says} (against: ${against}).`,
    advice: 'Check the zone (--timezone) and whether the log is of the same machine and boot.',
    evidence,
    path: evidence[0]?.path ?? null,
  }))

function byPlace(a: Problem, b: Problem): number {
  const [x, y] = [a.evidence[0], b.evidence[0]]
  const paths = [a.path ?? '', b.path ?? '']
  if (paths[0] !== paths[1]) return (paths[0] ?? '') < (paths[1] ?? '') ? -1 : 1
  if (x && y) return bySpan(x, y)
  if (x || y) return x ? 1 : -1
  return a.code < b.code ? -1 : a.code > b.code ? 1 : a.detail < b.detail ? -1 : Number(a.detail > b.detail)
}

function thinned(problems: readonly Problem[]): readonly Problem[] {
  const counts = new Map<string, number>()
  const keyOf = ({ code, path }: Problem) => `${code}\n${path}`
  const kept = problems.filter(problem => {
    const count = (counts.get(keyOf(problem)) ?? 0) + 1
    counts.set(keyOf(problem), count)
    return count <= MAX_PER_SOURCE
  })
  const last = new Map(kept.map(problem => [keyOf(problem), problem]))
  return kept.map(problem => {
    const count = counts.get(keyOf(problem)) ?? 0
    const isLast = last.get(keyOf(problem)) === problem
    return count > MAX_PER_SOURCE && isLast
      ? { ...problem, detail: `${problem.detail} (and ${count - MAX_PER_SOURCE} more like this in the source)` }
      : problem
  })
}

/** Everything that went wrong or had to be assumed, in the order of the sources. */
export function problemsOf(
  read: readonly Problem[],
  acts: readonly (readonly [Act, Incident])[],
  clocks: readonly Contradiction[],
  timezone: string,
): readonly Problem[] {
  const own = [
    ...zoneProblems(acts, timezone),
    ...yearProblems(acts),
    ...incompleteProblems(acts),
    ...disagreeingTotals(acts),
    ...clockProblems(clocks),
  ]
  return thinned([...read, ...own].sort(byPlace))
}
