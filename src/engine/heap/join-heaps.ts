import type { HeapExhausted } from '../../model/node-log.ts'
import type { Victim } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Act } from '../incident/act.ts'
import { actBounds, endingBounds } from '../incident/act-time.ts'
import { gapOf } from '../incident/node-lines.ts'
import { isSameId, SHORT_ID } from '../kubernetes/container-ids.ts'

/** A runtime that gave up may take this long to be ended: a probe has to notice. */
const UNTIL_END_SECONDS = 900

function isOf({ pod, container }: Victim, { subject }: HeapExhausted): boolean {
  if (subject.container?.id != null && container?.id != null) return isSameId(subject.container.id, container.id)
  if (pod === null || subject.pod === null) return false
  const isSamePod =
    pod.uid !== null && subject.pod.uid !== null
      ? pod.uid === subject.pod.uid
      : pod.name !== null && pod.name === subject.pod.name && pod.namespace === subject.pod.namespace
  const [a, b] = [subject.container?.name ?? null, container?.name ?? null]
  return isSamePod && (a === null || b === null || a === b)
}

/** True where the times allow that the runtime gave up before this end; true as well where one of them is not known. */
function mayBeBefore(act: Act, heap: HeapExhausted, clocks: ClockBook): boolean {
  const at = clocks.boundsOf({ path: heap.evidence[0].path, boot: heap.boot }, heap.stamp)
  const ends = [...act.endings.flatMap(({ fact }) => endingBounds(fact) ?? []), ...actBounds(act, clocks)]
  const [end] = ends
  const gap = gapOf(at, end)
  return !at || !end || gap === null || (gap <= UNTIL_END_SECONDS && at.from <= end.to)
}

/** Under what a heap and a victim of one pod or container are both found. */
const keysOf = ({ pod, container }: Pick<Victim, 'pod' | 'container'>): readonly string[] => [
  ...(container?.id == null ? [] : [`id ${container.id.slice(0, SHORT_ID)}`]),
  ...(pod?.uid == null ? [] : [`uid ${pod.uid}`]),
  ...(pod?.name == null ? [] : [`pod ${pod.namespace}/${pod.name}`]),
]

/** What the runtime of a victim said before an end by SIGKILL that no memory explains; a kill by the kernel needs none. */
export function newHeapsBefore(
  heaps: readonly HeapExhausted[],
  clocks: ClockBook,
): (act: Act) => readonly HeapExhausted[] {
  const keyed = heaps.flatMap((heap, at) => keysOf(heap.subject).map(key => ({ key, heap, at })))
  const byKey = groupBy(keyed, ({ key }) => key)
  return act => {
    if (act.kind !== 'sigkill') return []
    const near = new Map(
      act.victims
        .flatMap(keysOf)
        .flatMap(key => byKey.get(key) ?? [])
        .map(each => [each.at, each]),
    )
    return [...near.values()]
      .sort((a, b) => a.at - b.at)
      .map(({ heap }) => heap)
      .filter(heap => act.victims.some(victim => isOf(victim, heap)) && mayBeBefore(act, heap, clocks))
  }
}
