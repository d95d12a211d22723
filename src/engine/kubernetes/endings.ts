import { isOomKilled } from '../../model/oom-end.ts'
import type { ContainerFact, ContainerState, PodFact } from '../../model/kubernetes.ts'
import type { KnownPod, PodIndex } from './pod-index.ts'
import { statesOf } from './pod-index.ts'

/** How a container ended, as the kubelet reported it, with every source that says so. */
export interface Ending {
  readonly pod: KnownPod
  readonly container: ContainerFact
  readonly state: ContainerState
  readonly others: readonly ContainerState[]
  readonly fact: PodFact
}

/** The kubelet found the container gone and wrote 137 by itself: no sign of a SIGKILL. */
export const isLost = (state: ContainerState): boolean => state.reason === 'ContainerStatusUnknown'

/** A container that SIGKILL ended, whoever sent it. */
export const isKilled = (state: ContainerState): boolean =>
  state.phase === 'terminated' && (isOomKilled(state) || state.exitCode === 137 || state.signal === 9)

const agrees = <T>(a: T | null, b: T | null): boolean => a === null || b === null || a === b

/** Two sources tell of one end by its second; where they print none, by all else that they print. */
const isSameEnd = (a: ContainerState, b: ContainerState): boolean =>
  a.finishedAtMs === b.finishedAtMs &&
  agrees(a.containerId, b.containerId) &&
  (a.finishedAtMs !== null || (a.reason === b.reason && a.exitCode === b.exitCode))

/** A row of `kubectl get pods` says that a container of the pod was killed: neither which one nor when. */
const isOfRow = ({ fact }: Pick<Ending, 'fact'>): boolean => fact.source === 'table'

/** Rows with different counts of restarts are of different kills; beside a status a row tells nothing new. */
const isSameRow = (known: Ending, row: Omit<Ending, 'others'>): boolean =>
  isOomKilled(known.state) === isOomKilled(row.state) &&
  (!isOfRow(known) || known.container.restartCount === row.container.restartCount)

const isKnown = (known: Ending, next: Omit<Ending, 'others'>): boolean =>
  isOfRow(next)
    ? isSameRow(known, next)
    : agrees(known.container.name, next.container.name) && isSameEnd(known.state, next.state)

/** One end for each death. Facts come with the most telling first, so that rows meet the statuses they tell of. */
function endingsOfPod(pod: KnownPod): readonly Ending[] {
  const endings: Ending[] = []
  for (const fact of pod.facts) {
    for (const container of fact.containers) {
      for (const state of statesOf(container).filter(isKilled)) {
        const next = { pod, container, state, fact }
        const at = endings.findIndex(known => isKnown(known, next))
        const same = endings[at]
        if (same) endings[at] = { ...same, others: [...same.others, state] }
        else endings.push({ ...next, others: [] })
      }
    }
  }
  return endings
}

/** Every ending by SIGKILL, one for each death however many sources report it. */
export const endingsOf = (index: PodIndex): readonly Ending[] => index.pods.flatMap(endingsOfPod)
