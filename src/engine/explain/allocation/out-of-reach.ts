import type { Allocation, ZoneState } from '../../../model/allocation.ts'
import { formatBytes } from '../../../model/bytes.ts'
import { freeOf, listed } from './words.ts'

/** Memory is worth a word where there is more of it than so many times the high watermark. */
const AMPLE_FACTOR = 2

const isAmple = (zone: ZoneState): boolean =>
  zone.verdict === 'not-allowed' && (zone.freeBytes ?? 0) > AMPLE_FACTOR * (zone.highBytes ?? 0)

/** Where the machine had memory that the request could not have, each a sentence. */
export function outOfReach(facts: Omit<Allocation, 'why'>): readonly string[] {
  const { zones, allowedNodes, highestZone, freeElsewhereBytes } = facts
  const ample = zones.filter(isAmple)
  const isOffNode = ({ node }: ZoneState): boolean => node !== null && allowedNodes?.includes(node) === false
  const onNode = ample.filter(isOffNode)
  const byMask = ample.filter(zone => !isOffNode(zone))
  const high = zones.reduce((sum, zone) => sum + (zone.highBytes ?? 0), 0)
  return [
    ...(byMask.length > 0
      ? [`Its mask allows zones up to ${highestZone}; out of its reach: ${listed(byMask, freeOf)}.`]
      : []),
    ...(onNode.length > 0
      ? [`It was bound to NUMA node ${allowedNodes?.join(', ')}; out of its reach: ${listed(onNode, freeOf)}.`]
      : []),
    ...((freeElsewhereBytes ?? 0) > AMPLE_FACTOR * high
      ? [
          `Another ${formatBytes(freeElsewhereBytes ?? 0)} was free in zones that the report leaves out: the kernel prints those that the request may use.`,
        ]
      : []),
  ]
}
