import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Incident } from '../../model/report.ts'
import { kernelLogCommand } from './commands.ts'
import { type Answer, few, many, type TriageFacts } from './triage-facts.ts'
import { uncoveredBy } from './uncovered.ts'

/** `EvictionThresholdMet` names the resource; `SystemOOM` is an incident of its own, whose kind is settled there. */
const saysPressure = ({ reason, message }: KubeEvent): boolean =>
  reason === 'NodeHasInsufficientMemory' ||
  (reason === 'EvictionThresholdMet' && /^Attempting to reclaim memory\b/.test(message))

const ranOut = ({ kind, scope }: Incident): boolean => kind === 'global' || scope.level === 'node-allocatable'
/** A daemon that watches the memory of the whole node killed for the lack of it. */
const isOfDaemon = ({ kind, scope }: Incident): boolean => kind === 'userspace' && scope.level === 'node'
const isEvicted = ({ kind, eviction }: Incident): boolean => kind === 'eviction' && eviction?.resource === 'memory'

function grounds(facts: TriageFacts): Answer | null {
  const kills = facts.incidents.filter(ranOut)
  const evicted = facts.incidents.filter(isEvicted)
  const daemons = facts.incidents.filter(isOfDaemon)
  const told = facts.events.filter(saysPressure)
  const pressure = facts.nodes.flatMap(node =>
    node.conditions.filter(each => each.type === 'MemoryPressure' && each.status === 'True'),
  )
  const evidence = few([
    ...kills.flatMap(each => each.evidence[0] ?? []),
    ...daemons.flatMap(each => each.evidence[0] ?? []),
    ...told.flatMap(event => event.evidence),
    ...pressure.map(each => each.span),
    ...evicted.flatMap(each => each.evidence[0] ?? []),
  ])
  if (evidence.length === 0) return null
  const what =
    kills.length > 0
      ? `The node ran out in ${many(kills.length, 'incident')}: the limits of pods that died were not the reason`
      : daemons.length > 0
        ? `It was short of memory by the policy of ${daemons[0]?.killer}: ${many(daemons.length, 'kill')}`
        : told.length > 0
          ? `It was short of memory: event ${told[0]?.reason}`
          : pressure.length > 0
            ? 'It is short of memory: condition MemoryPressure is True'
            : `It was short of memory: ${many(evicted.length, 'eviction')} for lack of it`
  return { answer: 'yes', detail: `${what}.`, evidence, collect: null }
}

/** Whether the node ran out: no is said only where a kernel log covers it. */
export function nodeAnswer(facts: TriageFacts): Answer {
  const yes = grounds(facts)
  if (yes !== null) return yes
  const conditions = facts.nodes.flatMap(node => node.conditions.filter(each => each.type === 'MemoryPressure'))
  const evidence = few([
    ...conditions.map(each => each.span),
    ...facts.incidents.flatMap(each => each.evidence[0] ?? []),
  ])
  const uncovered = uncoveredBy(facts)
  if (!facts.logs.isThere) {
    const isTold = facts.events.some(({ reason }) => reason === 'SystemOOM')
    const detail = isTold
      ? 'The kubelet sent SystemOOM, which says so since Kubernetes 1.21; its version is not in the bundle.'
      : 'Without a kernel log the bundle does not show it.'
    return { answer: 'unknown', detail, evidence, collect: uncovered?.collect ?? kernelLogCommand(null) }
  }
  if (uncovered !== null) {
    const detail = `The kernel log in the bundle shows no global OOM kill, but ${uncovered.why}.`
    return { answer: 'unknown', detail, evidence, collect: uncovered.collect }
  }
  const open = facts.incidents.filter(({ kind }) => kind === 'unknown')
  if (open.length > 0) {
    const detail = `It is not known whose memory ran out in ${many(open.length, 'incident')}.`
    return { answer: 'unknown', detail, evidence, collect: kernelLogCommand(open[0]?.scope.node ?? null) }
  }
  const calm = conditions.length > 0 ? ', and MemoryPressure is not True' : ''
  const detail = `The kernel log shows no global OOM kill in the time it covers${calm}.`
  return { answer: 'no', detail, evidence, collect: null }
}
