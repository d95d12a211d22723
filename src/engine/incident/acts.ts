import type { OomEvent } from '../../model/event.ts'
import { eventsOf } from '../../model/event.ts'
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
import { joinExits } from './join-exits.ts'
import { joinOoms } from './join-ooms.ts'
import { kernelActs } from './kernel-acts.ts'
import { withKubeletLog } from './kubelet-evictions.ts'

/** Every act of killing in the case, however many sources tell of each. `lines`: what programs of nodes logged. */
export function actsOf(
  digests: readonly Digest[],
  index: PodIndex,
  events: readonly KubeEvent[],
  nodes: readonly NodeFact[],
  lines: readonly OomEvent[],
  clocks: ClockBook,
): readonly Act[] {
  const kernel = joinEvents(kernelActs(digests, index), events, nodes, clocks)
  const seen = joinOoms(kernel, eventsOf(lines, 'node.oom'), index, clocks)
  const { acts, left } = joinEndings(seen, endingsOf(index), index, clocks)
  // Containers of an evicted pod are ended by the kubelet, as part of the eviction; what is OOMKilled is not.
  const oomKilled = left.filter(({ state }) => isOomKilled(state))
  const evictions = withKubeletLog(evictionActs(index, events), eventsOf(lines, 'node.eviction'), index, clocks)
  const evicted = withEvictedEnds(
    evictions,
    left.filter(({ state }) => !isOomKilled(state)),
  )
  const all = [...acts, ...[...oomKilled, ...evicted.left].map(endingAct), ...evicted.acts]
  return joinExits(all, eventsOf(lines, 'node.exit'), eventsOf(lines, 'node.stop'), index, clocks)
}
