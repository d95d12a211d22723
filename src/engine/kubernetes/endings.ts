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

export const isOomKilled = (state: ContainerState): boolean => state.reason === 'OOMKilled'

/** A container that SIGKILL ended, whoever sent it. */
export const isKilled = (state: ContainerState): boolean =>
  state.phase === 'terminated' && (isOomKilled(state) || state.exitCode === 137 || state.signal === 9)

const finishKey = (state: ContainerState): string => `${state.finishedAtMs ?? state.containerId ?? 'unknown'}`

function endingsOfPod(pod: KnownPod): readonly Ending[] {
  const endings = new Map<string, Ending>()
  for (const fact of pod.facts) {
    for (const container of fact.containers) {
      for (const state of statesOf(container)) {
        if (!isKilled(state)) continue
        const key = `${container.name} ${finishKey(state)}`
        const known = endings.get(key)
        endings.set(
          key,
          known ? { ...known, others: [...known.others, state] } : { pod, container, state, others: [], fact },
        )
      }
    }
  }
  return [...endings.values()]
}

/** Every ending by SIGKILL, one for each death however many sources report it. */
export const endingsOf = (index: PodIndex): readonly Ending[] => index.pods.flatMap(endingsOfPod)
