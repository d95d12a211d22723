import { eventsOf, type OomEvent } from '../../model/event.ts'
import type { KillerKill, UnitOom } from '../../model/killer.ts'
import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { ClockBook } from '../clock/book.ts'
import { isOomKilled } from '../../model/oom-end.ts'
import { endingsOf } from '../kubernetes/endings.ts'
import { killerActs } from '../killer/acts.ts'
import { withKernelKills } from '../killer/kernel-kill.ts'
import { toldKills } from '../killer/same-kill.ts'
import { unitActs } from '../killer/unit-acts.ts'
import { joinUnits } from '../killer/units.ts'
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
import { withReaped } from './reaped.ts'
import { withControllers } from './told-by-controller.ts'

/** What the logs of machines tell of kills. */
export interface Told {
  readonly digests: readonly Digest[]
  readonly kills: readonly KillerKill[]
  readonly units: readonly UnitOom[]
  /** Everything that was found: what programs of nodes logged is taken from it. */
  readonly lines: readonly OomEvent[]
}

/** Every act of killing in the case, however many sources tell of each. */
export function actsOf(
  { digests, kills, units, lines }: Told,
  index: PodIndex,
  events: readonly KubeEvent[],
  nodes: readonly NodeFact[],
  clocks: ClockBook,
): readonly Act[] {
  const kernel = joinEvents(
    kernelActs(withReaped(digests, eventsOf(lines, 'kernel.oom-reaped')), index),
    events,
    nodes,
    clocks,
  )
  const seen = joinOoms(kernel, eventsOf(lines, 'node.oom'), index, clocks)
  const killers = withKernelKills(seen, killerActs(toldKills(kills), index), clocks)
  const withUnits = joinUnits(killers, units, clocks)
  const told = [...withUnits.acts, ...unitActs(withUnits.left, index, clocks)]
  const { acts, left } = joinEndings(told, endingsOf(index), index, clocks)
  // Containers of an evicted pod are ended by the kubelet, as part of the eviction; what is OOMKilled is not.
  const oomKilled = left.filter(({ state }) => isOomKilled(state))
  const evictions = withKubeletLog(evictionActs(index, events), eventsOf(lines, 'node.eviction'), index, clocks)
  const evicted = withEvictedEnds(
    evictions,
    left.filter(({ state }) => !isOomKilled(state)),
  )
  const all = withControllers([...acts, ...[...oomKilled, ...evicted.left].map(endingAct), ...evicted.acts], events)
  return joinExits(all, eventsOf(lines, 'node.exit'), eventsOf(lines, 'node.stop'), index, clocks)
}
