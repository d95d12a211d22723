import { assembled } from './assemble.ts'
import { HEAD_BYTES } from './marks.ts'

const BLOCK_BYTES = 16
const NEWLINE = 10

/** Where things are in memory: the tables of half bytes, 16 bytes each, the slots of the marks, the lines. */
export const TABLES_AT = 0
export const SLOTS_AT = 256
/** A slot is a mask and a value, of eight bytes each. */
export const SLOT_BYTES = 16
/** A head times an odd number, its upper bits: the number of the slot. */
export const HASH_BITS = 11
export const LINES_AT: number = SLOTS_AT + SLOT_BYTES * 2 ** HASH_BITS
/** Zeros behind the lines, as far as is looked beyond their end. */
export const PADDING_BYTES: number = 2 * BLOCK_BYTES
const PAGE_BYTES = 64 * 1024

const places = Array.from({ length: HEAD_BYTES }, (_, place) => place)

const tables = places.map(
  place => `
    i32.const ${TABLES_AT} v128.load +${2 * BLOCK_BYTES * place} local.set $low${place}
    i32.const ${TABLES_AT} v128.load +${2 * BLOCK_BYTES * place + BLOCK_BYTES} local.set $high${place}`,
)

/** Looks bytes up in a table. They agree on what is below 16, as half bytes are; the relaxed one is faster, and not everywhere. */
export const SWIZZLES = ['i8x16.relaxed_swizzle', 'i8x16.swizzle'] as const
export type Swizzle = (typeof SWIZZLES)[number]

/** For 16 bytes at a time, the buckets that admit each of them at one place of a head. */
const admitted = (place: number, swizzle: Swizzle): string => `
    local.get $low${place}
    local.get $at v128.load +${place} local.tee $bytes local.get $fifteen v128.and ${swizzle}
    local.get $high${place}
    local.get $bytes i32.const 4 i8x16.shr_u ${swizzle}
    v128.and`

const countNewlines = (among: string): string => `
    global.get 0
    local.get $at v128.load +0 local.get $newlines i8x16.eq i8x16.bitmask ${among} i32.popcnt
    i32.add global.set 0`

/**
 * From $at on, where the first mark begins; $end where there is none. Adds the newlines before it to the count. Blocks of
 * 16 bytes are looked at for heads; what may be one is looked up, and compared with its mark as a whole.
 */
const body = (multiplier: number, swizzle: Swizzle): string => `
  i32.const 15 i8x16.splat local.set $fifteen
  i32.const ${NEWLINE} i8x16.splat local.set $newlines
  ${tables.join('')}
  loop
    local.get $at local.get $end i32.ge_u if local.get $end return end
    ${admitted(0, swizzle)}
    ${places
      .slice(1)
      .map(place => `${admitted(place, swizzle)} v128.and`)
      .join('')}
    local.tee $heads v128.any_true if
      local.get $heads local.get $zeros i8x16.ne i8x16.bitmask local.set $left
      loop
        local.get $at local.get $left i32.ctz local.tee $first i32.add local.tee $slot i64.load +0
        local.get $slot i32.load +0 i32.const ${multiplier} i32.mul i32.const ${32 - HASH_BITS} i32.shr_u
        i32.const 4 i32.shl local.tee $slot i64.load +${SLOTS_AT} i64.and
        local.get $slot i64.load +${SLOTS_AT + SLOT_BYTES / 2} i64.eq if
          ${countNewlines('i32.const 1 local.get $first i32.shl i32.const 1 i32.sub i32.and')}
          local.get $at local.get $first i32.add return
        end
        local.get $left local.get $left i32.const 1 i32.sub i32.and local.tee $left br_if 0
      end
    end
    ${countNewlines('')}
    local.get $at i32.const ${BLOCK_BYTES} i32.add local.set $at
    br 0
  end
  unreachable`

/** The search for marks as a module of WebAssembly, with room for so many bytes of lines. */
export function kernelModule(multiplier: number, lineBytes: number, swizzle: Swizzle): Uint8Array<ArrayBuffer> {
  const vectors = ['fifteen', 'newlines', 'zeros', 'bytes', 'heads', ...places.flatMap(at => [`low${at}`, `high${at}`])]
  return assembled({
    parameters: ['at', 'end'],
    locals: { left: 'i32', first: 'i32', slot: 'i32', ...Object.fromEntries(vectors.map(name => [name, 'v128'])) },
    body: body(multiplier, swizzle),
    pages: Math.ceil((LINES_AT + lineBytes + PADDING_BYTES) / PAGE_BYTES),
  })
}
