import type { NodeFact } from '../../model/kubernetes.ts'
import type { NodeSummary } from '../../model/report.ts'
import type { SourceRead } from '../../model/source.ts'
import type { ClockBook } from '../clock/book.ts'
import type { Skew } from '../clock/skew.ts'
import { usableRamPagesOf } from '../explain/usable-ram.ts'
import { groupBy } from '../group-by.ts'
import type { Act } from '../incident/act.ts'
import type { NodeNames } from '../incident/node-of.ts'

const byName = (a: NodeSummary, b: NodeSummary): number =>
  (a.name ?? '\uffff') < (b.name ?? '\uffff') ? -1 : a.name === b.name ? 0 : 1

const first = <T>(values: readonly (T | null | undefined)[]): T | null =>
  values.find(value => value !== null && value !== undefined) ?? null

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10

/** v1 prints `memory+swap:`, v2 prints `swap:`; before 5.3 v2 printed the former too, so that only `swap:` proves anything. */
function cgroupVersionOf(acts: readonly Act[]): 1 | 2 | null {
  for (const { report } of acts.flatMap(act => act.digests)) {
    if (report.memcg?.swap) return 2
    if (report.memcg?.memoryPlusSwap && report.memcg.kmem)
      return report.constraint !== null && report.memcg.stats.anon !== undefined ? 1 : null
  }
  return null
}

function summaryOf(
  name: string | null,
  facts: readonly NodeFact[],
  acts: readonly Act[],
  sources: readonly SourceRead[],
  clocks: ClockBook,
  skew: Skew | null,
): NodeSummary {
  const digests = acts.flatMap(act => act.digests)
  const pageBytes = first(digests.map(digest => digest.pageBytes))
  const ramPages = first(digests.map(({ report }) => usableRamPagesOf(report.memInfo, pageBytes)))
  const ofReports = ramPages === null || pageBytes === null ? null : ramPages * pageBytes
  return {
    name,
    kernel: first([
      ...sources.flatMap(source => source.boots.map(boot => boot.release)),
      ...digests.map(({ report }) => report.kernelRelease),
      ...facts.map(fact => fact.kernelRelease),
    ]),
    cgroupVersion: cgroupVersionOf(acts),
    ramBytes: first([...facts.map(fact => fact.capacityBytes), ofReports]),
    pageBytes,
    bootIds: [...new Set(facts.flatMap(fact => fact.bootId ?? []))],
    clockAheadSeconds: skew && tenths(skew.aheadSeconds),
    clockPlusMinusSeconds: skew && tenths(skew.plusMinusSeconds),
    kernelLog: sources.flatMap(({ path, boots }) =>
      boots.map(part => ({
        from: clocks.instantOf({ path, boot: part.boot }, part.first),
        to: clocks.instantOf({ path, boot: part.boot }, part.last),
      })),
    ),
  }
}

/** Every machine of the case: by name, and one without a name for logs that nothing names. */
export function nodesOf(
  facts: readonly NodeFact[],
  acts: readonly Act[],
  sources: readonly SourceRead[],
  clocks: ClockBook,
  names: NodeNames,
  skews: ReadonlyMap<string, Skew>,
): readonly NodeSummary[] {
  const logs = sources.filter(source => source.boots.length > 0)
  const factsOf = groupBy(facts, fact => fact.name)
  const logsOf = groupBy(logs, source => names.ofSource(source.path))
  const actsOf = groupBy(acts, act => names.ofAct(act))
  const all = new Set<string | null>([
    ...factsOf.keys(),
    ...logsOf.keys(),
    ...[...actsOf.keys()].filter(name => name !== null),
  ])
  return [...all]
    .map(name =>
      summaryOf(
        name,
        (name !== null && factsOf.get(name)) || [],
        actsOf.get(name) ?? [],
        logsOf.get(name) ?? [],
        clocks,
        (name !== null && skews.get(name)) || null,
      ),
    )
    .sort(byName)
}
