import type { Victim } from '../../model/report.ts'
import { isOomKilled } from '../../model/oom-end.ts'
import { type Ending, isLost } from '../kubernetes/endings.ts'
import { type Act, NOBODY, newAct } from './act.ts'

function outcomeOf({ state }: Ending): Victim['outcome'] {
  if (isOomKilled(state)) return 'killed'
  return isLost(state) ? 'unknown' : 'signalled'
}

/** An end by SIGKILL that no other source explains. `OOMKilled` says that memory was the reason, not whose. */
export function endingAct(ending: Ending): Act {
  const { pod, container, state } = ending
  const victim: Victim = {
    ...NOBODY,
    // An excerpt may name neither.
    pod: pod.name === null && pod.uid === null ? null : { namespace: pod.namespace, name: pod.name, uid: pod.uid },
    container:
      container.name === null && state.containerId === null ? null : { name: container.name, id: state.containerId },
    outcome: outcomeOf(ending),
  }
  return newAct({
    kind: isOomKilled(state) ? 'unknown' : 'sigkill',
    killer: 'unknown',
    victims: [victim],
    pods: [pod],
    endings: [{ fact: ending, because: 'container-id', tellsTime: true }],
    node: pod.node,
  })
}
