import type { NodeFact } from '../../model/kubernetes.ts'
import type { NodeSummary } from '../../model/report.ts'
import type { BootPart, SourceRead } from '../../model/source.ts'
import type { ClockBook } from '../clock/book.ts'
import type { Skew } from '../clock/skew.ts'
import { usableRamPagesOf } from '../explain/usable-ram.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Act } from '../incident/act.ts'
import type { NodeNames } from '../incident/node-of.ts'
import { type NodeReading, ofKind } from './readings.ts'

const byName = (a: NodeSummary, b: NodeSummary): number =>
  (a.name ?? '\uffff') < (b.name ?? '\uffff') ? -1 : a.name === b.name ? 0 : 1

const first = <T>(values: readonly (T | null | undefined)[]): T | null =>
  values.find(value => value !== null && value !== undefined) ?? null

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10
/** Page sizes of the architectures that Linux runs on. */
const PAGE_SIZES = [4096, 8192, 16_384, 65_536]
/** `MemTotal` is what the zones manage, down to a page. */
const SAME_SIZE = 0.02

/** The zones count pages, meminfo KiB, of the same memory. */
function pageBytesOf(readings: readonly NodeReading[]): number | null {
  const totalKiB = first(ofKind(readings, 'host.memory').map(({ fieldsKiB }) => fieldsKiB.MemTotal))
  const managed = ofKind(readings, 'host.zones').map(({ zones }) =>
    zones.reduce((sum, { managedPages }) => sum + (managedPages ?? 0), 0),
  )
  const pages = first(managed.filter(count => count > 0))
  if (totalKiB === null || pages === null) return null
  return first(PAGE_SIZES.filter(size => Math.abs((pages * size) / (totalKiB * 1024) - 1) < SAME_SIZE))
}

const cgroupVersionRead = (readings: readonly NodeReading[]): 1 | 2 | null =>
  first(
    ofKind(readings, 'host.cgroup')
      // A counter of cAdvisor says nothing of the hierarchy.
      .filter(({ cgroup, file }) => cgroup !== '/' && !file.startsWith('container_'))
      .map(({ version }) => version),
  )

/** v1 prints `memory+swap:`, v2 prints `swap:`; before 5.3 v2 printed the former too, so that only `swap:` proves anything. */
function cgroupVersionOf(acts: readonly Act[]): 1 | 2 | null {
  for (const { report } of acts.flatMap(act => act.digests)) {
    if (report.memcg?.swap) return 2
    if (report.memcg?.memoryPlusSwap && report.memcg.kmem)
      return report.constraint !== null && report.memcg.stats.anon !== undefined ? 1 : null
  }
  return null
}

/** A boot of a machine, as far as one source tells of it. */
interface BootLog {
  readonly path: string
  readonly part: BootPart
}

function summaryOf(
  name: string | null,
  readings: readonly NodeReading[],
  facts: readonly NodeFact[],
  acts: readonly Act[],
  logs: readonly BootLog[],
  clocks: ClockBook,
  skew: Skew | null,
): NodeSummary {
  const digests = acts.flatMap(act => act.digests)
  const hosts = ofKind(readings, 'host.identity')
  const pageBytes = first([...digests.map(digest => digest.pageBytes), pageBytesOf(readings)])
  const totalsKiB = ofKind(readings, 'host.memory').flatMap(({ fieldsKiB }) => fieldsKiB.MemTotal ?? [])
  const ramPages = first(digests.map(({ report }) => usableRamPagesOf(report, pageBytes)))
  const ofReports = ramPages === null || pageBytes === null ? null : ramPages * pageBytes
  return {
    name,
    kernel: first([
      ...logs.map(({ part }) => part.release),
      ...digests.map(({ report }) => report.kernelRelease),
      ...hosts.map(host => host.kernelRelease),
      ...facts.map(fact => fact.kernelRelease),
    ]),
    cgroupVersion: cgroupVersionOf(acts) ?? cgroupVersionRead(readings),
    ramBytes: first([...facts.map(fact => fact.capacityBytes), ...totalsKiB.map(kib => kib * 1024), ofReports]),
    pageBytes,
    bootIds: [...new Set([...facts, ...hosts].flatMap(fact => fact.bootId ?? []))],
    clockAheadSeconds: skew && tenths(skew.aheadSeconds),
    clockPlusMinusSeconds: skew && tenths(skew.plusMinusSeconds),
    kernelLog: logs.map(({ path, part }) => ({
      from: clocks.instantOf({ path, boot: part.boot }, part.first),
      to: clocks.instantOf({ path, boot: part.boot }, part.last),
    })),
  }
}

/** Every machine of the case: by name, and one without a name for logs that nothing names. */
export function nodesOf(
  facts: readonly NodeFact[],
  acts: readonly Act[],
  sources: readonly SourceRead[],
  clocks: ClockBook,
  names: NodeNames,
  readings: readonly NodeReading[],
  skews: ReadonlyMap<string, Skew>,
): readonly NodeSummary[] {
  const logs = sources.flatMap(source =>
    source.boots
      .filter(part => part.isOfKernel)
      .map(part => ({ path: source.path, part, node: names.ofLine(source.path, part.host) })),
  )
  const factsOf = groupBy(facts, fact => fact.name)
  const logsOf = groupBy(logs, ({ node }) => node)
  const actsOf = groupBy(acts, act => names.ofAct(act))
  const all = new Set<string | null>([
    ...factsOf.keys(),
    ...logsOf.keys(),
    ...[...actsOf.keys()].filter(name => name !== null),
    ...readings.flatMap(({ node }) => node ?? []),
  ])
  // A reading that nothing names is of the only machine that there is, if there is one.
  const ofNode = groupBy(readings, ({ node }) => (node === null && all.size === 1 ? ([...all][0] ?? null) : node))
  return [...all]
    .map(name =>
      summaryOf(
        name,
        ofNode.get(name) ?? [],
        (name !== null && factsOf.get(name)) || [],
        actsOf.get(name) ?? [],
        logsOf.get(name) ?? [],
        clocks,
        (name !== null && skews.get(name)) || null,
      ),
    )
    .sort(byName)
}
