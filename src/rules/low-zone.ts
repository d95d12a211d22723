import type { Allocation, ZoneState } from '../model/allocation.ts'
import type { IncidentCase } from '../model/case.ts'
import { cited } from './evidence.ts'
import { percent } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'
import { AMPLE_ZONE_FACTOR, FREE_ELSEWHERE_SHARE } from './thresholds.ts'

/** A zone above those that the mask allows, with plenty. */
const isAmple = ({ zone, node, freeBytes, highBytes, verdict }: ZoneState, { allowedNodes }: Allocation): boolean =>
  verdict === 'not-allowed' &&
  zone !== 'Movable' &&
  (node === null || allowedNodes?.includes(node) !== false) &&
  freeBytes !== null &&
  highBytes !== null &&
  freeBytes > highBytes * AMPLE_ZONE_FACTOR

/** Kernels from 6.1 leave out the zones that the mask does not allow; what is free in them is known all the same. */
function isFreeElsewhere(
  { highestZone, freeElsewhereBytes }: Allocation,
  { memory }: IncidentCase['incident'],
): boolean {
  if (highestZone !== 'DMA' && highestZone !== 'DMA32') return false
  return memory?.of === 'node' && (freeElsewhereBytes ?? 0) > memory.totalBytes * FREE_ELSEWHERE_SHARE
}

export const lowZone: Rule = {
  id: 'low-zone',
  title: 'Only a low memory zone ran out',
  explains:
    'The request could be served from low memory only (DMA, DMA32, or Normal on a 32-bit machine), and that was used up while the rest of the machine had memory.',
  grounds: `A node kill where every zone that the gfp mask allows is at its watermark or reserve, and a zone that it does not allow has more than ${AMPLE_ZONE_FACTOR} times its high watermark free. Kernels from 6.1 do not print the other zones: there a request for DMA or DMA32 must leave more than ${percent(FREE_ELSEWHERE_SHARE)} of the machine free in them.`,
  criteria: { likely: 'Always: the report shows the zones a moment after the request failed.' },
  remedy:
    'Find the driver in the call trace that needs low memory. Adding memory does not help: it is added above that zone.',
  check(incidentCase) {
    const { incident } = incidentCase
    const { allocation } = incident
    if (incident.kind !== 'global' || !allocation?.why) return null
    const allowed = allocation.zones.filter(zone => zone.verdict !== 'not-allowed')
    if (allowed.length === 0 || allowed.some(zone => zone.verdict !== 'below-watermark')) return null
    const isLow = allocation.zones.some(zone => isAmple(zone, allocation)) || isFreeElsewhere(allocation, incident)
    if (!isLow) return null
    return verdict(
      'low-zone',
      'likely',
      allocation.why,
      cited(incidentCase, incidentCase.report?.evidence[0], incidentCase.report?.memInfo?.span),
      advise(
        'Find the driver in the call trace that needs low memory; use a 64-bit kernel, or a device that can reach all memory.',
        nodeObject(incidentCase),
        'Only low memory was short.',
        'Adding memory: it is added above the zone that ran out.',
      ),
    )
  },
}
