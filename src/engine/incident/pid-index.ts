import type { Victim } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { type Bounds, isZoneStep, ZONE_SPAN_SECONDS, ZONE_STEP_SECONDS } from '../clock/bounds.ts'
import type { Act } from './act.ts'
import { actBounds, ownBounds } from './act-time.ts'
import { isLater } from './later.ts'
import { machineKey } from './machine.ts'

/** An event is sent after the kill; clocks of one machine may differ by this much all the same. */
const EARLY_SECONDS = 120

/** Fewer kills of one process are all looked at. */
const FEW = 50
/** Of more, so many before each moment that the kill can have been at. */
const BEFORE = 4

/** A kill of a process, and its time by the log that tells of it. */
interface Noted {
  readonly at: number
  readonly act: Act
  readonly own: Bounds | null
}

/** Kills of one process on one machine. */
interface Kills {
  /** In the order of time. */
  readonly dated: (Noted & { readonly own: Bounds })[]
  readonly undated: Noted[]
  zoneAssumed: boolean
}

/** False where the event was sent before the kill, so that its pid is another process's of the same name. */
function mayBeAfter(own: Bounds | null, sent: Bounds | null): boolean {
  if (!own || !sent) return true
  const early = own.from - sent.to - (sent.beyondSeconds ?? 0)
  return early <= EARLY_SECONDS || (own.zoneAssumed && isZoneStep(early, EARLY_SECONDS))
}

/** How many kills there are up to a time. */
function countUntil({ dated }: Kills, seconds: number): number {
  let [low, high] = [0, dated.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((dated[middle]?.own.from ?? 0) <= seconds) low = middle + 1
    else high = middle
  }
  return low
}

/** Among these is the latest that an event of a time can be about. */
function nearOf(kills: Kills, sent: Bounds | null): readonly Noted[] {
  const { dated, undated, zoneAssumed } = kills
  if (dated.length + undated.length <= FEW) return [...dated, ...undated]
  const last = undated.slice(-BEFORE)
  if (sent === null) return [...last, ...dated.slice(-BEFORE)]
  const limit = sent.to + (sent.beyondSeconds ?? 0) + EARLY_SECONDS
  for (let step = zoneAssumed ? ZONE_SPAN_SECONDS / ZONE_STEP_SECONDS : 0; step >= 0; step -= 1) {
    const end = countUntil(kills, limit + step * ZONE_STEP_SECONDS)
    const before = dated.slice(Math.max(0, end - BEFORE), end)
    if (before.some(({ own }) => mayBeAfter(own, sent))) return [...last, ...before]
  }
  return last
}

/** Kills by pid and name of each victim, which an event names. Those that are added later must be noted. */
export interface PidIndex {
  note(act: Act, at: number): void
  /** Where the latest kill is that an event of this node and time can be about: one after it is another. */
  latest(victim: Victim, node: string | null, sent: Bounds | null, mayBe: (at: number) => boolean): number | null
}

export function newPidIndex(acts: readonly Act[], clocks: ClockBook): PidIndex {
  const index = new Map<string, Kills>()
  const keyOf = ({ pid, comm }: Victim, machine: string): string => JSON.stringify([pid, comm, machine])

  function add(key: string, noted: Noted): void {
    const kills = index.get(key) ?? { dated: [], undated: [], zoneAssumed: false }
    index.set(key, kills)
    const { own } = noted
    if (own === null) kills.undated.push(noted)
    else kills.dated.splice(countUntil(kills, own.from), 0, { ...noted, own })
    kills.zoneAssumed ||= own?.zoneAssumed ?? false
  }

  function note(act: Act, at: number): void {
    const noted = { at, act, own: ownBounds(act, clocks) ?? actBounds(act, clocks)[0] ?? null }
    const machines = ['*', act.node === null ? '' : machineKey(act.node)]
    const keys = new Set(
      act.victims.filter(({ pid }) => pid !== null).flatMap(victim => machines.map(each => keyOf(victim, each))),
    )
    for (const key of keys) add(key, noted)
  }

  acts.forEach(note)
  return {
    note,
    latest(victim, node, sent, mayBe) {
      const machines = node === null ? ['*'] : ['', machineKey(node)]
      const near = machines.flatMap(machine => {
        const kills = index.get(keyOf(victim, machine))
        return kills ? nearOf(kills, sent) : []
      })
      let best: Noted | null = null
      for (const noted of near.sort((a, b) => a.at - b.at)) {
        if (!mayBe(noted.at) || !mayBeAfter(noted.own, sent)) continue
        if (best === null || isLater(noted.act, best.act, clocks)) best = noted
      }
      return best?.at ?? null
    },
  }
}
