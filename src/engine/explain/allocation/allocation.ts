import type { Allocation } from '../../../model/allocation.ts'
import type { MemInfo, OomReport } from '../../../model/kernel.ts'
import type { IncidentKind } from '../../../model/report.ts'
import { buildsOf, highestZoneOf } from './builds.ts'
import { nodeList, nodesInBoth } from './node-list.ts'
import { requestOf } from './request.ts'
import { whyOf } from './why.ts'
import { zoneStateOf } from './zone-state.ts'

/** Kinds in which the page allocator had nothing to give. */
const OF_NODE: ReadonlySet<IncidentKind> = new Set(['global', 'cpuset', 'mempolicy'])

/** The machine's free pages and those of the printed zones are counted at different instants. */
const LAG_BYTES = 1024 * 1024

/** Null where the end of the block is not there, and zones may be missing for that. */
function freeElsewhere({ totalsPages, zones, ramPages }: MemInfo, pageBytes: number | null): number | null {
  const { free } = totalsPages
  if (free === undefined || pageBytes === null || zones.length === 0 || ramPages === null) return null
  if (zones.some(zone => zone.fieldsKiB.free === undefined)) return null
  const bytes = free * pageBytes - zones.reduce((sum, zone) => sum + (zone.fieldsKiB.free ?? 0) * 1024, 0)
  return bytes < LAG_BYTES ? 0 : bytes
}

/**
 * The failed request of a report and the zones that it could have been served from; null where the report does not have
 * its first line.
 */
export function allocationOf(report: OomReport, kind: IncidentKind, pageBytes: number | null): Allocation | null {
  const request = requestOf(report)
  if (request.gfpFlags === null && report.order === null) return null
  const { order, gfpFlags } = request
  const memInfo = OF_NODE.has(kind) ? report.memInfo : null
  const zones = memInfo?.zones ?? []
  const allowedNodes = nodesInBoth(nodeList(report.memsAllowed), nodeList(report.nodemask))
  // Kernels 4.9 and 4.10 print the nodes of the cpuset where the task has no policy.
  const hasPolicy = report.nodemask !== null && report.nodemask !== report.memsAllowed
  const isBound = request.isHardwall || hasPolicy || kind === 'cpuset' || kind === 'mempolicy'
  const builds = buildsOf(zones)
  const measure = { request, report, pageBytes, builds, allowedNodes, isBound }
  const facts = {
    gfpFlags,
    order,
    bytes: order === null || pageBytes === null ? null : 2 ** order * pageBytes,
    highestZone: highestZoneOf(request.highestZone, builds),
    allowedNodes,
    zones: zones.map(zone => zoneStateOf(zone, measure)),
    freeElsewhereBytes: memInfo && freeElsewhere(memInfo, pageBytes),
  }
  return { ...facts, why: whyOf(facts, request, kind) }
}
