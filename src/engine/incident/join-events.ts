import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { Because } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { isZoneStep } from '../clock/bounds.ts'
import type { Act } from './act.ts'
import { actBounds, ownBounds } from './act-time.ts'
import { isLater } from './later.ts'
import { mayBeSameMachine } from './machine.ts'
import { globalReporters, systemOomAct } from './system-oom.ts'

/** An event is sent after the kill; clocks of one machine may differ by this much all the same. */
const EARLY_SECONDS = 120

/** What node-problem-detector calls its events about kills, as its rules or those of others name them. */
const QUOTES_KERNEL = /^\w{0,40}OOMKilling$/

const placeKey = (path: string, start: number): string => `${start}\n${path}`

/** False where the event was sent before the kill, so that its pid is another process's of the same name. */
function mayBeAfter(kill: Act, event: Act, clocks: ClockBook): boolean {
  const own = ownBounds(kill, clocks) ?? actBounds(kill, clocks)[0]
  const [sent] = actBounds(event, clocks)
  if (!own || !sent) return true
  const early = own.from - sent.to - (sent.beyondSeconds ?? 0)
  return early <= EARLY_SECONDS || (own.zoneAssumed && isZoneStep(early, EARLY_SECONDS))
}

/** Kills by the pid of each victim. */
function newPidIndex(acts: readonly Act[]) {
  const index = new Map<number, number[]>()
  const note = ({ victims }: Act, at: number): void => {
    for (const pid of new Set(victims.map(victim => victim.pid))) {
      if (pid === null) continue
      const known = index.get(pid)
      if (known) known.push(at)
      else index.set(pid, [at])
    }
  }
  acts.forEach(note)
  return { note, of: (pid: number | null): readonly number[] => (pid === null ? [] : (index.get(pid) ?? [])) }
}

/** An event about a kill that the kernel log holds as well joins it; pid and name are the kernel's own. */
export function joinEvents(
  kernel: readonly Act[],
  events: readonly KubeEvent[],
  nodes: readonly NodeFact[],
  clocks: ClockBook,
): readonly Act[] {
  const acts = [...kernel]
  const globals = globalReporters(nodes)
  const byPid = newPidIndex(acts)
  const byPlace = new Map<string, number>()
  for (const [at, { digests }] of acts.entries()) {
    for (const { report } of digests) byPlace.set(placeKey(report.span.path, report.span.start), at)
  }

  function join(
    at: number | null | undefined,
    fact: KubeEvent,
    because: Because,
    from: Pick<Act, 'node' | 'kind'>,
  ): void {
    const known = at == null ? undefined : acts[at]
    if (at == null || !known) return
    acts[at] = {
      ...known,
      kind: known.kind === 'unknown' ? from.kind : known.kind,
      node: known.node ?? from.node,
      events: [...known.events, { fact, because }],
    }
  }

  /** The latest kill of this process that the event can be about: one after it is another. */
  function killOf(act: Act): number | null {
    const [victim] = act.victims
    let best: number | null = null
    for (const at of byPid.of(victim?.pid ?? null)) {
      const known = acts[at]
      const isVictim = known?.victims.some(each => each.pid === victim?.pid && each.comm === victim?.comm)
      if (!known || !isVictim || !mayBeSameMachine(known.node, act.node) || !mayBeAfter(known, act, clocks)) continue
      const before = best === null ? undefined : acts[best]
      if (!before || isLater(known, before, clocks)) best = at
    }
    return best
  }

  for (const event of events) {
    if (QUOTES_KERNEL.test(event.reason)) {
      const at = event.evidence
        .map(span => byPlace.get(placeKey(span.path, span.start)))
        .find(each => each !== undefined)
      join(at, event, 'event-text', { node: event.node, kind: 'unknown' })
    }
    const act = systemOomAct(event, globals)
    if (act === null) continue
    const at = killOf(act)
    if (at !== null) join(at, event, 'pid', act)
    else byPid.note(act, acts.push(act) - 1)
  }
  return acts
}
