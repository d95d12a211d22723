import type { Incident, Instant } from '../../model/report.ts'
import { isWithin } from '../cgroup/path.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { secondsBetween } from './moment.ts'
import { NODE } from './scope-tracks.ts'
import { BEFORE_KILL_SECONDS, BRIDGED_SECONDS } from './thresholds.ts'

/** Where and when a window is. */
export interface Place {
  readonly scope: string
  readonly node: string | null
  readonly from: Instant
  readonly to: Instant
}

/** Samples are a second or so apart, and a kill may come at the end of the first. */
export const EARLY_SECONDS = 2

const KILLERS: ReadonlySet<Incident['kind']> = new Set([
  'memcg',
  'global',
  'cpuset',
  'mempolicy',
  'userspace',
  'eviction',
  'unknown',
])

/** The cgroup whose trouble it was, and those of its victims. */
export const cgroupsOf = ({ scope, oomMemcg, victims }: Incident): readonly string[] =>
  [scope.cgroup, oomMemcg, ...victims.map(victim => victim.cgroup)].filter(each => each !== null)

const isOfScope = (incident: Incident, scope: string): boolean =>
  scope === NODE || cgroupsOf(incident).some(cgroup => isWithin(cgroup, scope))

/** Seconds from the end of a window to a kill that it led up to (negative: before its end); null where it did not. */
export function lagBehind({ scope, node, from, to }: Place, incident: Incident): number | null {
  if (!KILLERS.has(incident.kind) || !mayBeSameMachine(node, incident.scope.node)) return null
  if (!isOfScope(incident, scope)) return null
  const [sinceStart, lag] = [secondsBetween(from, incident.at), secondsBetween(to, incident.at)]
  if (sinceStart === null || lag === null) return null
  return sinceStart >= -EARLY_SECONDS && lag <= BEFORE_KILL_SECONDS ? lag : null
}

/** After a kill stalls go on while the working set is read back: until then the kill is what ended the window. */
export const isEnd = (lag: number): boolean => lag >= -3 * BRIDGED_SECONDS
