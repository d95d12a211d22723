import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { asking } from './problems.ts'

/** A bundle of a fleet. */
export interface ListedBundle {
  /** Its path below the deepest directory that holds all that was given, with `/` between its parts. */
  readonly name: string
  readonly path: string
}

/** What is given as PATH, and what a list names. */
export interface Given {
  /** A directory holds bundles; anything else is one. */
  readonly paths: readonly string[]
  /** Each is one bundle, a directory too. */
  readonly listed: readonly string[]
  /** Where the records go: never a bundle. */
  readonly except: string
}

const isCandidate = (entry: Dirent): boolean =>
  !entry.name.startsWith('.') && (entry.isFile() || entry.isDirectory() || entry.isSymbolicLink())

/** The directory that names are relative to: the only PATH if it holds bundles, else what all have in common above them. */
function commonBase(places: readonly { readonly base: string }[]): string {
  const [first = [], ...rest] = places.map(({ base }) => base.split(sep))
  const shared = first.findIndex((part, at) => rest.some(other => other[at] !== part))
  return (shared === -1 ? first : first.slice(0, shared)).join(sep) || sep
}

/**
 * The bundles below what was given. In a directory each immediate entry is one: a file (an archive or a log), a
 * sub-directory, or a link to one of these; what begins with a dot is none, and nothing deeper is looked for. Rejects with a
 * `BundleError` when a PATH cannot be read; what a list names is only looked at when its turn comes.
 */
export async function listBundles({ paths, listed, except }: Given): Promise<ListedBundle[]> {
  const places: { readonly base: string; readonly found: readonly string[] }[] = []
  for (const path of paths) {
    const stats = await asking(path, () => stat(path))
    const whole = resolve(path)
    if (!stats.isDirectory()) {
      places.push({ base: dirname(whole), found: [whole] })
      continue
    }
    const entries = await asking(path, () => readdir(path, { withFileTypes: true }))
    places.push({ base: whole, found: entries.filter(isCandidate).map(({ name }) => join(whole, name)) })
  }
  for (const path of listed) places.push({ base: dirname(resolve(path)), found: [resolve(path)] })
  const base = commonBase(places)
  const found = [...new Set(places.flatMap(place => place.found))].filter(path => path !== resolve(except))
  return found
    .map(path => ({ name: relative(base, path).split(sep).join('/'), path }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
