import type { NodePath } from '../model/options.ts'
import type { Problem } from '../model/problem.ts'
import type { BundleLayout, Layout, PathRole } from '../model/reader.ts'
import { clusterInfoDump } from './cluster-info-dump.ts'
import { MAX_DEPTH } from './folder-layout.ts'
import { podOf } from './pod-of.ts'

interface Placed {
  readonly layout: Layout
  readonly root: string
}

const depthOf = ({ root }: Placed): number => root.split('/').length

/** Folders above a file, the innermost first, and the bundle itself. */
function foldersOf(path: string): readonly string[] {
  const folders = ['']
  for (let at = path.indexOf('/'); at !== -1 && folders.length <= MAX_DEPTH; at = path.indexOf('/', at + 1))
    folders.unshift(path.slice(0, at + 1))
  return folders
}

/** The file itself, a folder above it, or an archive that it is in. */
const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}!/`)

/** `./a/b/` as the paths of sources are written: `a/b`. */
const asGiven = (path: string): string => path.replace(/^(?:\.\/)+/, '').replace(/(?<=[^/])\/+$/, '')

/** What the user's paths name: the longest of those that match a file. */
function assignments(nodePaths: readonly NodePath[]): (path: string) => string | null {
  const given = nodePaths
    .map(({ node, path }) => ({ node, path: asGiven(path) }))
    .sort((a, b) => b.path.length - a.path.length)
  return path => given.find(each => isBelow(path, each.path))?.node ?? null
}

/** Of the paths that the user named, those that no file of the bundle is at or below. */
export const unmatched = (nodePaths: readonly NodePath[], paths: readonly string[]): readonly NodePath[] =>
  nodePaths.filter(each => !paths.some(path => isBelow(path, asGiven(each.path))))

/** What the user is told of such a path. */
export const unmatchedPath = ({ node, path }: NodePath): Problem => ({
  code: 'NODE_PATH_UNMATCHED',
  severity: 'error',
  detail: `Nothing in the bundle is at or below ${path}, which was to be of node ${node}.`,
  advice: 'Give a path as the report prints it under sources: relative to what was given, as node/dmesg.txt.',
  evidence: [],
  path: null,
})

/** How the bundle is laid out, decided for each folder: a sosreport may stand beside output of kubectl, or in a must-gather. */
export function layoutOf(
  paths: readonly string[],
  layouts: readonly Layout[],
  nodePaths: readonly NodePath[] = [],
): BundleLayout {
  const placed = layouts
    .filter(layout => layout.matches(paths))
    .flatMap(layout => (layout.rootsIn?.(paths) ?? ['']).map(root => ({ layout, root })))
  const collected = placed.filter(({ layout }) => layout.id !== 'plain')
  const [outermost] = [...collected].sort((a, b) => depthOf(a) - depthOf(b))
  const byRoot = new Map<string, Placed[]>()
  for (const each of placed) byRoot.set(each.root, [...(byRoot.get(each.root) ?? []), each])
  const assignedTo = assignments(nodePaths)
  const known = new Map<string, PathRole>()
  function roleAt(path: string): PathRole {
    const above = foldersOf(path).flatMap(folder => byRoot.get(folder) ?? [])
    // Only in a dump of the cluster do the two folders above mean namespace and pod.
    const isDumped = above.some(({ layout }) => layout.id === clusterInfoDump.id)
    const pod = path.endsWith('/logs.txt') && !isDumped ? null : podOf(path)
    const roles = above.map(
      ({ layout, root }): Partial<PathRole> =>
        layout.roleOf ? layout.roleOf(path.slice(root.length), root) : { node: layout.nodeOf(path) },
    )
    const first = <K extends 'node' | 'machine' | 'machineName'>(part: K): string | null =>
      roles.find(role => role[part] != null)?.[part] ?? null
    return { node: first('node'), machine: first('machine'), machineName: first('machineName'), pod }
  }
  return {
    id: outermost?.layout.id ?? 'plain',
    assignedTo,
    roleOf(path) {
      const role = known.get(path) ?? roleAt(path)
      known.set(path, role)
      return role
    },
  }
}
