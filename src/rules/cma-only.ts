import type { Allocation, ZoneState } from '../model/allocation.ts'
import { formatBytes } from '../model/bytes.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'

const holdsCma = (zone: ZoneState): boolean => (zone.freeCmaBytes ?? 0) > 0

/** Above the high watermark with what is free in CMA areas, and not without: a movable request would have been served. */
const isShortWithout = (zone: ZoneState): boolean =>
  zone.verdict === 'below-watermark' &&
  holdsCma(zone) &&
  zone.freeBytes !== null &&
  zone.highBytes !== null &&
  zone.freeBytes > zone.highBytes + (zone.reserveBytes ?? 0)

/** The blocks that are large enough are of CMA areas alone. */
export const hasCmaBlocks = (zone: ZoneState, { order }: Allocation): boolean =>
  zone.verdict === 'fragmented' &&
  zone.freeBlocks.some(
    (count, at) => count > 0 && at >= (order ?? 0) && zone.freeBlockTypes[at]?.replace(/[HI]/g, '') === 'C',
  )

export const cmaOnly: Rule = {
  id: 'cma-only',
  title: 'Only memory of CMA areas was free',
  explains:
    'A part of the memory is set aside for devices that need it in one piece (CMA). Movable pages may use it meanwhile; what the kernel asks for itself may not, and fails while that part is free. Small boards and those with a display or a video decoder have large areas.',
  grounds:
    'A node kill where no zone that the request may use could serve it, and one of them would be above its high watermark with what is free in CMA areas, or has free blocks of that size in CMA areas only.',
  criteria: { likely: 'Always: the report shows the zones a moment after the request failed.' },
  remedy:
    'Make the CMA area smaller (`cma=` on the command line of the kernel, `linux,cma` in the device tree), or find who holds the rest of the memory. Freeing page cache does not help.',
  check({ incident, ...rest }) {
    const { allocation, kind } = incident
    if (kind !== 'global' || !allocation?.why) return null
    const zones = allocation.zones.filter(zone => zone.verdict !== 'not-allowed')
    if (zones.some(zone => zone.verdict === 'could-serve' || zone.verdict === 'unknown')) return null
    const kept = zones.filter(zone => isShortWithout(zone) || hasCmaBlocks(zone, allocation))
    if (kept.length === 0) return null
    const cmaBytes = kept.reduce((sum, { freeCmaBytes }) => sum + (freeCmaBytes ?? 0), 0)
    const incidentCase = { incident, ...rest }
    return verdict(
      'cma-only',
      'likely',
      cmaBytes === 0
        ? allocation.why
        : `${formatBytes(cmaBytes)} of what was free lay in CMA areas, which this request may not use. ${allocation.why}`,
      cited(incidentCase, rest.report?.evidence[0], rest.report?.memInfo?.span),
      advise(
        'Make the CMA area smaller (cma= on the command line of the kernel, linux,cma in the device tree), or find who holds the rest of the memory.',
        nodeObject(incidentCase),
        'Memory in a CMA area is free for movable pages only.',
        'Raising vm.min_free_kbytes, compaction, or dropping page cache: none of them lets the request into a CMA area.',
      ),
    )
  },
}
