import type { HeldBytes } from './held-bytes.ts'
import { isMark, long, MARK, viewOf, type ZipRecord, zipRecord } from './zip-records.ts'

const END = 22
const END64 = 56
const LOCATOR64 = 20
const LONGEST_COMMENT = 0xffff

interface Directory {
  readonly at: number
  readonly size: number
}

/**
 * Offset of the end record: its comment ends the file, but for zeros. Other bytes behind it may mean that it is of a zip
 * within this one, which was cut.
 */
function findEnd(held: HeldBytes): number | null {
  const from = Math.max(0, held.size - END - LONGEST_COMMENT)
  const tail = held.read(from, held.size - from)
  const zerosAt = tail.findLastIndex(byte => byte !== 0) + 1
  for (let at = tail.length - END; at >= 0; at--) {
    const record = tail.subarray(at)
    if (!isMark(record, MARK.end)) continue
    const end = at + END + viewOf(record).getUint16(20, true)
    if (end >= zerosAt && end <= tail.length) return from + at
  }
  return null
}

function findDirectory(held: HeldBytes): Directory | null {
  const endAt = findEnd(held)
  if (endAt === null) return null
  const end = viewOf(held.read(endAt, END))
  let [size, offset, behind] = [end.getUint32(12, true), end.getUint32(16, true), endAt]
  const locator = held.read(Math.max(0, endAt - LOCATOR64), LOCATOR64)
  if (endAt >= LOCATOR64 && isMark(locator, MARK.locator64)) {
    // What stands between is attributes that nobody writes.
    behind = endAt - LOCATOR64 - END64
    const end64 = behind < 0 ? new Uint8Array(0) : held.read(behind, END64)
    if (!isMark(end64, MARK.end64)) return null
    const view = viewOf(end64)
    ;[size, offset] = [long(view, 40), long(view, 48)]
  }
  // A file that begins as a zip has nothing before it: another offset is that of a zip within this one.
  return behind - size === offset ? { at: offset, size } : null
}

/** What a directory lists. */
export interface ZipListing {
  readonly records: readonly ZipRecord[]
  /** How many more than may be given it lists; there may be more still, since counting ends as well. */
  readonly beyond: number
}

/** The members by the directory at the end of a zip; null when it is lost or damaged. */
export function zipDirectory(held: HeldBytes, most: number): ZipListing | null {
  const directory = findDirectory(held)
  if (!directory) return null
  const records: ZipRecord[] = []
  let beyond = 0
  const end = directory.at + directory.size
  for (let at = directory.at; at < end && beyond < most; ) {
    const record = zipRecord(held, at)
    if (!record || at + record.length > end) return null
    if (records.length < most) records.push(record)
    else beyond += 1
    at += record.length
  }
  return { records, beyond }
}
