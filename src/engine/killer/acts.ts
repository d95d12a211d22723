import type { KillerKill } from '../../model/killer.ts'
import type { Victim } from '../../model/report.ts'
import { type Act, NOBODY, newAct } from '../incident/act.ts'
import { ownerOf } from '../incident/victims.ts'
import type { KnownPod, PodIndex } from '../kubernetes/pod-index.ts'
import type { ToldKill } from './same-kill.ts'

const FINAL: readonly KillerKill['outcome'][] = ['killed', 'survived', 'signalled', 'unknown']

/** How it ended: that it died is final, whatever was tried before. */
function outcomeOf(kills: ToldKill): KillerKill['outcome'] {
  return FINAL.find(outcome => kills.some(kill => kill.outcome === outcome)) ?? 'unknown'
}

/** The processes that are named; where only a cgroup is, one victim without a name that stands for what was in it. */
function victimsOf(kills: ToldKill, index: PodIndex): readonly (readonly [Victim, KnownPod | null])[] {
  const cgroup = kills.find(kill => kill.cgroup !== null)?.cgroup ?? null
  const { pod, container, known } = ownerOf(cgroup, index)
  const outcome = outcomeOf(kills)
  const named = kills.find(kill => kill.victims.length > 0)?.victims ?? []
  if (named.length === 0) return cgroup === null ? [] : [[{ ...NOBODY, cgroup, pod, container, outcome }, known]]
  return named.map(({ pid, comm, uid, oomScoreAdj }) => [
    { ...NOBODY, pid, comm, uid, oomScoreAdj, cgroup, pod, container, outcome },
    known,
  ])
}

/** Acts of killers other than the kernel's OOM code. */
export function killerActs(told: readonly ToldKill[], index: PodIndex): readonly Act[] {
  return told.map(kills => {
    const [best] = kills
    const victims = victimsOf(kills, index)
    return newAct({
      kind: 'userspace',
      killer: best.killer,
      kills,
      victims: victims.map(([victim]) => victim),
      pods: [...new Set(victims.flatMap(([, known]) => known ?? []))],
      node: kills.find(kill => kill.node !== null)?.node ?? null,
    })
  })
}
