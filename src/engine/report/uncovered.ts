import { kernelLogCommand } from './commands.ts'
import type { TriageFacts } from './triage-facts.ts'

/** Why silence of the kernel logs in the bundle does not answer the question, and what would. */
export interface Uncovered {
  readonly why: string
  readonly collect: string
}

const listed = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`

/** Null where the kernel logs are of the nodes and times in question. */
export function uncoveredBy({ incidents, pods, nodes, logs }: TriageFacts): Uncovered | null {
  const open = incidents.filter(incident => !logs.covers(incident))
  const ofDead = open.flatMap(incident => incident.scope.node ?? [])
  const all = [...nodes.map(node => node.name), ...pods.flatMap(pod => pod.node ?? [])]
  const names = [...new Set(incidents.length > 0 ? ofDead : all)].filter(name => !logs.nodes.has(name)).sort()
  const [first = null] = names
  if (first !== null && logs.hasNameless) {
    // With one node in the case, a log without a name is likely of it; with several nobody knows of which.
    if (incidents.length === 0 && logs.nodes.size === 0 && new Set(all).size === 1) return null
    return { why: `does not say which node it is of (${listed(names)})`, collect: kernelLogCommand(first) }
  }
  if (first !== null) {
    const which = incidents.length > 0 ? 'is not of that node' : 'is not of every node'
    return { why: `${which} (${listed(names)})`, collect: kernelLogCommand(first) }
  }
  const [late] = open
  if (!late) return null
  const why =
    late.scope.node === null ? 'it is not known which node it happened on' : 'it is not known to cover the time'
  return { why, collect: kernelLogCommand(late.scope.node) }
}
