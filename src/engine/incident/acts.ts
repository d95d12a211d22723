import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { ClockBook } from '../clock/book.ts'
import { endingsOf, isOomKilled } from '../kubernetes/endings.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'
import type { Digest } from './digest.ts'
import { endingAct } from './ending-act.ts'
import { evictionActs, withEvictedEnds } from './eviction.ts'
import { joinEndings } from './join-endings.ts'
import { joinEvents } from './join-events.ts'
import { kernelActs } from './kernel-acts.ts'
import { withControllers } from './told-by-controller.ts'

/** Every act of killing in the case, however many sources tell of each. */
export function actsOf(
  digests: readonly Digest[],
  index: PodIndex,
  events: readonly KubeEvent[],
  nodes: readonly NodeFact[],
  clocks: ClockBook,
): readonly Act[] {
  const kernel = joinEvents(kernelActs(digests, index), events, nodes, clocks)
  const { acts, left } = joinEndings(kernel, endingsOf(index), index, clocks)
  // Containers of an evicted pod are ended by the kubelet, as part of the eviction; what is OOMKilled is not.
  const oomKilled = left.filter(({ state }) => isOomKilled(state))
  const evicted = withEvictedEnds(
    evictionActs(index, events),
    left.filter(({ state }) => !isOomKilled(state)),
  )
  return withControllers([...acts, ...[...oomKilled, ...evicted.left].map(endingAct), ...evicted.acts], events)
}
