import type { MemInfo, ZoneInfo } from '../model/kernel.ts'

/** Zones from low to high; a request may use its own and every lower one. */
const ORDER = ['DMA', 'DMA32', 'Normal', 'HighMem', 'Movable'] as const

/** Zone bits of a gfp mask: the only bits that mean the same in all kernels. */
const GFP_DMA = 0x1
const GFP_HIGHMEM = 0x2
const GFP_DMA32 = 0x4
const GFP_MOVABLE = 0x8

function highestZone(mask: number): (typeof ORDER)[number] {
  if (mask & GFP_DMA) return 'DMA'
  if (mask & GFP_DMA32) return 'DMA32'
  if (mask & GFP_HIGHMEM) return mask & GFP_MOVABLE ? 'Movable' : 'HighMem'
  return 'Normal'
}

/** The printed zones that the request may use; null where the mask is not known. */
export function usableZones(memInfo: MemInfo, gfpMask: string | null): readonly ZoneInfo[] | null {
  const mask = Number.parseInt(gfpMask ?? '', 16)
  if (!Number.isFinite(mask)) return null
  const highest = ORDER.indexOf(highestZone(mask))
  return memInfo.zones.filter(({ name }) => {
    const place = (ORDER as readonly string[]).indexOf(name)
    return place !== -1 && place <= highest
  })
}

export const zoneName = ({ node, name }: ZoneInfo): string => (node === null ? name : `node ${node} ${name}`)

/** Free blocks of the order asked for, or larger. */
export const blocksFrom = (zone: ZoneInfo, order: number): number =>
  zone.freeBlocks.slice(order).reduce((sum, blocks) => sum + blocks, 0)

/** What the zone keeps back from requests that could use a higher zone, in KiB; a page is taken as large as its free blocks show. */
function reserveKiB({ fieldsKiB, freeBlocks, lowmemReservePages }: ZoneInfo): number {
  const freePages = freeBlocks.reduce((sum, blocks, order) => sum + blocks * 2 ** order, 0)
  const pageKiB = freePages > 0 ? (fieldsKiB.free ?? 0) / freePages : 0
  return lowmemReservePages.reduce((most, pages) => Math.max(most, pages), 0) * pageKiB
}

/** Free memory above what the zone keeps for emergencies and for requests that have no other zone, in KiB; null where it is not printed. */
export function spareKiB(zone: ZoneInfo): number | null {
  const { free, min } = zone.fieldsKiB
  return free === undefined || min === undefined ? null : free - min - reserveKiB(zone)
}
