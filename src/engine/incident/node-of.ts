import type { NodeFact } from '../../model/kubernetes.ts'
import type { SourceRead } from '../../model/source.ts'
import type { Act } from './act.ts'

/** Which node each source and each act belongs to. */
export interface NodeNames {
  ofAct(act: Act): string | null
  ofSource(path: string): string | null
  /** The name that the API server uses for a machine that calls itself `host`. */
  ofHost(host: string | null): string | null
}

const firstLabel = (name: string): string => name.toLowerCase().split('.', 1)[0] ?? ''

const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|:/

/** The name that the API server uses for a machine: an exact one, else the only one whose first label is the same. */
function hostNamer(nodes: readonly NodeFact[]): (host: string) => string {
  const exact = new Map<string, string>()
  const alike = new Map<string, Set<string>>()
  for (const { name, hostnames } of nodes) {
    for (const hostname of hostnames) if (!exact.has(hostname)) exact.set(hostname, name)
    alike.set(firstLabel(name), (alike.get(firstLabel(name)) ?? new Set()).add(name))
  }
  for (const { name } of nodes) exact.set(name, name)
  return host => {
    const known = exact.get(host)
    if (known !== undefined) return known
    // The first part of an address names a network.
    const [only, ...others] = ADDRESS.test(host) ? [] : (alike.get(firstLabel(host)) ?? [])
    return only !== undefined && others.length === 0 ? only : host
  }
}

/** The node that all pods joined to a log's reports run on; a log is of one machine. */
function inferred(acts: readonly Act[]): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>()
  for (const act of acts) {
    const nodes = act.pods.flatMap(pod => pod.node ?? [])
    for (const { report } of act.digests) {
      const known = found.get(report.span.path) ?? new Set()
      for (const node of nodes) known.add(node)
      found.set(report.span.path, known)
    }
  }
  return new Map(
    [...found].flatMap(([path, nodes]) => {
      const [only] = nodes
      return nodes.size === 1 && only !== undefined ? [[path, only] as const] : []
    }),
  )
}

export function nameNodes(
  acts: readonly Act[],
  sources: readonly SourceRead[],
  nodes: readonly NodeFact[],
  ofPath: (path: string) => string | null,
): NodeNames {
  const byJoin = inferred(acts)
  const hosts = new Map(sources.map(source => [source.path, source.host]))
  const nodeOfHost = hostNamer(nodes)
  const ofHost = (host: string | null): string | null => (host === null ? null : nodeOfHost(host))
  const ofSource = (path: string): string | null =>
    ofHost(hosts.get(path) ?? null) ?? ofPath(path) ?? byJoin.get(path) ?? null
  return {
    ofHost,
    ofSource,
    ofAct(act) {
      const own = ofHost(act.node)
      if (own !== null) return own
      const ofLogs = act.digests.map(digest => ofSource(digest.report.span.path)).find(node => node !== null)
      return ofLogs ?? act.pods.find(pod => pod.node !== null)?.node ?? null
    },
  }
}
