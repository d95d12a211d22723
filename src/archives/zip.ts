import type { Problem } from '../model/problem.ts'
import type { ByteSource } from './byte-source.ts'
import type { ArchiveEntry } from './entry.ts'
import { type HeldBytes, hold } from './held-bytes.ts'
import { type LeftOut, openLeftOut } from './left-out.ts'
import type { ArchiveLimits } from './limits.ts'
import { overLimit } from './problems.ts'
import { unfold } from './unfold.ts'
import { zipContent, zipMethod } from './zip-content.ts'
import { zipDirectory } from './zip-directory.ts'
import { foundMembers, listedMembers, type ZipMember } from './zip-members.ts'
import type { ZipRecord } from './zip-records.ts'

export interface ZipOptions {
  readonly limits: ArchiveLimits
  /** Bytes of zips that are held now. */
  readonly spent: { heldBytes: number }
  /** Called with how many members are not even given. */
  readonly leaveOut: (members: number) => void
  /** The path that the report gives a member. */
  readonly pathOf: (name: string) => string
}

/** `S_IFMT` of a Unix mode, in its highest four bits. */
const KINDS: readonly (readonly [type: number, kind: string])[] = [
  [0x1, 'a named pipe'],
  [0x2, 'a device'],
  [0x4, 'a directory'],
  [0x6, 'a device'],
  [0xa, 'a symbolic link'],
  [0xc, 'a socket'],
]

const special = ({ name, unixMode }: ZipRecord): string | null =>
  name.endsWith('/') ? 'a directory' : (KINDS.find(([type]) => type === unixMode >> 12)?.[1] ?? null)

/** The members of a zip by its directory; where that is lost, by their own headers as far as those go. */
export async function* unzip(
  source: ByteSource,
  archive: string,
  options: ZipOptions,
): AsyncGenerator<ArchiveEntry | Problem> {
  const { limits, spent } = options
  const pathOf = (record: ZipRecord): string => options.pathOf(record.name)
  const held = await hold(source, limits.heldBytes - spent.heldBytes)
  const failure = source.failure()
  const leftOut = openLeftOut(archive, limits.skipProblems)
  const listing = held.isWhole && !failure ? zipDirectory(held, limits.members) : null
  const members = listing ? listedMembers(held, listing.records, pathOf) : foundMembers(held, archive, pathOf, failure)
  spent.heldBytes += held.size
  try {
    if (!held.isWhole)
      yield overLimit(archive, `only ${held.size} bytes of a zip can be held in memory`, 'heldBytes', limits.heldBytes)
    for (const found of members) {
      const item = 'code' in found ? found : entryOf(held, found, pathOf(found.record), leftOut)
      if (item) yield item
    }
    options.leaveOut(listing?.beyond ?? 0)
  } finally {
    spent.heldBytes -= held.size
  }
  yield* leftOut.close()
}

function entryOf(held: HeldBytes, member: ZipMember, path: string, leftOut: LeftOut): ArchiveEntry | null {
  const { record, contentAt, isOverlapping } = member
  const kind = special(record)
  const decompress = zipMethod(record)
  const reason = isOverlapping ? 'overlapping' : record.isEncrypted ? 'encrypted' : 'method'
  if (!decompress || isOverlapping || record.isEncrypted) {
    if (!kind) leftOut.add(reason, path)
    return null
  }
  if (member.isRenamed) leftOut.add('renamed', path)
  return {
    name: record.name,
    special: kind,
    size: record.isListing ? record.size : null,
    bytes: (name, meter) =>
      unfold({ id: 'zip', decompress, again: null }, zipContent(name, held, record, contentAt), name, meter),
  }
}
