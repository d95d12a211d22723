import type { Layout, PathRole } from '../model/reader.ts'

/** How a collector is told and read. */
interface Collector {
  readonly id: string
  /** Tells a path that only this collector writes; group 1 is the folder above, with its slash. */
  readonly mark: RegExp
  roleOf(path: string, root: string): Partial<PathRole>
}

/** How deep in a bundle a collector's folder may lie; deeper ones are made to be slow. */
export const MAX_DEPTH = 40

/** Folders; what a collector writes begins below them. */
export const ROOT: string = `^((?:[^/]+/){0,${MAX_DEPTH}}?)`

/** Last part of a folder without the slash and the endings of archives: `a/b.tar.gz!/` is `b`. */
export const folderName = (root: string): string =>
  (root.replace(/!?\/$/, '').split('/').at(-1) ?? '').replace(/\.(?:tar|tgz|txz|zip)(?:\.\w{1,4})?$/, '')

/** A layout whose folders may stand anywhere in the bundle, also several times. */
export const folderLayout = ({ id, mark, roleOf }: Collector): Layout => ({
  id,
  matches: paths => paths.some(path => mark.test(path)),
  rootsIn: paths => [...new Set(paths.flatMap(path => mark.exec(path)?.[1] ?? []))],
  nodeOf(path) {
    const root = mark.exec(path)?.[1]
    return root === undefined ? null : (roleOf(path.slice(root.length), root).node ?? null)
  },
  roleOf,
})
