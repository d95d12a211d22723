import type { Severity } from '../../model/fact.ts'
import type { ContainerFact, ContainerState, KubeEvent, NodeCondition, PodFact } from '../../model/kubernetes.ts'
import { printable } from './printable.ts'

/** What every fact says of itself in one line of a timeline, whichever text it was read from. */
export interface Summary {
  readonly title: string
  readonly severity: Severity
}

/** True for the end of a container that calls for a look: anything but a clean exit. */
export const isTrouble = (state: ContainerState | null): state is ContainerState =>
  state?.phase === 'terminated' && (state.exitCode !== 0 || (state.reason !== null && state.reason !== 'Completed'))

/** The bad ends of a container that its status still knows, the current one last. */
export const endings = (container: ContainerFact): readonly ContainerState[] =>
  [container.lastState, container.state].filter(isTrouble)

function endingOf(container: ContainerFact): readonly string[] {
  const end = endings(container).at(-1)
  if (end === undefined) return []
  const exit = end.exitCode === null ? '' : ` (exit code ${end.exitCode})`
  const restarts = container.restartCount ? `, restart count ${container.restartCount}` : ''
  return [`${container.name ?? 'a container'} ended ${end.reason ?? 'without a reason'}${exit}${restarts}`]
}

export function podSummary(pod: Pick<PodFact, 'namespace' | 'name' | 'phase' | 'reason' | 'containers'>): Summary {
  const { namespace, name, phase, reason, containers } = pod
  const ends = containers.flatMap(endings)
  const isRestarted = containers.some(({ restartCount }) => restartCount !== null && restartCount > 0)
  const isKilled = reason === 'Evicted' || ends.some(end => end.reason === 'OOMKilled')
  const says = [...(reason === null ? [] : [reason]), ...containers.flatMap(endingOf)].join('; ')
  return {
    title: printable(
      `Pod ${namespace === null ? (name ?? 'without a name') : `${namespace}/${name ?? '?'}`}: ${says || (phase ?? 'phase unknown')}`,
    ),
    severity: isKilled ? 'critical' : reason !== null || ends.length > 0 || isRestarted ? 'warning' : 'info',
  }
}

/** `Ready` is healthy when true, every other condition of a node when not. */
export const isBad = ({ type, status }: NodeCondition): boolean =>
  type === 'Ready' ? status !== 'True' : status === 'True'

export function nodeSummary(name: string, conditions: readonly NodeCondition[]): Summary {
  const says = conditions
    .filter(isBad)
    .map(({ type, status, reason }) => `${type} ${status}${reason === null ? '' : ` (${reason})`}`)
  return {
    title: printable(`Node ${name}: ${says.length > 0 ? says.join('; ') : 'no bad condition'}`),
    severity: says.length > 0 ? 'warning' : 'info',
  }
}

// SystemOOM (kubelet), OOMKilling (node-problem-detector), PreviousContainerWasOOMKilled and its like (controllers).
const OOM = /OOM/

export function eventSummary(event: Pick<KubeEvent, 'type' | 'reason' | 'message' | 'object'>): Summary {
  const { type, reason, message, object } = event
  const isKill = OOM.test(reason) || reason === 'Evicted'
  return {
    title: printable(`${reason} ${object.kind === '' ? '?' : object.kind}/${object.name ?? '?'}: ${message}`),
    severity: type === 'Normal' ? 'info' : isKill ? 'critical' : type === 'Warning' ? 'warning' : 'info',
  }
}
