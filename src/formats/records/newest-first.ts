import type { Body } from '../../model/reader.ts'
import { openedOnce } from './opened-once.ts'

/** Times that fall, to those that rise: a daemon writes a line late now and then. */
const FALLS_FOR_A_RISE = 10
const MIN_FALLS = 3
const PRINTK = /\[ {0,7}(\d{1,10}\.\d{6})\]/

/** What a report of the OOM killer holds, in its order. */
const STAGES: readonly RegExp[] = [
  / invoked oom-killer: /,
  /Call Trace:$/,
  /^(?:.{0,80} )?Mem-Info:|memory: usage \d/,
  /Tasks state \(memory values in pages\):|\[ *pid *\] +uid /,
  /oom-kill:constraint=/,
  /Killed process \d|Out of memory: Kill/,
  /oom_reaper: reaped process/,
]

/** Where a record stands in time, the coarsest first. Each part is null where the record does not say. */
interface Place {
  readonly seconds: number | null
  readonly printkSeconds: number | null
  readonly stage: number | null
}

const stampSeconds = ({ stamp }: Body): number | null =>
  stamp.wall === null ? stamp.bootSeconds : stamp.wall.epochMs / 1000

/** The time of a record, by what wraps it or by what its line is wrapped in. */
export function secondsOf(body: Body): number | null {
  const seconds = stampSeconds(body)
  if (seconds !== null) return seconds
  const opened = openedOnce(body)
  return opened === null ? null : stampSeconds(opened)
}

function placeOf(body: Body): Place {
  const printk = PRINTK.exec(body.text)?.[1]
  const stage = STAGES.findIndex(expression => expression.test(body.text))
  return {
    seconds: secondsOf(body),
    printkSeconds: printk === undefined ? null : Number(printk),
    stage: stage === -1 ? null : stage,
  }
}

/** How often something falls, and rises, from one record to the next that has it. */
interface Steps {
  falls: number
  rises: number
}

function count(steps: Steps, before: number, after: number): void {
  if (after < before) steps.falls += 1
  else if (after > before) steps.rises += 1
}

const runsBack = ({ falls, rises }: Steps): boolean => falls >= MIN_FALLS && falls >= rises * FALLS_FOR_A_RISE

/** Which way the records of a log run, and those of them that have the same time. */
export interface Direction {
  readonly isNewestFirst: boolean
  readonly areTiesNewestFirst: boolean
}

/**
 * Tells from the times that the records of a log print, and where these are the same from printk's own and from the order
 * that a report of the OOM killer has. `isSorted` is true for what a store gives, which sorts by time: there one fall suffices,
 * where a clock that was set back makes one in any log.
 */
export function directionOf(bodies: readonly Body[], isSorted: boolean): Direction {
  const times: Steps = { falls: 0, rises: 0 }
  const ties: Steps = { falls: 0, rises: 0 }
  const stages: Steps = { falls: 0, rises: 0 }
  let last: Place = { seconds: null, printkSeconds: null, stage: null }
  for (const body of bodies) {
    if (body.continues) continue
    const place = placeOf(body)
    if (place.seconds !== last.seconds && place.seconds !== null && last.seconds !== null) {
      count(times, last.seconds, place.seconds)
      last = place
      continue
    }
    if (place.printkSeconds !== null && last.printkSeconds !== null)
      count(ties, last.printkSeconds, place.printkSeconds)
    if (place.stage !== null && last.stage !== null) count(stages, last.stage, place.stage)
    last = {
      seconds: place.seconds ?? last.seconds,
      printkSeconds: place.printkSeconds ?? last.printkSeconds,
      stage: place.stage ?? last.stage,
    }
  }
  const ofTies = ties.falls + ties.rises > 0 ? ties : stages
  const areTiesNewestFirst = ofTies.falls > ofTies.rises || (ofTies.falls === ofTies.rises && times.falls > 0)
  const isSortedBack = isSorted && times.falls > 0 && times.rises === 0
  const hasTimes = times.falls + times.rises > 0
  return { isNewestFirst: hasTimes ? runsBack(times) || isSortedBack : runsBack(ofTies), areTiesNewestFirst }
}
