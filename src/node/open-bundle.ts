import type { Stats } from 'node:fs'
import { access, constants, opendir, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { type ArchiveLimits, type Expansion, expandMember, openExpansion, openNamer } from '../archives/index.ts'
import { type Bundle, BundleError, isProblem, type Member } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'
import { directoryMembers } from './directory.ts'
import { fileMember } from './file.ts'
import { nativeGunzip } from './gunzip.ts'
import { asking, unreadable } from './problems.ts'

/** How to open a case; everything has a default. */
export interface OpenOptions {
  /** Read for the path `-`; the process's own standard input where absent. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined
  /** Caps on what archives may unfold to; `src/archives/limits.ts` has the defaults. */
  readonly limits?: ArchiveLimits | undefined
}

interface Given {
  readonly path: string
  /** The last part of the path. */
  readonly name: string
  /** Null for standard input. */
  readonly stats: Stats | null
}

/**
 * Opens a case: a file, a directory, an archive, or `-` for standard input. Several paths are one case, in which each
 * path's last part begins the paths of its members. Rejects with a `BundleError` when one cannot be read.
 */
export async function openBundle(paths: string | readonly string[], options: OpenOptions = {}): Promise<Bundle> {
  const given: Given[] = []
  for (const path of [paths].flat()) given.push(await look(path))
  const [first] = given
  if (!first) throw new BundleError(unreadable('no path', 'nothing was given', 'Give a file, a directory or `-`.'))
  if (given.filter(({ path }) => path === '-').length > 1)
    throw new BundleError(unreadable('-', 'standard input was given more than once', 'Give `-` once.'))
  // The order in which a shell lists paths says nothing: the case is the same in any order.
  const ordered = given.toSorted((a, b) => compare(a.name, b.name) || compare(a.path, b.path))
  return {
    name: ordered.map(({ name }) => name).join(' + '),
    members: () => members(ordered, options, openExpansion(options.limits, { gzip: nativeGunzip })),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Names of standard input: as files, they would be waited for on a thread that nothing can end. */
const STANDARD_INPUT: readonly string[] = ['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']

/** Looks at a path that the user gave, so that a wrong one is told at once. */
async function look(path: string): Promise<Given> {
  if (STANDARD_INPUT.includes(path)) return { path: '-', name: '-', stats: null }
  const stats = await asking(path, () => stat(path))
  if (stats.isDirectory()) await asking(path, async () => (await opendir(path)).close())
  else if (stats.isSocket() || stats.isBlockDevice())
    throw new BundleError(unreadable(path, 'it is a socket or a disk', 'Give a file, a directory or `-`.'))
  else await asking(path, () => access(path, constants.R_OK))
  return { path, name: basename(resolve(path)) || '/', stats }
}

async function* members(
  given: readonly Given[],
  options: OpenOptions,
  expansion: Expansion,
): AsyncGenerator<Member | Problem> {
  const nameOnce = openNamer()
  for (const one of given) {
    // Alone, a directory or an archive is the root of its paths; a plain file is named as it is.
    const name = nameOnce(one.name)
    yield* membersOf(one, name, given.length > 1 ? `${name}/` : '', options, expansion)
  }
}

async function* membersOf(
  { path, stats }: Given,
  name: string,
  prefix: string,
  options: OpenOptions,
  expansion: Expansion,
): AsyncGenerator<Member | Problem> {
  if (!stats) {
    yield* expandMember(stdinMember(name, options.stdin), expansion, prefix)
    return
  }
  if (!stats.isDirectory()) {
    yield* expandMember(fileMember(name, { location: path, stats, isListed: false }), expansion, prefix)
    return
  }
  for await (const item of directoryMembers(path, name, prefix)) {
    if (isProblem(item)) yield item
    else yield* expandMember({ ...item, path: expansion.name(item.path) }, expansion)
  }
}

const stdinMember = (path: string, stdin: AsyncIterable<Uint8Array> = process.stdin): Member => ({
  path,
  sizeBytes: null,
  async *bytes() {
    const iterator = stdin[Symbol.asyncIterator]()
    try {
      for (;;) {
        const step = await asking('standard input', () => iterator.next())
        if (step.done) return
        yield step.value
      }
    } finally {
      await iterator.return?.()
    }
  },
})
