import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { Because } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { endingsOf, isOomKilled } from '../kubernetes/endings.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'
import type { Digest } from './digest.ts'
import { joinEndings } from './join-endings.ts'
import { kernelActs } from './kernel-acts.ts'
import { endingAct, evictionActs, systemOomAct } from './kube-acts.ts'

const sameNode = (a: string | null, b: string | null): boolean => a === null || b === null || a === b

/** An event that quotes the kernel gave a report of its own: both are of one act. */
const quotes = (act: Act, event: KubeEvent): boolean =>
  act.digests.some(({ report }) =>
    event.evidence.some(span => span.path === report.span.path && span.start === report.span.start),
  )

const isAbout = (act: Act, other: Act): boolean => {
  const [victim] = other.victims
  const isVictim = act.victims.some(each => each.pid === victim?.pid && each.comm === victim?.comm)
  return victim !== undefined && isVictim && sameNode(act.node, other.node)
}

/** An event about a kill that the kernel log holds as well joins it; pid and name are the kernel's own. */
function withEvents(kernel: readonly Act[], events: readonly KubeEvent[], nodes: readonly NodeFact[]): readonly Act[] {
  const acts = [...kernel]
  const join = (at: number, event: KubeEvent, because: Because, node: string | null): void => {
    const known = acts[at]
    if (known) acts[at] = { ...known, node: known.node ?? node, events: [...known.events, { fact: event, because }] }
  }
  for (const event of events) {
    if (event.reason === 'OOMKilling')
      join(
        acts.findIndex(act => quotes(act, event)),
        event,
        'event-text',
        event.node,
      )
    const act = systemOomAct(event, nodes)
    if (act === null) continue
    const at = acts.findIndex(known => isAbout(known, act))
    if (at === -1) acts.push(act)
    else join(at, event, 'pid', act.node)
  }
  return acts
}

/** Every act of killing in the case, however many sources tell of each. */
export function actsOf(
  digests: readonly Digest[],
  index: PodIndex,
  events: readonly KubeEvent[],
  nodes: readonly NodeFact[],
  clocks: ClockBook,
): readonly Act[] {
  const kernel = withEvents(kernelActs(digests, index), events, nodes)
  const evicted = evictionActs(index, events)
  const isEvicted = new Set(evicted.flatMap(act => act.pods))
  const { acts, left } = joinEndings(kernel, endingsOf(index), clocks)
  // Containers of an evicted pod are ended by the kubelet, as part of the eviction.
  const own = left.filter(ending => isOomKilled(ending.state) || !isEvicted.has(ending.pod))
  return [...acts, ...own.map(endingAct), ...evicted]
}
