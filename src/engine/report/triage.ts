import { formatBytes } from '../../model/bytes.ts'
import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { Incident, TriageStep } from '../../model/report.ts'
import { cite, type Span } from '../../model/span.ts'
import type { Ending } from '../kubernetes/endings.ts'
import { isOomKilled } from '../kubernetes/endings.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import { EVENTS_COMMAND, kernelLogCommand, PRESSURE_COMMAND, podsOfNodeCommand } from './commands.ts'
import { victimName } from './headline.ts'

/** Which nodes the kernel logs in the bundle are of. */
export interface KernelLogs {
  readonly nodes: ReadonlySet<string>
  /** True where a kernel log does not tell which node it is of. */
  readonly hasNameless: boolean
}

/** What the runbook's questions are answered from. */
export interface TriageFacts {
  readonly incidents: readonly Incident[]
  readonly index: PodIndex
  readonly endings: readonly Ending[]
  readonly nodes: readonly NodeFact[]
  readonly events: readonly KubeEvent[]
  readonly logs: KernelLogs
}

type Answer = Omit<TriageStep, 'step' | 'question'>

const few = (spans: readonly Span[]): readonly Span[] => {
  const [first, ...rest] = spans
  return first ? cite([first], ...rest.map(span => [span] as const)).slice(0, 10) : []
}
const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`

function podAnswer({ index, endings, incidents }: TriageFacts): Answer {
  const killed = endings.filter(ending => isOomKilled(ending.state))
  const others = endings.length - killed.length
  const evidence = few((killed.length > 0 ? killed : endings).flatMap(ending => ending.state.evidence))
  if (killed.length > 0) {
    const last = killed.filter(ending => ending.container.lastState === ending.state).length
    const where = last > 0 ? ` (${last} of them in lastState only: the container runs again)` : ''
    return {
      answer: 'yes',
      detail: `${many(killed.length, 'container')} ended as OOMKilled${where}.`,
      evidence,
      collect: null,
    }
  }
  if (others > 0) {
    return {
      answer: 'no',
      detail: `${many(others, 'container')} ended with 137 or by SIGKILL, none as OOMKilled.`,
      evidence,
      collect: null,
    }
  }
  if (index.pods.length > 0)
    return {
      answer: 'no',
      detail: 'No container of the pods in the bundle ended by SIGKILL.',
      evidence: few(index.pods.map(pod => pod.facts[0].evidence[0])),
      collect: null,
    }
  const node = incidents.find(incident => incident.scope.node !== null)?.scope.node ?? null
  return { answer: 'unknown', detail: 'No pod is in the bundle.', evidence: [], collect: podsOfNodeCommand(node) }
}

function radiusAnswer({ incidents, index }: TriageFacts): Answer {
  const names = (pick: (victim: Incident['victims'][number]) => string | null) =>
    new Set(incidents.flatMap(incident => incident.victims.map(pick)).filter(name => name !== null))
  const pods = names(victim => victim.pod?.uid ?? victim.pod?.name ?? null)
  const namespaces = names(victim => victim.pod?.namespace ?? null)
  const evidence = few(incidents.flatMap(incident => incident.evidence[0] ?? []))
  if (incidents.length === 0)
    return {
      answer: index.pods.length > 0 ? 'no' : 'unknown',
      detail: 'No kill was found.',
      evidence: [],
      collect: index.pods.length > 0 ? null : EVENTS_COMMAND,
    }
  const detail = `${many(incidents.length, 'incident')}, ${many(pods.size, 'pod')}${namespaces.size > 0 ? ` in ${many(namespaces.size, 'namespace')}` : ''} hit.`
  return {
    answer: pods.size > 1 ? 'yes' : pods.size === 1 || index.pods.length > 0 ? 'no' : 'unknown',
    detail,
    evidence,
    collect: pods.size === 0 && index.pods.length === 0 ? EVENTS_COMMAND : null,
  }
}

const hasKernelLog = ({ nodes, hasNameless }: KernelLogs): boolean => nodes.size > 0 || hasNameless

/** Nodes where something died and of which no kernel log is known to be. */
export function uncoveredNodes(incidents: readonly Incident[], logs: KernelLogs): readonly string[] {
  const names = incidents.flatMap(incident => incident.scope.node ?? [])
  return [...new Set(names)].filter(name => !logs.nodes.has(name))
}

function nodeAnswer({ incidents, nodes, events, logs }: TriageFacts): Answer {
  const ranOut = incidents.filter(incident => incident.kind === 'global' || incident.scope.level === 'node-allocatable')
  const told = events.filter(event =>
    /^(?:SystemOOM|NodeHasInsufficientMemory|EvictionThresholdMet)$/.test(event.reason),
  )
  const pressure = nodes.flatMap(node =>
    node.conditions.filter(each => each.type === 'MemoryPressure' && each.status === 'True'),
  )
  const evidence = few([
    ...ranOut.flatMap(each => each.evidence[0] ?? []),
    ...told.flatMap(event => event.evidence),
    ...pressure.map(each => each.span),
  ])
  if (evidence.length > 0) {
    const what =
      ranOut.length > 0
        ? `${many(ranOut.length, 'kill')} because the node ran out`
        : told.length > 0
          ? `event ${told[0]?.reason}`
          : 'condition MemoryPressure is True'
    return {
      answer: 'yes',
      detail: `${what}: the pods that died were likely chosen by their QoS class.`,
      evidence,
      collect: null,
    }
  }
  const conditions = nodes.flatMap(node => node.conditions.filter(each => each.type === 'MemoryPressure'))
  const seen = few([...conditions.map(each => each.span), ...incidents.flatMap(each => each.evidence[0] ?? [])])
  const uncovered = uncoveredNodes(incidents, logs)
  if (!hasKernelLog(logs)) {
    const detail = 'Without a kernel log the bundle does not show it.'
    return { answer: 'unknown', detail, evidence: seen, collect: kernelLogCommand(uncovered[0] ?? null) }
  }
  if (uncovered.length > 0) {
    const which = logs.hasNameless ? 'does not say which node it is of' : 'is not of that node'
    const detail = `The kernel log in the bundle shows no global OOM kill, but ${which} (${uncovered.join(', ')}).`
    return { answer: 'unknown', detail, evidence: seen, collect: kernelLogCommand(uncovered[0] ?? null) }
  }
  const calm = conditions.length > 0 ? ', and MemoryPressure is not True' : ''
  const detail = `The kernel log shows no global OOM kill in the time it covers${calm}.`
  return { answer: 'no', detail, evidence: seen, collect: null }
}

function kernelAnswer({ incidents, logs }: TriageFacts): Answer {
  const kernel = incidents.filter(incident => incident.killer === 'kernel')
  if (kernel.length === 0) {
    const node = incidents.find(incident => incident.scope.node !== null)?.scope.node ?? null
    return hasKernelLog(logs)
      ? {
          answer: 'no',
          detail: 'The kernel log in the bundle holds no OOM kill.',
          evidence: [],
          collect: PRESSURE_COMMAND,
        }
      : {
          answer: 'unknown',
          detail: 'There is no kernel log in the bundle.',
          evidence: [],
          collect: kernelLogCommand(node),
        }
  }
  const kinds = [...new Set(kernel.map(incident => incident.kind))].map(
    kind => `${kernel.filter(each => each.kind === kind).length} ${kind}`,
  )
  return {
    answer: 'yes',
    detail: `Kills by the kernel: ${kinds.join(', ')}. No pressure data tells what led up to them.`,
    evidence: few(kernel.flatMap(each => each.evidence[0] ?? [])),
    collect: PRESSURE_COMMAND,
  }
}

function handOff({ incidents }: TriageFacts): Answer {
  const [first] = incidents.filter(incident => incident.kind !== 'eviction')
  if (!first) return { answer: 'unknown', detail: 'There is nothing to hand off.', evidence: [], collect: null }
  const [victim] = first.victims
  const parts = [
    victim ? `victim: ${victimName(victim)}` : 'victim: none',
    first.limitBytes === null ? null : `limit: ${formatBytes(first.limitBytes)}`,
    first.culprit ? `largest holder: ${first.culprit.name}` : null,
    `kills of this kind in the bundle: ${incidents.filter(each => each.kind === first.kind).length}`,
  ]
  return {
    answer: 'yes',
    detail: `${parts.filter(part => part !== null).join('; ')}.`,
    evidence: few(first.evidence.slice(0, 3)),
    collect: null,
  }
}

const STEPS: readonly (readonly [string, (facts: TriageFacts) => Answer])[] = [
  ['Was the container OOMKilled, now or in its last state?', podAnswer],
  ['Did more than one pod die?', radiusAnswer],
  ['Did the node itself run out of memory?', nodeAnswer],
  ['What does the kernel say: memory cgroup or global, and was there pressure before?', kernelAnswer],
  ['What goes to the owner of the application?', handOff],
]

/** The first five minutes of a runbook, answered from the bundle or with the command that would tell. */
export const triageOf = (facts: TriageFacts): readonly TriageStep[] =>
  STEPS.map(([question, answer], at) => ({ step: at + 1, question, ...answer(facts) }))
