import type { Incident, ThrashingWindow } from '../../model/report.ts'
import { keysAbove, pathKey } from '../cgroup/path.ts'
import { machineKey, mayBeSameMachine } from '../incident/machine.ts'
import { NODE, type ScopeTracks } from '../thrashing/scope-tracks.ts'

/** More of them than anyone can look at, and few enough to keep the report small. */
const MOST_SCOPES = 24

type Trouble = { readonly incidents: readonly Incident[]; readonly windows: readonly ThrashingWindow[] }

/** A scope that is drawn, and whether a window or a kill is of it. */
export interface DrawnScope {
  readonly tracks: ScopeTracks
  readonly isConcerned: boolean
}

/** Whether a window is of a scope, or a kill is in it, above it or below it. */
function newConcern({ incidents, windows }: Trouble): (tracks: ScopeTracks) => boolean {
  const [ofWindows, ofNodes, within, limits] = [newPlaces(), newPlaces(), newPlaces(), newPlaces()]
  for (const { scope, node } of windows) ofWindows.add(scope, node)
  for (const { scope, victims, oomMemcg } of incidents) {
    ofNodes.add(NODE, scope.node)
    const killed = new Set([scope.cgroup, ...victims.map(victim => victim.cgroup)].filter(cgroup => cgroup !== null))
    for (const cgroup of killed) for (const key of keysAbove(cgroup)) within.add(key, scope.node)
    if (oomMemcg !== null) limits.add(pathKey(oomMemcg), scope.node)
  }
  return ({ scope, node }) =>
    ofWindows.has(scope, node) ||
    (scope === NODE
      ? ofNodes.has(NODE, node)
      : within.has(pathKey(scope), node) || keysAbove(scope).some(key => limits.has(key, node)))
}

/** On which machines something is, by a key of it. */
function newPlaces() {
  const [anywhere, nameless] = [new Set<string>(), new Set<string>()]
  const names = new Map<string, Set<string>>()
  const on = (key: string, node: string): string => `${machineKey(node)} ${key}`
  return {
    add(key: string, node: string | null): void {
      anywhere.add(key)
      if (node === null) nameless.add(key)
      else names.set(on(key, node), (names.get(on(key, node)) ?? new Set()).add(node))
    },
    has(key: string, node: string | null): boolean {
      if (node === null || nameless.has(key)) return anywhere.has(key)
      return [...(names.get(on(key, node)) ?? [])].some(name => mayBeSameMachine(name, node))
    },
  }
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
  const isConcerned = newConcern(trouble)
  const ranked = all
    .map(tracks => ({ tracks, isConcerned: isConcerned(tracks), held: mostHeld(tracks) }))
    .sort(
      (a, b) =>
        Number(b.isConcerned) - Number(a.isConcerned) ||
        Number(b.tracks.scope === NODE) - Number(a.tracks.scope === NODE) ||
        b.held - a.held ||
        byName(a.tracks, b.tracks),
    )
  return ranked.slice(0, MOST_SCOPES).sort((a, b) => byName(a.tracks, b.tracks))
}
