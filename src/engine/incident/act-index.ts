import type { ClockBook } from '../clock/book.ts'
import type { Bounds } from '../clock/bounds.ts'
import { newIdMap } from '../kubernetes/id-map.ts'
import type { Act } from './act.ts'
import { APART_SECONDS } from './node-lines.ts'
import { newTimeIndex, type TimeIndex } from './time-index.ts'

/** Where in a list the acts are that name a container ID or a pid. Acts that are added later must be noted. */
export interface ActIndex {
  note(act: Act, at: number): void
  /** Where many name one container, those that are near in time, or the last where no time tells. */
  byContainer(id: string | null | undefined, near: Bounds | null): readonly number[]
  byPid(pid: number | null): readonly number[]
}

/** Fewer acts than this in one container are all looked at. */
const FEW = 50

/** Acts that name one container, of which the first are in order of time already. */
interface Places {
  readonly list: number[]
  times: TimeIndex | null
  timed: number
}

const idsOf = ({ victims, endings }: Act): readonly string[] => [
  ...new Set([
    ...victims.flatMap(victim => victim.container?.id ?? []),
    ...endings.flatMap(({ fact }) => fact.state.containerId ?? []),
  ]),
]

export function newActIndex(acts: readonly Act[], clocks: ClockBook): ActIndex {
  const byId = newIdMap<Places>()
  const byPid = new Map<number, number[]>()

  function near(places: Places, at: Bounds | null): readonly number[] {
    const { list } = places
    if (list.length <= FEW) return list
    // What came since is looked at from its end, until it is as much as what is in order.
    if (places.times === null || list.length > 2 * places.timed) {
      places.times = newTimeIndex(acts, list, clocks)
      places.timed = list.length
    }
    const since = list.slice(places.timed).slice(-FEW)
    const found = at === null ? [] : [...places.times.near(at, APART_SECONDS), ...since]
    return found.length > 0 ? found : list.slice(-FEW)
  }

  const index: ActIndex = {
    note(act, at) {
      for (const id of idsOf(act)) {
        const known = byId.get(id)
        if (known) known.list.push(at)
        else byId.set(id, { list: [at], times: null, timed: 0 })
      }
      for (const pid of new Set(act.victims.flatMap(victim => victim.pid ?? []))) {
        const known = byPid.get(pid)
        if (known) known.push(at)
        else byPid.set(pid, [at])
      }
    },
    byContainer(id, at) {
      const places = id == null ? null : byId.get(id)
      return places ? near(places, at) : []
    },
    byPid: pid => (pid === null ? [] : (byPid.get(pid) ?? []).slice(-FEW)),
  }
  acts.forEach(index.note)
  return index
}
