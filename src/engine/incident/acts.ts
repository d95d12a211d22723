import type { KubeEvent } from '../../model/kubernetes.ts'
import type { ClockBook } from '../clock/book.ts'
import { endingsOf, isOomKilled } from '../kubernetes/endings.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'
import type { Digest } from './digest.ts'
import { joinEndings } from './join-endings.ts'
import { kernelActs } from './kernel-acts.ts'
import { endingAct, evictionActs, systemOomAct } from './kube-acts.ts'

const sameNode = (a: string | null, b: string | null): boolean => a === null || b === null || a === b

/** An event about a kill that the kernel log holds as well joins it; pid and name are the kernel's own. */
function withSystemOoms(kernel: readonly Act[], events: readonly KubeEvent[]): readonly Act[] {
  const acts = [...kernel]
  for (const event of events) {
    const act = systemOomAct(event)
    if (act === null) continue
    const [victim] = act.victims
    const at = acts.findIndex(
      known =>
        sameNode(known.node, act.node) &&
        victim !== undefined &&
        known.victims.some(each => each.pid === victim.pid && each.comm === victim.comm),
    )
    const known = acts[at]
    if (known)
      acts[at] = { ...known, node: known.node ?? act.node, events: [...known.events, { fact: event, because: 'pid' }] }
    else acts.push(act)
  }
  return acts
}

/** Every act of killing in the case, however many sources tell of each. */
export function actsOf(
  digests: readonly Digest[],
  index: PodIndex,
  events: readonly KubeEvent[],
  clocks: ClockBook,
): readonly Act[] {
  const kernel = withSystemOoms(kernelActs(digests, index), events)
  const evicted = evictionActs(index, events)
  const isEvicted = new Set(evicted.flatMap(act => act.pods))
  const { acts, left } = joinEndings(kernel, endingsOf(index), clocks)
  // Containers of an evicted pod are ended by the kubelet, as part of the eviction.
  const own = left.filter(ending => isOomKilled(ending.state) || !isEvicted.has(ending.pod))
  return [...acts, ...own.map(endingAct), ...evicted]
}
