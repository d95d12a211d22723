/** One 512-byte header of a tar, as far as it matters here. */
export interface TarHeader {
  readonly name: string
  readonly size: number
  /** The type flag: `0` file, `5` directory, `x` attributes of the next member… */
  readonly type: string
  /** True where the map of a sparse file goes on in blocks of its own, which its size does not count (GNU tar, old format). */
  readonly goesOn: boolean
}

export const TAR_BLOCK = 512

/** `S` */
const GNU_SPARSE = 0x53
/** Whether another block of such a map follows this one. */
export const mapGoesOn = (block: Uint8Array): boolean => block.length === TAR_BLOCK && block[504] !== 0

const CHECKSUM_AT = 148
const CHECKSUM_SIZE = 8
const decoder = new TextDecoder()

export const isZeroBlock = (block: Uint8Array): boolean => block.every(byte => byte === 0)

export function tarText(field: Uint8Array): string {
  const end = field.indexOf(0)
  return decoder.decode(end === -1 ? field : field.subarray(0, end))
}

/** Octal digits, or base 256 behind a set first bit (GNU, for sizes from 8 GiB). Null for anything else. */
function tarNumber(field: Uint8Array): number | null {
  const [first = 0, ...more] = field
  if (first === 0x80) {
    const value = more.reduce((sum, byte) => sum * 256 + byte, 0)
    return Number.isSafeInteger(value) ? value : null
  }
  const digits = tarText(field).trim()
  if (digits === '') return 0
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null
}

/** Old writers summed the bytes as signed numbers. */
function checksums(block: Uint8Array): readonly number[] {
  let unsigned = 0
  let signed = 0
  block.forEach((stored, at) => {
    const byte = at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM_SIZE ? 0x20 : stored
    unsigned += byte
    signed += byte < 0x80 ? byte : byte - 0x100
  })
  return [unsigned, signed]
}

/** Reads a header block; null when its checksum says that it is none. */
export function tarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < TAR_BLOCK || block[CHECKSUM_AT] === 0) return null
  const stored = tarNumber(block.subarray(CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_SIZE))
  const size = tarNumber(block.subarray(124, 136))
  if (stored === null || size === null || !checksums(block).includes(stored)) return null
  const name = tarText(block.subarray(0, 100))
  const prefix = tarText(block.subarray(257, 263)) === 'ustar' ? tarText(block.subarray(345, 500)) : ''
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    type: String.fromCharCode(block[156] || 0x30),
    goesOn: block[156] === GNU_SPARSE && block[482] !== 0,
  }
}
