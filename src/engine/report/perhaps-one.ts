import type { Contradiction, Incident } from '../../model/report.ts'
import type { Act } from '../incident/act.ts'
import { byMachine } from '../incident/machine.ts'
import { isOomKilled } from '../../model/oom-end.ts'

type Pair = readonly [Act, Incident]

/** Known by the status of a container alone, which has a date. */
const isStatus = ([act, { kind }]: Pair): boolean =>
  kind === 'unknown' && act.digests.length === 0 && act.endings.some(({ fact }) => isOomKilled(fact.state))

/** A kill by a kernel log that has no dates. */
const isUndated = ([act, { at, victims }]: Pair): boolean =>
  act.digests.length > 0 && act.endings.length === 0 && at.wall === null && victims.length > 0

/** A pod that both name is the same, or they are two kills. */
function mayBeOne([status]: Pair, [kill]: Pair): boolean {
  const [one, two] = [status.victims[0], kill.victims[0]]
  const [uid, other] = [one?.pod?.uid ?? null, two?.pod?.uid ?? null]
  return uid === null || other === null || uid === other
}

/** Kills that may have been counted twice: a status has a date and no process, a kernel log without dates the reverse. */
export interface PerhapsOne {
  /** How many of the incidents at most. */
  readonly count: number
  readonly contradictions: readonly Contradiction[]
}

/** Those of some incidents that may be one with another on their machine. */
function doubtfulOf(some: readonly Pair[], others: readonly Pair[]): readonly Pair[] {
  const machines = byMachine(others, ([act]) => act.node)
  const near = new Map([...new Set(some.map(([act]) => act.node))].map(node => [node, machines.of(node)]))
  return some.filter(each => near.get(each[0].node)?.some(other => mayBeOne(each, other)))
}

/** Incidents that a container's status and a kernel log without dates may both tell of, which nothing in them settles. */
export function perhapsOne(pairs: readonly Pair[]): PerhapsOne {
  const statuses = pairs.filter(isStatus)
  const undated = pairs.filter(isUndated)
  const doubtful = doubtfulOf(statuses, undated)
  const kills = doubtfulOf(undated, statuses)
  const [[, one] = [], [, two] = []] = [doubtful[0], kills[0]]
  if (!one || !two) return { count: 0, contradictions: [] }
  const count = Math.min(doubtful.length, kills.length)
  const idsOf = (list: readonly Pair[]): string =>
    list.length > 3 ? `${list.length} incidents, ${list[0]?.[1].id} first` : list.map(([, { id }]) => id).join(', ')
  return {
    count,
    contradictions: [
      {
        says: `Containers were OOMKilled by their status (${idsOf(doubtful)})`,
        against: `a kernel log without dates, whose kills (${idsOf(kills)}) may be the same: ${count === 1 ? 'one kill' : `up to ${count} kills`} may be counted twice`,
        evidence: [...one.evidence.slice(0, 2), ...two.evidence.slice(0, 1)],
        settledBy:
          'the same lines with dates, from dmesg -T or journalctl -k, or kubectl get pod -o json, which has the IDs',
      },
    ],
  }
}
