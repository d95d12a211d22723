import type { HeldBytes } from './held-bytes.ts'
import { isMark, long, MARK, viewOf, type ZipRecord, zipRecord } from './zip-records.ts'

/** A member that was found without the directory. */
export interface ScannedMember {
  readonly record: ZipRecord
  readonly contentAt: number
  /** Bytes before it that belong to nothing. */
  readonly lost: number
}

export interface ScanEnd {
  /** Nothing but the directory seems to be missing. */
  readonly reachedDirectory: boolean
  /** Bytes behind the last member that belong to nothing. */
  readonly lost: number
}

/** What every mark begins with. */
const PK = 0x4b50
const DESCRIPTOR = 16
const DESCRIPTOR64 = 24

type Sizes = Pick<ZipRecord, 'crc' | 'packedSize' | 'size'>

/** A descriptor fits where it says how many bytes lie before it. The mark before it may be missing, says the format. */
function descriptorAt(held: HeldBytes, at: number, contentAt: number): Sizes | null {
  const packedSize = at - contentAt
  const bytes = held.read(at, DESCRIPTOR64)
  const view = viewOf(bytes)
  if (isMark(bytes, MARK.descriptor)) {
    // Of nothing, a short one and a mark behind it looks like a long one.
    const isLong = bytes.length === DESCRIPTOR64 && long(view, 8) === packedSize && view.getUint16(16, true) !== PK
    if (!isLong && (bytes.length < DESCRIPTOR || view.getUint32(8, true) !== packedSize)) return null
    return { crc: view.getUint32(4, true), packedSize, size: isLong ? long(view, 16) : view.getUint32(12, true) }
  }
  const before = viewOf(held.read(at - 12, 12))
  if (packedSize < 12 || before.getUint32(4, true) !== packedSize - 12) return null
  return { crc: before.getUint32(0, true), packedSize: packedSize - 12, size: before.getUint32(8, true) }
}

const BEHIND_CONTENT = [MARK.descriptor, MARK.member, MARK.directory]

/** Sizes of a member that has them behind its content; null when that is cut. */
function findSizes(held: HeldBytes, contentAt: number): Sizes | null {
  let at = held.findMark(BEHIND_CONTENT, contentAt)
  for (; at !== null; at = held.findMark(BEHIND_CONTENT, at + 1)) {
    const sizes = descriptorAt(held, at, contentAt)
    if (sizes) return sizes
  }
  return null
}

/** The members of a zip whose directory is lost, by their own headers. */
export function* scanZip(held: HeldBytes): Generator<ScannedMember, ScanEnd> {
  let behind = 0
  let descriptor = 0
  for (;;) {
    const at = held.findMark([MARK.member, MARK.directory, MARK.end], behind)
    const gap = (at ?? held.size) - behind
    const lost = gap > descriptor ? gap : 0
    if (at === null || !isMark(held.read(at, 4), MARK.member)) return { reachedDirectory: at !== null, lost }
    const own = zipRecord(held, at)
    if (!own) return { reachedDirectory: false, lost: held.size - behind }
    const contentAt = at + own.length
    const left = held.size - contentAt
    const sizes = own.hasDescriptor && own.packedSize === 0 ? findSizes(held, contentAt) : own
    yield { record: { ...own, ...(sizes ?? { packedSize: left + 1 }) }, contentAt, lost }
    behind = contentAt + Math.min(left, sizes?.packedSize ?? left)
    descriptor = own.hasDescriptor ? DESCRIPTOR64 : 0
  }
}
