import type { PodIndex } from '../kubernetes/pod-index.ts'
import { type Act, newAct } from './act.ts'
import type { Digest } from './digest.ts'
import { sameKills } from './same-kill.ts'
import { type Victims, victimsOf } from './victims.ts'

/** Everyone that any of the logs names; one that was cut does not name all, and a choice is no death where a death is told. */
function allVictims(group: readonly Digest[], index: PodIndex): Victims {
  const each = group.map(({ report }) => victimsOf(report, index))
  const [best] = each
  if (each.length === 1 && best) return best
  const told = each.some(({ victims }) => victims.some(victim => victim.outcome !== 'unknown'))
  const victims = new Map<number | null, Victims['victims'][number]>()
  for (const victim of each.flatMap(({ victims }) => victims)) {
    if (victims.has(victim.pid) || (told && victim.outcome === 'unknown')) continue
    victims.set(victim.pid, victim)
  }
  return { victims: [...victims.values()], pods: [...new Set(each.flatMap(({ pods }) => pods))] }
}

/** Whether a log proves who wrote all that a verdict rests on: an end alone proves no limit. */
const proves = ({ report: { originUnproven, has } }: Digest, best: Digest): boolean =>
  !originUnproven && (has.memory || !best.report.has.memory) && (has.conclusion || !best.report.has.conclusion)

/** The most complete report; of several logs one is enough to prove who wrote it. */
const proven = (best: Digest, others: readonly Digest[]): Digest =>
  best.report.originUnproven && others.some(other => proves(other, best))
    ? { ...best, report: { ...best.report, originUnproven: false } }
    : best

/** Acts that the kernel reports, each once however many logs tell of it. */
export function kernelActs(digests: readonly Digest[], index: PodIndex): readonly Act[] {
  return sameKills(digests).map(([first, ...others]) => {
    const best = proven(first, others)
    const group = [best, ...others]
    const kind = group.find(digest => digest.kind !== 'unknown')?.kind ?? best.kind
    const node = group.find(digest => digest.report.node !== null)?.report.node ?? null
    return newAct({ kind, killer: 'kernel', digests: group, node, ...allVictims(group, index) })
  })
}
