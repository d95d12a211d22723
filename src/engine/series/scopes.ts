import type { Incident, ThrashingWindow } from '../../model/report.ts'
import { isWithin } from '../cgroup/path.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { NODE, type ScopeTracks } from '../thrashing/scope-tracks.ts'

/** More of them than anyone can look at, and few enough to keep the report small. */
const MOST_SCOPES = 24

type Trouble = { readonly incidents: readonly Incident[]; readonly windows: readonly ThrashingWindow[] }

/** A scope that is drawn, and whether a window or a kill is of it. */
export interface DrawnScope {
  readonly tracks: ScopeTracks
  readonly isConcerned: boolean
}

function isConcerned({ scope, node }: ScopeTracks, { incidents, windows }: Trouble): boolean {
  if (windows.some(window => window.scope === scope && mayBeSameMachine(window.node, node))) return true
  return incidents.some(incident => {
    if (!mayBeSameMachine(incident.scope.node, node)) return false
    if (scope === NODE) return true
    const killed = [incident.scope.cgroup, ...incident.victims.map(victim => victim.cgroup)]
    const isAbove = killed.some(cgroup => cgroup !== null && isWithin(cgroup, scope))
    return isAbove || (incident.oomMemcg !== null && isWithin(scope, incident.oomMemcg))
  })
}

function mostHeld(tracks: ScopeTracks): number {
  const held = tracks.of('memory-current') ?? tracks.of('memory-working-set')
  let most = 0
  for (const value of held?.series.values ?? []) if (value > most) most = value
  return most
}

const byName = (a: ScopeTracks, b: ScopeTracks): number => {
  const [one, two] = [
    `${a.node ?? ''}\n${a.scope === NODE ? '' : a.scope}`,
    `${b.node ?? ''}\n${b.scope === NODE ? '' : b.scope}`,
  ]
  return one < two ? -1 : Number(one > two)
}

/** What a window or a kill is of comes before the rest, nodes before cgroups, and what held more before what held less. */
export function scopesOf(all: readonly ScopeTracks[], trouble: Trouble): readonly DrawnScope[] {
  const ranked = all
    .map(tracks => ({ tracks, isConcerned: isConcerned(tracks, trouble), held: mostHeld(tracks) }))
    .sort(
      (a, b) =>
        Number(b.isConcerned) - Number(a.isConcerned) ||
        Number(b.tracks.scope === NODE) - Number(a.tracks.scope === NODE) ||
        b.held - a.held ||
        byName(a.tracks, b.tracks),
    )
  return ranked.slice(0, MOST_SCOPES).sort((a, b) => byName(a.tracks, b.tracks))
}
