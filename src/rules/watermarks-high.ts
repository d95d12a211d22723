import { formatBytes } from '../model/bytes.ts'
import { cited } from './evidence.ts'
import { percent } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'
import { WATERMARK_SHARE } from './thresholds.ts'

/** Null where one of them is not known. */
const sumOf = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0)

export const watermarksHigh: Rule = {
  id: 'watermarks-high',
  title: 'The kernel kept back too much memory itself',
  explains:
    'Below the min watermark of a zone only emergencies are served. vm.min_free_kbytes sets it, and the kernel raises it for a while after fragmentation (watermark boost). Where it is a large part of RAM, the node runs out with that part free.',
  grounds: `A node kill where every zone that the request may use is at its min watermark, and these watermarks add up to more than ${percent(WATERMARK_SHARE)} of the memory of those zones, and so does what is free in them.`,
  criteria: { likely: 'Always: the report shows the zones a moment after the request failed.' },
  remedy:
    'Lower `vm.min_free_kbytes`. The kernel chooses at most 256 MiB by itself (64 MiB before 5.9), and with transparent huge pages some 11 MiB more for each zone.',
  check(incidentCase) {
    const { allocation, kind } = incidentCase.incident
    if (kind !== 'global' || !allocation?.why) return null
    const zones = allocation.zones.filter(zone => zone.verdict !== 'not-allowed')
    if (zones.length === 0 || zones.some(zone => zone.verdict !== 'below-watermark')) return null
    const minBytes = sumOf(zones.map(zone => zone.minBytes))
    const freeBytes = sumOf(zones.map(zone => zone.freeBytes))
    const managedBytes = sumOf(zones.map(zone => zone.managedBytes))
    if (minBytes === null || freeBytes === null || managedBytes === null) return null
    const least = managedBytes * WATERMARK_SHARE
    if (managedBytes === 0 || minBytes <= least || freeBytes <= least) return null
    return verdict(
      'watermarks-high',
      'likely',
      `${formatBytes(freeBytes)} were free, and the min watermarks kept back ${formatBytes(minBytes)}, ${percent(minBytes / managedBytes)} of ${formatBytes(managedBytes)}. ${allocation.why}`,
      cited(incidentCase, incidentCase.report?.memInfo?.span),
      advise(
        'Lower vm.min_free_kbytes (and look at vm.watermark_boost_factor, where the report prints boost:).',
        nodeObject(incidentCase),
        'What lies below the min watermark is free, and nobody but the kernel in an emergency gets it.',
        'Looking for a leak first: a large part of RAM was free.',
      ),
    )
  },
}
