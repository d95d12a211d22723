import type { OomReport } from '../../../model/kernel.ts'
import { gfpNames } from './gfp-bits.ts'

/** Zones from low to high (enum zone_type, include/linux/mmzone.h); a request may use its own and every lower one. */
export const ZONES = ['DMA', 'DMA32', 'Normal', 'HighMem', 'Movable', 'Device'] as const

/** What was asked of the page allocator. */
export interface Request {
  readonly gfpFlags: readonly string[] | null
  readonly order: number | null
  /** The highest zone that the mask allows (`gfp_zone`); where a kernel has no such zone, the next lower one counts. */
  readonly highestZone: (typeof ZONES)[number] | null
  /** Pages that can be moved may stand in CMA areas. */
  readonly isMovable: boolean
  /** `__GFP_HIGH` lowers the min watermark by half. */
  readonly isHigh: boolean
  /** Bound to the cpuset's nodes: without it, memory for the kernel may come from those of a cpuset above. */
  readonly isHardwall: boolean
  /** Bound to one node. */
  readonly isThisNode: boolean
}

const DMA = 0x1
const HIGHMEM = 0x2
const DMA32 = 0x4
const MOVABLE = 0x8

function highestZone(mask: number): Request['highestZone'] {
  if (mask & DMA) return 'DMA'
  if (mask & DMA32) return 'DMA32'
  if (mask & HIGHMEM) return mask & MOVABLE ? 'Movable' : 'HighMem'
  return 'Normal'
}

function maskOf({ gfpMask }: OomReport): number | null {
  const mask = Number.parseInt(gfpMask ?? '', 16)
  return Number.isFinite(mask) ? mask : null
}

/** Far above MAX_ORDER of any kernel: a number beyond it is damaged. */
const LARGEST_ORDER = 30

/** Names of which `__GFP_HARDWALL` is a part. */
const HARDWALL = /^(?:__GFP_HARDWALL|GFP_USER|GFP_HIGHUSER|GFP_HIGHUSER_MOVABLE|GFP_TRANSHUGE|GFP_TRANSHUGE_LIGHT)$/

/**
 * The request that a report begins with.
 *
 * The mask 0 is none: the handler of page faults asked for the kill, and which request had failed is not known
 * (pagefault_out_of_memory, until 5.15).
 */
export function requestOf(report: OomReport): Request {
  const mask = maskOf(report)
  const gfpFlags = report.gfpFlags ?? (mask === null ? null : gfpNames(mask, report.kernelRelease))
  const has = (name: RegExp): boolean => gfpFlags?.some(flag => name.test(flag)) ?? false
  return {
    gfpFlags,
    order: report.order !== null && report.order >= 0 && report.order <= LARGEST_ORDER ? report.order : null,
    highestZone: mask === null || mask === 0 ? null : highestZone(mask),
    isMovable: mask !== null && (mask & MOVABLE) !== 0,
    isHigh: has(/^__GFP_HIGH$/),
    isHardwall: has(HARDWALL),
    isThisNode: has(/^__GFP_THISNODE$/),
  }
}
