import type { Layout } from '../model/reader.ts'

const NODES = /^((?:[^/]+\/)*)nodes\.json$/
const IN_NAMESPACE = /^((?:[^/]+\/)*)[^/]+\/(?:events|pods|replication-controllers|daemonsets)\.json$/

/** Folders with `nodes.json`, and below it a folder for each namespace. */
function rootsIn(paths: readonly string[]): readonly string[] {
  const dumped = new Set(paths.flatMap(path => IN_NAMESPACE.exec(path)?.[1] ?? []))
  return paths.flatMap(path => NODES.exec(path)?.[1] ?? []).filter(root => dumped.has(root))
}

/** `kubectl cluster-info dump --output-directory`: what the API server knows, and logs of pods; nothing of a node's own. */
export const clusterInfoDump: Layout = {
  id: 'cluster-info-dump',
  matches: paths => rootsIn(paths).length > 0,
  nodeOf: () => null,
  rootsIn,
}
