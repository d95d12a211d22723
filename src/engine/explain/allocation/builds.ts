import type { ZoneInfo } from '../../../model/kernel.ts'
import { type Request, ZONES } from './request.ts'

/** The zones that a kernel was built with, from low to high. Not all of them need to have memory. */
type Build = readonly string[]

const ALWAYS: Build = ['Normal', 'Movable']
const OPTIONAL: Build = ['DMA', 'DMA32', 'HighMem', 'Device']

/** HighMem is for 32-bit machines, DMA32 for 64-bit ones. */
const ALL: readonly Build[] = Array.from({ length: 2 ** OPTIONAL.length }, (_, bits) =>
  ZONES.filter(zone => ALWAYS.includes(zone) || bits & (1 << OPTIONAL.indexOf(zone))),
).filter(build => !(build.includes('DMA32') && build.includes('HighMem')))

/** `lowmem_reserve[]` has an entry for each zone of the build; a zone keeps nothing from what ends at itself or below. */
function fits(build: Build, { name, lowmemReservePages }: ZoneInfo): boolean {
  const place = build.indexOf(name)
  const isWhole = lowmemReservePages.length === 0 || lowmemReservePages.length === build.length
  return place !== -1 && isWhole && lowmemReservePages.slice(0, place + 1).every(pages => pages === 0)
}

/** Every build that the printed zones fit into. */
export const buildsOf = (zones: readonly ZoneInfo[]): readonly Build[] =>
  ALL.filter(build => zones.every(zone => fits(build, zone)))

/** Place of the request's highest zone: Normal stands for a zone that the build does not have (GFP_ZONE_TABLE). */
function highestIn(build: Build, highest: NonNullable<Request['highestZone']>): number {
  const place = build.indexOf(highest)
  return place === -1 ? build.indexOf('Normal') : place
}

/** What all builds say; null where they disagree, or there is none. */
function agreed<T>(builds: readonly Build[], say: (build: Build) => T | undefined): T | null {
  const answers = new Set(builds.map(say))
  const [only] = answers
  return answers.size === 1 ? (only ?? null) : null
}

/** The highest zone of a request in the kernel of the report, as far as its build is known. */
export const highestZoneOf = (highest: Request['highestZone'], builds: readonly Build[]): string | null =>
  highest === null ? null : (agreed(builds, build => build[highestIn(build, highest)]) ?? highest)

/** Whether a mask reaches a zone. */
export const reaches = (zone: ZoneInfo, highest: Request['highestZone'], builds: readonly Build[]): boolean | null =>
  highest === null ? null : agreed(builds, build => build.indexOf(zone.name) <= highestIn(build, highest))

/**
 * The entry of `lowmem_reserve[]` that holds for a request, in pages (__zone_watermark_ok, mm/page_alloc.c). The list does
 * not name its zones, so that every build that fits the report has a say.
 */
export function reservePages(zone: ZoneInfo, highest: Request['highestZone'], builds: readonly Build[]): number | null {
  const { lowmemReservePages } = zone
  if (lowmemReservePages.length > 0 && lowmemReservePages.every(pages => pages === 0)) return 0
  return highest === null ? null : agreed(builds, build => lowmemReservePages[highestIn(build, highest)])
}
