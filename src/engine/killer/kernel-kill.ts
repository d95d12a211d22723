import type { ClockBook } from '../clock/book.ts'
import type { Act } from '../incident/act.ts'
import { actBounds, overlaps } from '../incident/act-time.ts'
import { mayBeSameMachine } from '../incident/machine.ts'

/** A process that a daemon signalled may be killed by the kernel before it is gone. */
const DYING_SECONDS = 120

function isSameDeath(kernel: Act, other: Act, clocks: ClockBook): boolean {
  const [own, told] = [actBounds(kernel, clocks)[0], actBounds(other, clocks)[0]]
  return mayBeSameMachine(kernel.node, other.node) && (!own || !told || overlaps(own, told, DYING_SECONDS))
}

/** Acts of the kernel and of others; what both did to one process is one death, of which the kernel's report says more. */
export function withKernelKills(kernel: readonly Act[], others: readonly Act[], clocks: ClockBook): readonly Act[] {
  const acts = [...kernel]
  const keyOf = (pid: number, comm: string): string => `${pid} ${comm}`
  const byVictim = new Map<string, number>()
  for (const [at, act] of acts.entries()) {
    for (const { pid, comm } of act.victims) if (pid !== null && comm !== null) byVictim.set(keyOf(pid, comm), at)
  }
  for (const act of others) {
    const [victim] = act.victims
    const at = victim?.pid == null || victim.comm === null ? undefined : byVictim.get(keyOf(victim.pid, victim.comm))
    const known = at === undefined ? undefined : acts[at]
    if (at === undefined || !known || !isSameDeath(known, act, clocks)) acts.push(act)
    else acts[at] = { ...known, kills: [...known.kills, ...act.kills] }
  }
  return acts
}
