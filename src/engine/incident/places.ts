import type { HostFact } from '../../model/host.ts'
import type { NodeFact } from '../../model/kubernetes.ts'
import type { BundleLayout } from '../../model/reader.ts'
import type { SourceRead } from '../../model/source.ts'
import { groupBy } from '../../model/group-by.ts'
import { mayBeSameMachine } from './machine.ts'

/** Which machine each file of the bundle is of, by its place, by the names in its lines, and by what lies beside it. */
export interface Places {
  /** A container wrote the file: what reads like the kernel's there is not proven to be. */
  isOfContainer(path: string): boolean
  /** What the user or the collector's layout says, which outranks what lines print. */
  assigned(path: string): string | null
  /** The name of the machine that calls itself `host` in a file: its full one, where the folder tells that. */
  called(path: string, host: string): string | null
  /** The same, or what the file's own lines and the folder of its machine tell. */
  ofPath(path: string): string | null
  /** Folder of the one machine that a file is of, where the layout knows such folders. */
  machineOf(path: string): string | null
  /** The only machine that a file in the same folder names; weaker than the rest. */
  beside(path: string): string | null
}

/** Names that many machines have until they are told their own. */
const NAMELESS = /^(?:localhost(?:\.localdomain)?|\(none\))$/i
const isName = (host: string | null | undefined): host is string => host != null && host !== '' && !NAMELESS.test(host)

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** `a/sosreport-localhost-…/` as the name of a machine without one; null for the bundle itself. */
const folderNameOf = (machine: string): string | null => machine.replace(/!?\/$/, '').split('/').at(-1) || null

/** The most frequent, the first in order of the alphabet of those that are equally frequent. */
function mostOf(names: readonly string[]): string | null {
  const sizes = [...groupBy(names, name => name)].map(([name, all]) => [name, all.length] as const)
  return sizes.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null
}

const only = (names: readonly string[]): string | null => {
  const [first, ...others] = new Set(names)
  return first !== undefined && others.length === 0 ? first : null
}

/** Folders, and a file's name without its endings: `nodes/worker-3/dmesg`, `dmesg/worker-3.txt`. */
const partsOf = (path: string): readonly string[] => {
  const parts = path.split('/')
  const file = parts.at(-1) ?? ''
  return [...parts, file.replace(/\.(?:txt|log|json|out|gz)$/, '')]
}

/** A machine that has a folder of its own. */
interface Machine {
  readonly name: string | null
  /** What it calls itself, whatever others call it. */
  readonly own: readonly string[]
}

/** Names of machines by their folders: what tells it best comes first. */
function machineFinder(
  sources: readonly SourceRead[],
  hosts: readonly HostFact[],
  nodes: readonly NodeFact[],
  layout: BundleLayout,
): (path: string) => Machine | null {
  const nodeOfBoot = new Map(nodes.flatMap(({ bootId, name }) => (bootId === null ? [] : [[bootId, name] as const])))
  const folderOfMachine = (path: string): string | null => layout.roleOf(path).machine
  const factsOf = groupBy(hosts, fact => folderOfMachine(fact.evidence[0].path))
  const sourcesOf = groupBy(
    sources.filter(({ path }) => layout.roleOf(path).pod === null),
    ({ path }) => folderOfMachine(path),
  )
  const known = new Map<string, Machine>()
  function machineAt(folder: string, path: string): Machine {
    const facts = factsOf.get(folder) ?? []
    const booted = facts.flatMap(({ bootId }) => (bootId === null ? [] : (nodeOfBoot.get(bootId) ?? [])))
    const called = mostOf(facts.flatMap(({ hostname }) => (isName(hostname) ? [hostname] : [])))
    const printed = mostOf((sourcesOf.get(folder) ?? []).flatMap(({ host }) => (isName(host) ? [host] : [])))
    const instance = facts.find(({ instanceId }) => instanceId !== null)?.instanceId ?? null
    const { machineName } = layout.roleOf(path)
    // Two machines that were never told their name are two all the same.
    const byFolder = machineName === null || isName(machineName) ? machineName : folderNameOf(folder)
    const name = booted[0] ?? called ?? printed ?? instance ?? byFolder
    // A log server's folder holds lines of others: only without a hostname file the most frequent host is its own.
    return { name, own: [name, called ?? printed].filter(each => each !== null) }
  }
  return path => {
    const folder = folderOfMachine(path)
    if (folder === null) return null
    const machine = known.get(folder) ?? machineAt(folder, path)
    known.set(folder, machine)
    return machine
  }
}

export function placesOf(
  sources: readonly SourceRead[],
  hosts: readonly HostFact[],
  nodes: readonly NodeFact[],
  layout: BundleLayout,
): Places {
  const hostOf = new Map(sources.map(source => [source.path, source.host]))
  const nodeNames = new Set(nodes.map(({ name }) => name))
  const machineOf = machineFinder(sources, hosts, nodes, layout)
  const neighbours = groupBy(
    hosts.filter(({ hostname }) => isName(hostname)),
    fact => folderOf(fact.evidence[0].path),
  )
  const assigned = (path: string): string | null => layout.assignedTo(path) ?? layout.roleOf(path).node
  // A folder that is named exactly like a node of the API server is of that node.
  const named = (path: string): string | null =>
    nodeNames.size === 0 || layout.roleOf(path).pod !== null
      ? null
      : only(partsOf(path).filter(part => nodeNames.has(part)))
  const called = (path: string, host: string): string | null => {
    const machine = machineOf(path)
    if (!isName(host)) return machine?.name ?? null
    return machine?.own.some(name => mayBeSameMachine(name, host)) ? machine.name : host
  }
  const printed = (path: string): string | null => {
    const host = hostOf.get(path)
    return isName(host) && layout.roleOf(path).pod === null ? called(path, host) : null
  }
  return {
    isOfContainer: path => layout.roleOf(path).pod !== null,
    machineOf: path => layout.roleOf(path).machine,
    assigned,
    called,
    ofPath: path => assigned(path) ?? printed(path) ?? machineOf(path)?.name ?? named(path) ?? hostOf.get(path) ?? null,
    beside: path => only((neighbours.get(folderOf(path)) ?? []).flatMap(({ hostname }) => hostname ?? [])),
  }
}
