import type { NodeFact } from '../../model/kubernetes.ts'
import type { Act } from './act.ts'
import type { Places } from './places.ts'

/** Which node each source and each act belongs to. */
export interface NodeNames {
  ofAct(act: Act): string | null
  ofSource(path: string): string | null
  /** The same for a line that prints `host`: a source may hold logs of several machines. */
  ofLine(path: string, host: string | null): string | null
  /** The name that the API server uses for a machine that calls itself `host`. */
  ofHost(host: string | null): string | null
}

const firstLabel = (name: string): string => name.toLowerCase().split('.', 1)[0] ?? ''

const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$|:/

/** The name that the API server uses for a machine: an exact one, else the only one whose first label is the same. */
export function hostNamer(nodes: readonly NodeFact[]): (host: string) => string {
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

/** Logs of the machine itself that tell of an act. */
const pathsOf = ({ digests, kills, units }: Act): readonly string[] => [
  ...digests.map(({ report }) => report.span.path),
  ...[...kills, ...units].map(({ evidence: [{ path }] }) => path),
]

/** The node that all pods joined to a log's reports run on; a log is of one machine. */
function inferred(acts: readonly Act[]): ReadonlyMap<string, string> {
  const found = new Map<string, Set<string>>()
  for (const act of acts) {
    const nodes = act.pods.flatMap(pod => pod.node ?? [])
    for (const path of pathsOf(act)) {
      const known = found.get(path) ?? new Set()
      for (const node of nodes) known.add(node)
      found.set(path, known)
    }
  }
  return new Map(
    [...found].flatMap(([path, nodes]) => {
      const [only] = nodes
      return nodes.size === 1 && only !== undefined ? [[path, only] as const] : []
    }),
  )
}

export function nameNodes(acts: readonly Act[], nodes: readonly NodeFact[], places: Places): NodeNames {
  const byJoin = inferred(acts)
  const ofMachine = new Map([...byJoin].map(([path, node]) => [places.machineOf(path), node] as const))
  // A machine whose logs seem to be of several nodes tells nothing about its other files.
  for (const [path, node] of byJoin) {
    const machine = places.machineOf(path)
    if (machine === null || ofMachine.get(machine) !== node) ofMachine.delete(machine)
  }
  const byMachine = (path: string): string | null => ofMachine.get(places.machineOf(path)) ?? null
  const nodeOfHost = hostNamer(nodes)
  const ofHost = (host: string | null): string | null => (host === null ? null : nodeOfHost(host))
  const ofSource = (path: string): string | null =>
    ofHost(places.ofPath(path)) ?? byJoin.get(path) ?? byMachine(path) ?? ofHost(places.beside(path))
  return {
    ofHost,
    ofSource,
    ofLine: (path, host) =>
      ofHost(places.assigned(path) ?? (host === null ? null : places.called(path, host))) ?? ofSource(path),
    ofAct(act) {
      const own = ofHost(act.node)
      if (own !== null) return own
      const ofLogs = pathsOf(act)
        .map(ofSource)
        .find(node => node !== null)
      return ofLogs ?? act.pods.find(pod => pod.node !== null)?.node ?? null
    },
  }
}
