import { isOlderThan } from '../release.ts'

type Bits = readonly (readonly [number, string])[]

/** Bits that choose a zone: the same in every kernel since 2.6.32 (include/linux/gfp.h, since 6.0 gfp_types.h). */
const ZONE_BITS: Bits = [
  [0x1, '__GFP_DMA'],
  [0x2, '__GFP_HIGHMEM'],
  [0x4, '__GFP_DMA32'],
  [0x8, '__GFP_MOVABLE'],
]

/** The same from 2.6.32 to 4.5. Kernels of vendors use 0x2000 for a flag of their own, so that it has no name here. */
const UNTIL_4_5: Bits = [
  [0x20, '__GFP_HIGH'],
  [0x40, '__GFP_IO'],
  [0x80, '__GFP_FS'],
  [0x100, '__GFP_COLD'],
  [0x200, '__GFP_NOWARN'],
  [0x400, '__GFP_REPEAT'],
  [0x800, '__GFP_NOFAIL'],
  [0x1000, '__GFP_NORETRY'],
  [0x4000, '__GFP_COMP'],
  [0x8000, '__GFP_ZERO'],
  [0x10000, '__GFP_NOMEMALLOC'],
  [0x20000, '__GFP_HARDWALL'],
  [0x40000, '__GFP_THISNODE'],
]

const UNTIL_4_3: Bits = [
  [0x10, '__GFP_WAIT'],
  [0x80000, '__GFP_RECLAIMABLE'],
]

const FROM_4_4: Bits = [
  [0x10, '__GFP_RECLAIMABLE'],
  [0x80000, '__GFP_ATOMIC'],
  [0x400000, '__GFP_DIRECT_RECLAIM'],
  [0x1000000, '__GFP_WRITE'],
  [0x2000000, '__GFP_KSWAPD_RECLAIM'],
]

/** What is certain of a kernel that prints a number alone; later ones print names, and earlier ones differ. */
function bitsOf(release: string | null): Bits {
  const hasKnownBits = isOlderThan(release, 4, 6) === true && isKnown(release)
  if (!hasKnownBits) return ZONE_BITS
  return [...ZONE_BITS, ...UNTIL_4_5, ...(isOlderThan(release, 4, 4) ? UNTIL_4_3 : FROM_4_4)]
}

const isKnown = (release: string | null): boolean =>
  isOlderThan(release, 3, 0) === false || /^2\.6\.(?:3[2-9]|[4-9]\d)(?!\d)/.test(release ?? '')

/** A mask in names, as far as they are certain; the rest as one hexadecimal number, as the kernel itself prints it. */
export function gfpNames(mask: number, release: string | null): readonly string[] {
  const set = bitsOf(release).filter(([bit]) => (mask & bit) !== 0)
  const rest = set.reduce((left, [bit]) => left & ~bit, mask) >>> 0
  return [...set.map(([, name]) => name), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])]
}
