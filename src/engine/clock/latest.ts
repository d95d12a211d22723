import type { OomEvent } from '../../model/event.ts'
import type { SourceRead } from '../../model/source.ts'
import type { Stamp } from '../../model/stamp.ts'
import type { Digest } from '../incident/digest.ts'

const wallMs = (stamp: Stamp): number | null =>
  stamp.wall === null || stamp.wall.year === 'missing' ? null : stamp.wall.epochMs

/** The latest absolute time that anything in the case prints; null where nothing prints one with a year. */
export function latestMsOf(
  events: readonly OomEvent[],
  digests: readonly Digest[],
  sources: readonly SourceRead[],
): number | null {
  let latest: number | null = null
  const note = (ms: number | null): void => {
    if (ms !== null && (latest === null || ms > latest)) latest = ms
  }
  for (const event of events) note(event.kind === 'kube.capture' ? event.notBeforeMs : wallMs(event.stamp))
  for (const { report } of digests) note(wallMs(report.stamp))
  for (const part of sources.flatMap(source => source.boots)) note(wallMs(part.last))
  return latest
}
