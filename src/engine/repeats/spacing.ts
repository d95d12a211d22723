import type { Incident } from '../../model/report.ts'
import { leastOf, medianOf, mostOf } from './member.ts'

export interface Spacing {
  readonly spacingSeconds: number | null
  readonly shortestSpacingSeconds: number | null
  readonly longestSpacingSeconds: number | null
}

const UNKNOWN: Spacing = { spacingSeconds: null, shortestSpacingSeconds: null, longestSpacingSeconds: null }

/** By one clock for all: wall times, else seconds since one boot, which go up from line to line of one log. */
function timesOf(incidents: readonly Incident[]): readonly (number | null)[] {
  if (incidents.every(({ at }) => at.wall !== null)) return incidents.map(({ at }) => Date.parse(at.wall ?? '') / 1000)
  const isOneLog = incidents.every(
    ({ at, evidence }) => at.wall === null && evidence[0]?.path === incidents[0]?.evidence[0]?.path,
  )
  const boots = incidents.map(({ at }) => (isOneLog ? at.bootSeconds : null))
  const isOneBoot = boots.every((seconds, at) => at === 0 || (seconds ?? 0) >= (boots[at - 1] ?? 0))
  return isOneBoot ? boots : boots.map(() => null)
}

const tenths = (seconds: number): number => Math.round(seconds * 10) / 10

/** How far apart incidents are, in seconds to the tenth. */
export function spacingOf(incidents: readonly Incident[]): Spacing {
  const times = timesOf(incidents)
  const gaps = times.slice(1).map((time, at) => (time === null ? Number.NaN : time - (times[at] ?? Number.NaN)))
  if (gaps.length === 0 || gaps.some(gap => Number.isNaN(gap))) return UNKNOWN
  return {
    spacingSeconds: tenths(medianOf(gaps) ?? 0),
    shortestSpacingSeconds: tenths(leastOf(gaps)),
    longestSpacingSeconds: tenths(mostOf(gaps)),
  }
}
