import type { Instant } from '../../model/report.ts'
import type { Series } from '../../model/series.ts'
import type { SourceRead } from '../../model/source.ts'
import type { ClockBook } from '../clock/book.ts'
import { byMachine } from '../incident/machine.ts'
import { alertOf } from './alert.ts'
import type { Found } from './attribution.ts'
import type { Place } from './link.ts'
import { momentOf } from './moment.ts'
import type { ScopeTracks } from './scope-tracks.ts'

/** A window before it has its number, and what is known of its end. */
export interface Draft extends Place {
  readonly found: Found
  readonly alert: { readonly condition: string; readonly at: Instant } | null
  readonly path: string
}

function pathOf(tracks: ScopeTracks): Series {
  for (const metric of [
    'psi-memory-some',
    'psi-memory-full',
    'psi-memory-full-avg10',
    'refault-file',
    'swap-in',
  ] as const) {
    const track = tracks.of(metric)
    if (track !== null) return track.series
  }
  throw new TypeError('a window needs a series')
}

/** The logs whose clock may be that of a machine. */
export type LogsOf = (node: string | null) => readonly SourceRead[]

export function newLogsOf(
  sources: readonly SourceRead[],
  nodeOf: (path: string, host: string | null) => string | null,
): LogsOf {
  const booted = sources.filter(({ boots }) => boots.length > 0)
  return byMachine(booted, ({ path, host }) => nodeOf(path, host)).of
}

export function draftOf(found: Found, logsOf: LogsOf, clocks: ClockBook): Draft {
  const { tracks, window } = found
  const series = pathOf(tracks)
  const logs = logsOf(tracks.node)
  const alert = alertOf(window)
  return {
    found,
    alert: alert && { condition: alert.condition, at: momentOf(series, alert.seconds, logs, clocks) },
    path: series.path,
    scope: tracks.scope,
    node: tracks.node,
    from: momentOf(series, window.from, logs, clocks),
    to: momentOf(series, window.to, logs, clocks),
  }
}

/** Windows in the order of time. */
export function byPlace(a: Draft, b: Draft): number {
  const [x, y] = [a.from.wall ?? '\uffff', b.from.wall ?? '\uffff']
  if (x !== y) return x < y ? -1 : 1
  const boots = (a.from.bootSeconds ?? 0) - (b.from.bootSeconds ?? 0)
  return boots || (a.path + a.scope < b.path + b.scope ? -1 : 1)
}
