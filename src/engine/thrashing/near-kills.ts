import type { Incident } from '../../model/report.ts'
import { groupBy } from '../../model/group-by.ts'
import { keysAbove, pathKey } from '../cgroup/path.ts'
import { type ByMoment, newByMoment } from './by-moment.ts'
import { cgroupsOf, EARLY_SECONDS, lagBehind, type Place } from './link.ts'
import { NODE } from './scope-tracks.ts'
import { BEFORE_KILL_SECONDS } from './thresholds.ts'

/** A kill that a window led up to, and the seconds from the end of the window to it. */
export interface NearKill {
  readonly incident: Incident
  readonly lag: number
}

/** The kills that a window led up to. */
export type NearKills = (window: Place) => readonly NearKill[]

const byTime = (incidents: readonly Incident[]): ByMoment<Incident> =>
  newByMoment(incidents, ({ scope, at }) => ({ node: scope.node, from: at, to: at }))

/** The same as asking `lagBehind` of every incident, by scope, machine and time. */
export function newNearKills(incidents: readonly Incident[]): NearKills {
  let byCgroup: ReadonlyMap<string, readonly Incident[]> | null = null
  const timed = new Map<string, ByMoment<Incident>>()

  function ofScope(scope: string): readonly Incident[] {
    if (scope === NODE) return incidents
    byCgroup ??= indexedByCgroup(incidents)
    return byCgroup.get(pathKey(scope)) ?? []
  }

  return window => {
    const times = timed.get(window.scope) ?? byTime(ofScope(window.scope))
    timed.set(window.scope, times)
    return times.near(window, EARLY_SECONDS, BEFORE_KILL_SECONDS).flatMap(incident => {
      const lag = lagBehind(window, incident)
      return lag === null ? [] : [{ incident, lag }]
    })
  }
}

function indexedByCgroup(incidents: readonly Incident[]): ReadonlyMap<string, readonly Incident[]> {
  const pairs = incidents.flatMap(incident => {
    const keys = new Set(cgroupsOf(incident).flatMap(keysAbove))
    return [...keys].map(key => [key, incident] as const)
  })
  return new Map([...groupBy(pairs, ([key]) => key)].map(([key, all]) => [key, all.map(([, incident]) => incident)]))
}
