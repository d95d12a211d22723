import type { Problem } from '../model/problem.ts'
import type { HeldBytes } from './held-bytes.ts'
import { asError, damaged } from './problems.ts'
import { type ZipRecord, zipRecord } from './zip-records.ts'
import { scanZip } from './zip-scan.ts'

/** A member of a zip, and where its content begins. */
export interface ZipMember {
  readonly record: ZipRecord
  readonly contentAt: number
  /** It shares bytes with the member behind it, as only bombs have it. */
  readonly isOverlapping: boolean
  /** Its own header has another name than the directory. */
  readonly isRenamed: boolean
}

/** Which kind of slash a name has is decided by the directory alone. */
const slashed = (name: string): string => name.replaceAll('\\', '/')

/** What a member is called in problems. */
type PathOf = (record: ZipRecord) => string

/** Offsets in their order, and which of them comes after one. */
function openOffsets(records: readonly ZipRecord[]): (offset: number) => number {
  const offsets = Float64Array.from(records, record => record.headerAt).sort()
  return offset => {
    let [low, high] = [0, offsets.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((offsets[middle] ?? 0) > offset) high = middle
      else low = middle + 1
    }
    return offsets[low] ?? Infinity
  }
}

/** The members that the directory lists, in its order. */
export function* listedMembers(
  held: HeldBytes,
  records: readonly ZipRecord[],
  pathOf: PathOf,
): Generator<ZipMember | Problem> {
  const offsetAfter = openOffsets(records)
  const given = new Set<number>()
  for (const record of records) {
    const own = zipRecord(held, record.headerAt)
    if (!own || own.isListing) {
      yield damaged(pathOf(record), `${pathOf(record)} is damaged: its header is not where the directory says`)
      continue
    }
    const contentAt = record.headerAt + own.length
    const isOverlapping = given.has(record.headerAt) || contentAt + record.packedSize > offsetAfter(record.headerAt)
    given.add(record.headerAt)
    yield { record, contentAt, isOverlapping, isRenamed: slashed(own.name) !== slashed(record.name) }
  }
}

/** The members that are found without the directory, and what damage there is between them. */
export function* foundMembers(
  held: HeldBytes,
  archive: string,
  pathOf: PathOf,
  failure: Problem | null,
): Generator<ZipMember | Problem> {
  let after = 'at its start'
  const members = scanZip(held)
  let step = members.next()
  for (; !step.done; step = members.next()) {
    const { record, contentAt, lost } = step.value
    if (lost > 0) yield damaged(archive, `${archive} is damaged ${after}: ${lost} bytes could not be read`)
    yield { record, contentAt, isOverlapping: false, isRenamed: false }
    after = `after ${pathOf(record)}`
  }
  if (failure) yield asError(failure, `${archive} has lost its directory`, archive)
  else if (held.isWhole && step.value.reachedDirectory)
    yield damaged(archive, `${archive} has lost its directory; its members were searched for`, 'warning')
  else if (held.isWhole) yield damaged(archive, `${archive} is cut short ${after}, and its directory is lost`)
}
