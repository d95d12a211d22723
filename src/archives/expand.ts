import { BundleError, isProblem, type Member } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'
import { type ByteSource, openSource } from './byte-source.ts'
import { ARCHIVE_HEAD, archiveFormat } from './formats.ts'
import { gunzip, type Meter } from './gzip.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts'
import { isClutter, type Namer, openNamer, safePath } from './paths.ts'
import { overLimit, unsupported } from './problems.ts'
import { openSkipLog } from './skip-log.ts'
import { untar } from './tar.ts'

/** What all archives of one case share: the caps count across them, and each path is given once. */
export interface Expansion {
  readonly limits: ArchiveLimits
  readonly name: Namer
  /** Inflated bytes and members so far. */
  readonly spent: { bytes: number; members: number }
}

export const openExpansion = (limits: ArchiveLimits = ARCHIVE_LIMITS): Expansion => ({
  limits,
  name: openNamer(),
  spent: { bytes: 0, members: 0 },
})

/** Where an archive stands: how deep, and what its members' paths begin with (null: its own path and `!/`). */
interface Place {
  readonly depth: number
  readonly prefix: string | null
  /** True inside a gzip: a tar in it is the same archive. */
  readonly inGzip: boolean
}

/** One file that the user gave, while it is expanded. */
interface Run extends Expansion {
  /** Bytes read of the file itself. */
  read: number
  /** Bytes that came out of all gzip streams in it. */
  inflated: number
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
  const run: Run = { ...expansion, read: 0, inflated: 0, told: new WeakSet() }
  const counted = {
    ...member,
    async *bytes() {
      for await (const chunk of member.bytes()) {
        run.read += chunk.length
        yield chunk
      }
    },
  }
  for await (const item of expand(counted, { depth: 0, prefix, inGzip: false }, run)) {
    if (!isProblem(item)) yield telling(item, run)
    else if (!run.told.has(item)) {
      run.told.add(item)
      yield item
    }
  }
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
    else if (!format) yield { ...member, bytes: () => source.rest() }
    else if (format.unpackWith) yield unsupported(path, format.describes, format.unpackWith)
    else if (place.depth >= run.limits.depth && !(place.inGzip && format.id === 'tar'))
      yield overLimit(path, `archives are nested more than ${run.limits.depth} deep`)
    else if (format.id === 'gzip') {
      const content = { path, sizeBytes: null, bytes: () => gunzip(source, path, meter(path, run)) }
      yield* expand(content, { ...place, depth: place.depth + 1, inGzip: true }, run)
    } else yield* expandTar(source, path, { ...place, depth: place.depth + (place.inGzip ? 0 : 1) }, run)
  } finally {
    await source.close()
  }
}

async function* expandTar(source: ByteSource, path: string, place: Place, run: Run): AsyncGenerator<Member | Problem> {
  const { limits, spent } = run
  const prefix = place.prefix ?? `${path}!/`
  const skips = openSkipLog(path, limits.skipProblems)
  const entries = untar(source, path, {
    recordBytes: limits.tarRecordBytes,
    merged: problem => run.told.add(problem),
    pathOf: name => prefix + safePath(name),
  })
  for await (const entry of entries) {
    if ('code' in entry) {
      yield entry
      continue
    }
    spent.members += 1
    if (spent.members > limits.members) {
      yield overLimit(path, `there are more than ${limits.members} members`)
      break
    }
    const inner = safePath(entry.name)
    if (inner === '' || isClutter(inner) || entry.special === 'a directory') continue
    if (entry.special) yield* skips.add(prefix + inner, entry.special, null)
    else {
      const member = { path: run.name(prefix + inner), sizeBytes: entry.size, bytes: entry.bytes }
      yield* expand(member, { depth: place.depth, prefix: null, inGzip: false }, run)
    }
  }
  yield* skips.close()
}

/** Counts what comes out of one gzip stream against the caps. */
function meter(path: string, run: Run): Meter {
  const { limits, spent } = run
  let inflated = 0
  return (fedBytes, inflatedBytes) => {
    inflated += inflatedBytes
    run.inflated += inflatedBytes
    spent.bytes += inflatedBytes
    if (spent.bytes > limits.totalBytes)
      return overLimit(path, `the archives unfold to over ${limits.totalBytes} bytes`)
    const tooLarge = (bytes: number, from: number) => bytes > limits.ratioFromBytes && bytes > limits.ratio * from
    if (!tooLarge(inflated, fedBytes) && !tooLarge(run.inflated, run.read)) return null
    return overLimit(path, `it unfolds to more than ${limits.ratio} times its size, as no log does`)
  }
}
