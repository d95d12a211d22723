import type { ZoneState } from '../../../model/allocation.ts'
import { formatBytes } from '../../../model/bytes.ts'
import type { Request } from './request.ts'

/** Zones by name in a sentence; the rest is counted. */
const MOST = 3

const zoneName = ({ node, zone }: ZoneState): string => (node === null ? zone : `node ${node} ${zone}`)

/** `Normal 900 MiB free`. */
export const freeOf = (zone: ZoneState): string => `${zoneName(zone)} ${formatBytes(zone.freeBytes ?? 0)} free`

/** The same with what of it is not for this request: `DMA 15 MiB free, min 64 KiB, lowmem reserve 30 MiB`. */
export function freeAndKept(zone: ZoneState, { isMovable }: Request): string {
  const part = (name: string, bytes: number | null): string[] => (bytes ? [`${name} ${formatBytes(bytes)}`] : [])
  return [
    freeOf(zone),
    ...part('min', zone.minBytes),
    ...part('lowmem reserve', zone.reserveBytes),
    ...part('free CMA', isMovable ? null : zone.freeCmaBytes),
    ...part('for atomic requests', zone.highatomicBytes),
  ].join(', ')
}

/** The largest zones first. */
export function listed(zones: readonly ZoneState[], say: (zone: ZoneState) => string, separator = ', '): string {
  const sorted = zones.toSorted((a, b) => (b.managedBytes ?? b.freeBytes ?? 0) - (a.managedBytes ?? a.freeBytes ?? 0))
  const rest = zones.length - MOST
  return [...sorted.slice(0, MOST).map(say), ...(rest > 0 ? [`${rest} more`] : [])].join(separator)
}
