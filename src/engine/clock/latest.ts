import type { OomEvent } from '../../model/event.ts'
import type { AnalyzeOptions } from '../../model/options.ts'
import type { SourceRead } from '../../model/source.ts'
import type { WallReading } from '../../model/stamp.ts'
import type { Digest } from '../incident/digest.ts'
import { fromZone, type TimeContext } from './wall.ts'

const latestOf = (times: Iterable<number>): number | null => {
  let latest: number | null = null
  for (const ms of times) if (Number.isFinite(ms) && (latest === null || ms > latest)) latest = ms
  return latest
}

function* readings(
  events: readonly OomEvent[],
  digests: readonly Digest[],
  sources: readonly SourceRead[],
): Generator<WallReading> {
  for (const { kind, stamp } of events) {
    // Of lines that name the same thing the first that was read is kept, which tells nothing about time.
    if (kind !== 'node.identity' && stamp.wall?.year === 'given') yield stamp.wall
  }
  for (const { report } of digests) if (report.stamp.wall?.year === 'given') yield report.stamp.wall
  for (const { boots } of sources) for (const { last } of boots) if (last.wall?.year === 'given') yield last.wall
}

/** What the whole case tells about time: how to read logs without a zone or year, and what ages are counted from. */
export function timeContextOf(
  { timezone = 'UTC', now }: AnalyzeOptions,
  events: readonly OomEvent[],
  digests: readonly Digest[],
  sources: readonly SourceRead[],
): TimeContext {
  if (now !== undefined && Number.isFinite(now)) {
    return { timezone, latestMs: now, capture: { ms: now, is: 'given', zoneAssumed: false } }
  }
  const all = [...readings(events, digests, sources)]
  const hints = events.flatMap(event => (event.kind === 'kube.capture' ? event.notBeforeMs : []))
  const known = latestOf([...hints, ...all.flatMap(wall => (wall.zone === 'given' ? wall.epochMs : []))])
  const read = latestOf(all.flatMap(wall => (wall.zone === 'missing' ? fromZone(wall.epochMs, timezone).lastMs : [])))
  // A log in an unknown zone may be hours ahead: it tells only where nothing better does.
  const ms = known ?? read
  return {
    timezone,
    latestMs: latestOf([known, read].filter(each => each !== null)),
    capture: ms === null ? null : { ms, is: 'shown', zoneAssumed: known === null },
  }
}
