import { formatBytes } from '../../model/bytes.ts'
import type { MemInfo, OomReport } from '../../model/kernel.ts'
import type { Span } from '../../model/span.ts'
import { memInfoSums, noisePages, presentPages } from './mem-info-sums.ts'
import { nodePartsOf } from './node-account.ts'
import { exceeds, sumOf } from './parts.ts'
import { isRamWrong, showsAllZones, usableRamPagesOf } from './usable-ram.ts'

/** Numbers of one report that cannot all be true. */
export interface Disagreement {
  readonly says: string
  readonly evidence: readonly Span[]
}

function ofRam(report: OomReport, memInfo: MemInfo, pageBytes: number): readonly Disagreement[] {
  const present = presentPages(memInfo, pageBytes)
  if (present === null || memInfo.ramPages === null || !isRamWrong(report, pageBytes)) return []
  const [line, zones] = [memInfo.ramPages, present].map(pages => formatBytes(pages * pageBytes))
  const evidence = [memInfo.spans['pages RAM'] ?? memInfo.span, ...memInfo.zones.map(({ span }) => span)]
  return [{ says: `\`pages RAM\` is ${line}, and the zones hold ${zones}`, evidence }]
}

/**
 * Counters whose lines do not add up to the total. Lines that come to less are a disagreement only where all zones are
 * printed, or the kernel says that no node was ruled out: a report for some nodes prints those alone.
 */
function ofSums(report: OomReport, memInfo: MemInfo, pageBytes: number): readonly Disagreement[] {
  const present = presentPages(memInfo, pageBytes)
  const known = [present, memInfo.ramPages].filter(pages => pages !== null && pages > 0)
  if (known.length === 0) return []
  const noise = noisePages(Math.min(...known.map(pages => pages ?? 0)))
  const all = showsAllZones(memInfo, pageBytes)
  const isWhole = { zones: all, nodes: all || report.constraint === 'CONSTRAINT_NONE' }
  return memInfoSums(memInfo, pageBytes).flatMap(({ name, of, totalPages, sumPages, evidence }) => {
    const more = sumPages - totalPages
    if (more <= noise && (more >= -noise || !isWhole[of])) return []
    const [total, sum] = [totalPages, sumPages].map(pages => formatBytes(pages * pageBytes))
    return [{ says: `${name}: the total is ${total}, and the ${of} add up to ${sum}`, evidence }]
  })
}

/** Parts that cannot be of this machine's RAM. Without a page size or a total there is nothing to compare. */
function ofParts(report: OomReport, memInfo: MemInfo, pageBytes: number): readonly Disagreement[] {
  const usable = usableRamPagesOf(report, pageBytes)
  const parts = nodePartsOf(memInfo, pageBytes)
  if (usable === null || parts === null || !exceeds(parts, usable * pageBytes)) return []
  const says = `free memory, LRU lists, slab, page tables and hugepages add up to ${formatBytes(sumOf(parts))}, and RAM is ${formatBytes(usable * pageBytes)}`
  return [{ says, evidence: [memInfo.span] }]
}

/** Where the parts of one `Mem-Info` contradict each other: it was edited, damaged, or is of two reports. */
export function disagreementsOf(report: OomReport, pageBytes: number | null): readonly Disagreement[] {
  const { memInfo } = report
  if (memInfo === null || pageBytes === null) return []
  return [ofRam, ofSums, ofParts].flatMap(check => check(report, memInfo, pageBytes))
}
