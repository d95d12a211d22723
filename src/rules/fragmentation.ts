import { formatKiB } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { ZoneInfo } from '../model/kernel.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'
import { blocksFrom, spareKiB, usableZones, zoneName } from './zones.ts'

/** Zones that had memory to spare, yet no block as large as was asked for. Empty where one of them had such a block. */
function brokenZones({ incident, report }: IncidentCase, order: number): readonly ZoneInfo[] {
  const zones = report?.memInfo ? usableZones(report.memInfo, incident.gfpMask) : null
  const spare = (zones ?? []).filter(zone => zone.freeBlocks.length > 0 && (spareKiB(zone) ?? 0) > 0)
  return spare.some(zone => blocksFrom(zone, order) > 0) ? [] : spare
}

export const fragmentation: Rule = {
  id: 'fragmentation',
  title: 'Memory was free, but not in one piece',
  explains:
    'The kernel asked for several pages in a row. There was free memory above the watermark, but cut into smaller blocks.',
  grounds:
    'A node kill for a request of order 1 or more, where a usable zone has free memory above its watermark and reserve, and no usable zone with memory to spare has a block of that order. The kinds of free blocks are not looked at, so it is likely at most.',
  check(incidentCase) {
    const { incident } = incidentCase
    const { order } = incident
    if (incident.kind !== 'global' || order === null || order < 1) return null
    const zones = brokenZones(incidentCase, order)
    const [first] = zones
    if (!first) return null
    const free = zones.map(zone => `${zoneName(zone)} ${formatKiB(zone.fieldsKiB.free ?? 0)}`).join(', ')
    return verdict(
      'fragmentation',
      'likely',
      `The request was for ${2 ** order} pages in a row (order ${order}). Memory was free (${free}), but in no block of that size.`,
      cited(incidentCase, incidentCase.report?.evidence[0], incidentCase.report?.memInfo?.span),
      advise(
        'Raise vm.min_free_kbytes so that compaction starts earlier, and see which part of the kernel asks for such blocks (the call trace).',
        nodeObject(incidentCase),
        'Free memory does not help as long as it lies in small pieces.',
        'Adding memory or limits: memory was free.',
      ),
    )
  },
}
