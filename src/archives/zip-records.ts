import type { HeldBytes } from './held-bytes.ts'

/** What a zip says of one member, as far as it matters here (APPNOTE.TXT 6.3.10, sections 4.3 and 4.4). */
export interface ZipRecord {
  readonly name: string
  readonly method: number
  readonly isEncrypted: boolean
  /** Checksum and sizes are zero and stand behind the content instead. Never so in the directory. */
  readonly hasDescriptor: boolean
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  /** Type and permissions where the writer was a Unix, else 0. */
  readonly unixMode: number
  /** True for a record of the directory, false for a member's own header. */
  readonly isListing: boolean
  /** Offset of the member's own header. */
  readonly headerAt: number
  /** Bytes of this record. */
  readonly length: number
}

/** The pairs behind `PK` that begin the parts of a zip, as little-endian numbers. */
export const MARK = {
  member: 0x0403,
  directory: 0x0201,
  end: 0x0605,
  end64: 0x0606,
  locator64: 0x0706,
  descriptor: 0x0807,
} as const

const OWN_HEADER = 30
const DIRECTORY_RECORD = 46

const FULL = 0xffff_ffff
const ZIP64_FIELD = 0x0001
const [MSDOS, UNIX] = [0, 3]
const decoder = new TextDecoder()

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A number of 64 bits; beyond 2^53 it is none that a file can have. */
export const long = (view: DataView, at: number): number => Number(view.getBigUint64(at, true))

export const isMark = (bytes: Uint8Array, mark: number): boolean =>
  bytes.length >= 4 && viewOf(bytes).getUint32(0, true) === ((mark << 16) | 0x4b50)

/** The values of 64 bits that stand for fields which are full, in their order. */
function longFields(extra: Uint8Array): readonly number[] {
  const view = viewOf(extra)
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    const size = Math.min(view.getUint16(at + 2, true), extra.length - at - 4)
    if (view.getUint16(at, true) === ZIP64_FIELD)
      return Array.from({ length: size >> 3 }, (_, index) => long(view, at + 4 + 8 * index))
  }
  return []
}

/** Old .NET writes `a\b` for `a/b`. Elsewhere a backslash is a letter. */
const nameOf = (bytes: Uint8Array, system: number): string => {
  const name = decoder.decode(bytes)
  return system === MSDOS && !name.includes('/') ? name.replaceAll('\\', '/') : name
}

/** Reads a record of the directory, or a member's own header; null when it is neither or is cut. */
export function zipRecord(held: HeldBytes, at: number): ZipRecord | null {
  const fixed = held.read(at, DIRECTORY_RECORD)
  const isOwn = isMark(fixed, MARK.member)
  const nameAt = isOwn ? OWN_HEADER : DIRECTORY_RECORD
  if (fixed.length < nameAt || (!isOwn && !isMark(fixed, MARK.directory))) return null
  const view = viewOf(fixed)
  // From the flags on, both kinds have the same fields up to the length of the attributes.
  const base = isOwn ? 6 : 8
  const nameEnd = nameAt + view.getUint16(base + 20, true)
  const extraEnd = nameEnd + view.getUint16(base + 22, true)
  const bytes = held.read(at, extraEnd)
  if (bytes.length < extraEnd) return null
  const flags = view.getUint16(base, true)
  const longs = longFields(bytes.subarray(nameEnd, extraEnd))[Symbol.iterator]()
  const whole = (value: number): number => (value === FULL ? (longs.next().value ?? value) : value)
  const size = whole(view.getUint32(base + 16, true))
  const packedSize = whole(view.getUint32(base + 12, true))
  const headerAt = isOwn ? at : whole(view.getUint32(42, true))
  const system = isOwn ? UNIX : view.getUint8(5)
  return {
    name: nameOf(bytes.subarray(nameAt, nameEnd), system),
    method: view.getUint16(base + 2, true),
    isEncrypted: (flags & 1) !== 0,
    hasDescriptor: isOwn && (flags & 8) !== 0,
    crc: view.getUint32(base + 8, true),
    packedSize,
    size,
    unixMode: !isOwn && system === UNIX ? view.getUint16(40, true) : 0,
    isListing: !isOwn,
    headerAt,
    length: extraEnd + (isOwn ? 0 : view.getUint16(32, true)),
  }
}
