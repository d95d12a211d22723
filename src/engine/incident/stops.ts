import type { StopOrder } from '../../model/node-log.ts'
import type { Victim } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import type { Bounds } from '../clock/bounds.ts'
import { groupBy } from '../../model/group-by.ts'
import { newIdMap } from '../kubernetes/id-map.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import { lineBounds } from './act-time.ts'
import { ownerOfSubject } from './victims.ts'

/** The containers of a pod that was told to go end within this time. */
export const STOP_SECONDS = 3600
const SLACK_SECONDS = 5

/** `shop/cart-0`, else the UID: what a pod is called in one source and in another. */
export const podKey = (pod: Victim['pod']): string =>
  pod?.name == null ? `${pod?.uid}` : `${pod.namespace}/${pod.name}`

export interface Stops {
  /** An order that the container or its pod got before this end; true to the hour, and where a time is not known. */
  before(id: string, pod: Victim['pod'], at: Bounds | null): StopOrder | null
}

/** Says whether a container was told to stop before it ended: then its end needs no other reason. */
export function newStops(stops: readonly StopOrder[], index: PodIndex, clocks: ClockBook): Stops {
  const byId = newIdMap<StopOrder[]>()
  for (const stop of stops) {
    const id = stop.subject.container?.id
    if (id == null) continue
    const known = byId.get(id)
    if (known) known.push(stop)
    else byId.set(id, [stop])
  }
  const ofPods = stops.filter(({ subject }) => subject.container === null)
  const byPod = groupBy(ofPods, ({ subject }) => podKey(ownerOfSubject(subject, index).pod))
  return {
    before(id: string, pod: Victim['pod'], at: Bounds | null): StopOrder | null {
      const orders = [...(byId.get(id) ?? []), ...(pod === null ? [] : (byPod.get(podKey(pod)) ?? []))]
      const fitting = orders.find(stop => {
        const from = lineBounds(stop, clocks)
        return !at || !from || (from.from <= at.to + SLACK_SECONDS && at.from - from.to <= STOP_SECONDS)
      })
      return fitting ?? null
    },
  }
}
