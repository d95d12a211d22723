import type { ZoneState } from '../../../model/allocation.ts'
import type { OomReport, ZoneInfo } from '../../../model/kernel.ts'
import { isOlderThan } from '../release.ts'
import { hasBlock, largestUsableOrder } from './blocks.ts'
import { type buildsOf, reaches, reservePages } from './builds.ts'
import type { Request } from './request.ts'

/** What holds for all zones of a report. */
export interface Measure {
  readonly request: Request
  readonly report: OomReport
  readonly pageBytes: number | null
  readonly builds: ReturnType<typeof buildsOf>
  readonly allowedNodes: readonly number[] | null
  /** False where nodes outside of the list may serve the request all the same. */
  readonly isBound: boolean
}

function usable(zone: ZoneInfo, { request, builds, allowedNodes, isBound }: Measure): boolean | null {
  const byMask = reaches(zone, request.highestZone, builds)
  if (byMask === false || zone.node === null || allowedNodes === null) return byMask
  if (allowedNodes.includes(zone.node)) return request.isThisNode && allowedNodes.length > 1 ? null : byMask
  return isBound ? false : null
}

/** What a number can be at least and at most. */
type Bounds = readonly [number, number]

/** Free memory that the check does not count: since 6.13 what is free of the blocks for atomic requests, before all of them. */
function highatomicBounds({ fieldsKiB }: ZoneInfo, { request, report }: Measure): Bounds {
  const bytes = (fieldsKiB.free_highatomic ?? fieldsKiB.reserved_highatomic ?? 0) * 1024
  const isExact = fieldsKiB.free_highatomic !== undefined || isOlderThan(report.kernelRelease, 6, 12) === true
  return [isExact && !request.isHigh ? bytes : 0, bytes]
}

/** What must stay free in the zone, in bytes. */
function keptBounds(zone: ZoneInfo, minBytes: number, state: Kept, measure: Measure): Bounds {
  const { request, pageBytes } = measure
  const { reserveBytes, freeCmaBytes } = state
  const [leastAtomic, mostAtomic] = highatomicBounds(zone, measure)
  const known =
    minBytes / (request.isHigh ? 2 : 1) +
    (request.isMovable ? 0 : (freeCmaBytes ?? 0)) +
    (pageBytes ?? 0) * (2 ** (request.order ?? 0) - 1)
  return [known + (reserveBytes ?? 0) + leastAtomic, known + (reserveBytes ?? Number.POSITIVE_INFINITY) + mostAtomic]
}

type Kept = Pick<ZoneState, 'reserveBytes' | 'freeCmaBytes'>
type Sizes = Omit<ZoneState, 'verdict'>

function verdictOf(zone: ZoneInfo, sizes: Sizes, measure: Measure): ZoneState['verdict'] {
  const { freeBytes, minBytes } = sizes
  if (sizes.usable !== true) return sizes.usable === null ? 'unknown' : 'not-allowed'
  if (freeBytes === null || minBytes === null) return 'unknown'
  const [atLeast, atMost] = keptBounds(zone, minBytes, sizes, measure)
  if (freeBytes <= atLeast) return 'below-watermark'
  if (freeBytes <= atMost) return 'unknown'
  const { pageBytes, report, request } = measure
  const pages = pageBytes === null ? null : { free: freeBytes / pageBytes, min: minBytes / pageBytes }
  const release = { printed: report.kernelRelease, printsNames: report.gfpFlags !== null }
  const has = hasBlock(zone, request, pages, release)
  if (has === null) return 'unknown'
  return has ? 'could-serve' : 'fragmented'
}

/** A zone, measured as __zone_watermark_ok does (mm/page_alloc.c), with the min watermark that a failing request is held to. */
export function zoneStateOf(zone: ZoneInfo, measure: Measure): ZoneState {
  const { request, pageBytes, builds } = measure
  const bytes = (name: string): number | null => {
    const kib = zone.fieldsKiB[name]
    return kib === undefined ? null : kib * 1024
  }
  const reserve = reservePages(zone, request.highestZone, builds)
  const sizes: Sizes = {
    node: zone.node,
    zone: zone.name,
    managedBytes: bytes('managed'),
    freeBytes: bytes('free'),
    minBytes: bytes('min'),
    lowBytes: bytes('low'),
    highBytes: bytes('high'),
    reserveBytes: reserve === 0 ? 0 : reserve === null || pageBytes === null ? null : reserve * pageBytes,
    freeCmaBytes: bytes('free_cma'),
    highatomicBytes: bytes('free_highatomic') ?? bytes('reserved_highatomic'),
    usable: usable(zone, measure),
    freeBlocks: zone.freeBlocks,
    freeBlockTypes: zone.freeBlockTypes,
    largestUsableOrder: largestUsableOrder(zone, request),
  }
  return { ...sizes, verdict: verdictOf(zone, sizes, measure) }
}
