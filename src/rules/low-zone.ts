import { formatKiB } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { ZoneInfo } from '../model/kernel.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { nodeObject } from './subject.ts'
import { AMPLE_ZONE_FACTOR } from './thresholds.ts'
import { spareKiB, usableZones, zoneName } from './zones.ts'

const isAmple = ({ fieldsKiB }: ZoneInfo): boolean =>
  fieldsKiB.free !== undefined && fieldsKiB.high !== undefined && fieldsKiB.free > fieldsKiB.high * AMPLE_ZONE_FACTOR

/** The zones that the request had to do with, all empty, and those that it could not use, with plenty. */
function zonesOf({
  incident,
  report,
}: IncidentCase): { empty: readonly ZoneInfo[]; ample: readonly ZoneInfo[] } | null {
  const usable = report?.memInfo ? usableZones(report.memInfo, incident.gfpMask) : null
  if (!report?.memInfo || !usable || usable.length === 0) return null
  const empty = usable.every(zone => {
    const spare = spareKiB(zone)
    return spare !== null && spare <= 0
  })
  const ample = report.memInfo.zones.filter(zone => !usable.includes(zone) && isAmple(zone))
  return empty && ample.length > 0 ? { empty: usable, ample } : null
}

const names = (zones: readonly ZoneInfo[]): string =>
  zones.map(zone => `${zoneName(zone)} ${formatKiB(zone.fieldsKiB.free ?? 0)} free`).join(', ')

export const lowZone: Rule = {
  id: 'low-zone',
  title: 'Only a low memory zone ran out',
  explains:
    'The request could be served from low memory only (DMA, DMA32, or Normal on a 32-bit machine), and that was used up while the rest of the machine had memory.',
  grounds:
    'A node kill where every zone that the gfp mask allows is at its watermark or reserve, and a zone that it does not allow has more than twice its high watermark free. Kernels from 6.1 do not print the other zones, so that the rule is quiet there.',
  check(incidentCase) {
    const zones = incidentCase.incident.kind === 'global' ? zonesOf(incidentCase) : null
    if (!zones) return null
    return verdict(
      'low-zone',
      'likely',
      `The request may use ${names(zones.empty)} only; ${names(zones.ample)} was out of its reach.`,
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
