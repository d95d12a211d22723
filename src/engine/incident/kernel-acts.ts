import type { PodIndex } from '../kubernetes/pod-index.ts'
import { type Act, newAct } from './act.ts'
import type { Digest } from './digest.ts'
import { sameKills } from './same-kill.ts'
import { victimsOf } from './victims.ts'

/** Acts that the kernel reports, each once however many logs tell of it. */
export function kernelActs(digests: readonly Digest[], index: PodIndex): readonly Act[] {
  return sameKills(digests).map(group => {
    const [best] = group
    const kind = group.find(digest => digest.kind !== 'unknown')?.kind ?? best.kind
    const node = group.find(digest => digest.report.node !== null)?.report.node ?? null
    return newAct({ kind, killer: 'kernel', digests: group, node, ...victimsOf(best.report, index) })
  })
}
