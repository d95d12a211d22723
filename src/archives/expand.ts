import { BundleError, isProblem, type Member } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'
import { type ByteSource, openSource } from './byte-source.ts'
import { DECOMPRESSORS, type Decompressors } from './decompressors.ts'
import type { ArchiveEntry } from './entry.ts'
import { ARCHIVE_HEAD, archiveFormat, type ContainerId } from './formats.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts'
import { openMeter, type Tally } from './meter.ts'
import { isClutter, type Namer, openNamer, safePath } from './paths.ts'
import { overLimit, unsupported } from './problems.ts'
import { openSkipLog } from './skip-log.ts'
import { untar } from './tar.ts'
import { unfold } from './unfold.ts'
import { unzip } from './zip.ts'

/** What all archives of one case share: the caps count across them, and each path is given once. */
export interface Expansion {
  readonly limits: ArchiveLimits
  readonly name: Namer
  readonly decompressors: Decompressors
  /** Unfolded bytes and members so far; bytes of the zips that are open now. */
  readonly spent: { bytes: number; members: number; heldBytes: number }
}

/** `decompressors` stand in for the core's own. */
export const openExpansion = (
  limits: ArchiveLimits = ARCHIVE_LIMITS,
  decompressors: Partial<Decompressors> = {},
): Expansion => ({
  limits,
  decompressors: { ...DECOMPRESSORS, ...decompressors },
  name: openNamer(),
  spent: { bytes: 0, members: 0, heldBytes: 0 },
})

/** Where an archive stands: how deep, and what its members' paths begin with (null: its own path and `!/`). */
interface Place {
  readonly depth: number
  readonly prefix: string | null
  /** True inside a compressed file: a tar in it is the same archive. */
  readonly inCompressed: boolean
}

/** One file that the user gave, while it is expanded. */
interface Run extends Expansion, Tally {
  readonly spent: Expansion['spent']
  /** Members that were not given, since there are too many. */
  leftOut: number
  /** Problems that were told: each is told once, though it passes through all layers. */
  readonly told: WeakSet<Problem>
}

/**
 * A member as it is, or the members of the archive that its first bytes say it is, at any depth. Whatever comes
 * before damage is given; the member that the damage cuts ends with a `BundleError`, all else comes as a `Problem`.
 * `prefix` begins the paths of an archive's members: `''` for the archive that the user gave.
 */
export async function* expandMember(
  member: Member,
  expansion: Expansion = openExpansion(),
  prefix: string | null = null,
): AsyncGenerator<Member | Problem> {
  const tally = { path: member.path, read: 0, unfolded: 0, bombs: 0, over: null }
  const run: Run = { ...expansion, ...tally, leftOut: 0, told: new WeakSet() }
  const counted = {
    ...member,
    async *bytes() {
      let read = 0
      for await (const chunk of member.bytes()) {
        read += chunk.length
        // What is read a second time was counted.
        run.read = Math.max(run.read, read)
        yield chunk
      }
    },
  }
  for await (const item of expand(counted, { depth: 0, prefix, inCompressed: false }, run)) {
    if (!isProblem(item)) yield telling(item, run)
    else if (!run.told.has(item)) {
      run.told.add(item)
      yield item
    }
  }
  if (run.leftOut > 0) yield tooMany(member.path, run)
}

function tooMany(path: string, { leftOut, limits: { members } }: Run): Problem {
  const count = leftOut < members ? `${leftOut}` : `${members} or more`
  return overLimit(path, `there are more than ${members} members: ${count} were left out`, 'members', members)
}

/** Notes what the reader of a member learns by its rejection, so that it is not told again. */
const telling = (member: Member, run: Run): Member => ({
  ...member,
  async *bytes() {
    try {
      yield* member.bytes()
    } catch (error) {
      if (error instanceof BundleError) run.told.add(error.problem)
      throw error
    }
  },
})

async function* expand(member: Member, place: Place, run: Run): AsyncGenerator<Member | Problem> {
  const { path } = member
  const source = openSource(path, member.bytes())
  try {
    const head = await source.peek(ARCHIVE_HEAD)
    const failure = source.failure()
    const format = archiveFormat(head)
    if (head.length === 0 && failure) yield failure
    else if (!format) yield { path, sizeBytes: member.sizeBytes, bytes: () => source.rest() }
    else if (format.id === 'other') yield unsupported(path, format.describes, format.unpackWith)
    else if (place.depth >= run.limits.depth && !(place.inCompressed && format.id === 'tar'))
      yield overLimit(path, `archives are nested more than ${run.limits.depth} deep`, 'depth', run.limits.depth)
    else if (format.id === 'tar' || format.id === 'zip') yield* openContainer(format.id, source, path, place, run)
    else {
      const again = member.isRepeatable ? () => openSource(path, member.bytes()) : null
      const unfolding = { id: format.id, decompress: run.decompressors[format.id], again }
      const content = { path, sizeBytes: null, bytes: () => unfold(unfolding, source, path, openMeter(path, run)) }
      yield* expand(content, { ...place, depth: place.depth + 1, inCompressed: true }, run)
    }
  } finally {
    await source.close()
  }
}

function openContainer(
  id: ContainerId,
  source: ByteSource,
  path: string,
  place: Place,
  run: Run,
): AsyncGenerator<Member | Problem> {
  const { limits, spent } = run
  const prefix = place.prefix ?? `${path}!/`
  const pathOf = (name: string): string => prefix + safePath(name)
  const entries =
    id === 'tar'
      ? untar(source, path, { limits, pathOf, merged: problem => run.told.add(problem) })
      : unzip(source, path, { limits, pathOf, spent, leaveOut: count => (run.leftOut += count) })
  const isSameArchive = id === 'tar' && place.inCompressed
  return expandEntries(entries, path, { prefix, depth: place.depth + (isSameArchive ? 0 : 1) }, run)
}

async function* expandEntries(
  entries: AsyncGenerator<ArchiveEntry | Problem>,
  path: string,
  { prefix, depth }: { readonly prefix: string; readonly depth: number },
  run: Run,
): AsyncGenerator<Member | Problem> {
  const { limits, spent } = run
  const skips = openSkipLog(path, limits.skipProblems)
  for await (const entry of entries) {
    if ('code' in entry) {
      yield entry
      continue
    }
    spent.members += 1
    if (spent.members > limits.members) {
      run.leftOut += 1
      // Counting the rest shall not take longer than reading what is given.
      if (run.leftOut >= limits.members) break
      continue
    }
    if (run.over) {
      yield run.over
      break
    }
    const inner = safePath(entry.name)
    if (inner === '' || isClutter(inner) || entry.special === 'a directory') continue
    if (entry.special) yield* skips.add(prefix + inner, entry.special, null)
    else {
      const name = run.name(prefix + inner)
      const member = { path: name, sizeBytes: entry.size, bytes: () => entry.bytes(name, openMeter(name, run)) }
      yield* expand(member, { depth, prefix: null, inCompressed: false }, run)
    }
  }
  yield* skips.close()
}
