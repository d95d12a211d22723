import type { KernelNotice, OomReaped } from '../../model/kernel.ts'
import type { Problem } from '../../model/problem.ts'
import type { Incident } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import type { Act } from '../incident/act.ts'
import type { Digest } from '../incident/digest.ts'
import { reapedElsewhere } from '../incident/reaped.ts'
import type { NodeNames } from '../incident/node-of.ts'

/** A logger that lost lines within this time of a kill may have lost lines of its report. */
const NEAR_SECONDS = 120

/** A kill, and when by the wall clock. */
interface Kill {
  readonly act: Act
  readonly incident: Incident
  readonly epochMs: number | null
}

const killOf = ([act, incident]: readonly [Act, Incident]): Kill => ({
  act,
  incident,
  epochMs: incident.at.wall === null ? null : Date.parse(incident.at.wall),
})

const apart = (a: number | null | undefined, b: number | null | undefined): number | null =>
  a == null || b == null ? null : Math.abs(a - b)

/** As one log prints both, with a year or without, or in the middle; null where the log is another, or prints no time. */
function secondsInLog({ stamp, evidence: [{ path, start }] }: KernelNotice, { digests }: Act): number | null {
  const reports = digests.map(({ report }) => report).filter(({ span }) => span.path === path)
  const gaps = reports.flatMap(({ span, stamp: each }) => {
    if (span.start <= start && start < span.end) return 0
    const ms = apart(each.wall?.epochMs, stamp.wall?.epochMs)
    return (ms === null ? apart(each.bootSeconds, stamp.bootSeconds) : ms / 1000) ?? []
  })
  return gaps.length === 0 ? null : Math.min(...gaps)
}

/** The kill nearest to a note, on the same node as far as both are known. */
function nearest(
  notice: KernelNotice,
  kills: readonly Kill[],
  clocks: ClockBook,
  names: NodeNames,
): readonly [Incident, number] | null {
  const {
    stamp,
    boot,
    node: host,
    evidence: [{ path }],
  } = notice
  const [{ wall }, node] = [clocks.instantOf({ path, boot }, stamp), names.ofLine(path, host)]
  const sentMs = wall === null ? null : Date.parse(wall)
  let best: readonly [Incident, number] | null = null
  for (const { act, incident, epochMs } of kills) {
    if (node !== null && incident.scope.node !== null && node !== incident.scope.node) continue
    const ms = apart(sentMs, epochMs)
    const seconds = secondsInLog(notice, act) ?? (ms === null ? null : ms / 1000)
    if (seconds !== null && seconds <= NEAR_SECONDS && (best === null || seconds < best[1])) best = [incident, seconds]
  }
  return best
}

const problem = (notice: KernelNotice, detail: string, advice: string): Problem => ({
  code: 'REPORTS_SUPPRESSED',
  severity: 'warning',
  detail,
  advice,
  evidence: notice.evidence,
  path: notice.evidence[0].path,
})

const many = (count: number | null): string =>
  count === null ? 'OOM reports' : count === 1 ? 'one OOM report' : `${count} OOM reports`

/**
 * What the log does not have, by its own words. Reports that the kernel left out count wherever they stand; what a logger lost
 * counts near a kill only, since loggers lose lines of programs all the time.
 */
export function leftOut(
  notices: readonly KernelNotice[],
  pairs: readonly (readonly [Act, Incident])[],
  clocks: ClockBook,
  names: NodeNames,
): readonly Problem[] {
  const kills = pairs.map(killOf)
  return notices.flatMap(notice => {
    if (notice.what === 'reports-suppressed')
      return [
        problem(
          notice,
          `The kernel's rate limit left out ${many(notice.count)} before this line. Their kills stand as one "Killed process" line each, without the memory, the tasks and the cgroup.`,
          'Count kills by these lines and by oom_kill of memory.events, not by reports.',
        ),
      ]
    const near = notice.what === 'messages-lost' ? nearest(notice, kills, clocks, names) : null
    if (near === null) return []
    return [
      problem(
        notice,
        `${notice.title}, ${Math.round(near[1])} s from the kill of ${near[0].id}: lines of the kernel may be among them, and a kill that this log does not show may have been.`,
        'Compare with dmesg of the node and with oom_kill of memory.events.',
      ),
    ]
  })
}

/** Of so many processes the names are said. */
const MOST_NAMED = 3

/** Kills that a log tells of by the work of oom_reaper alone, beside the reports of others. */
export const unreported = (digests: readonly Digest[], reaped: readonly OomReaped[]): readonly Problem[] =>
  [...reapedElsewhere(digests, reaped)].map(([path, all]) => {
    const names = all.slice(0, MOST_NAMED).map(({ comm, pid }) => `${comm} (${pid})`)
    const more = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : ''
    return {
      code: 'REPORTS_SUPPRESSED',
      severity: 'warning',
      detail: `oom_reaper freed ${names.join(', ')}${more}: ${all.length === 1 ? 'a kill' : 'kills'} of which this log has no report.`,
      advice: 'Get the whole kernel log of that time: whose memory ran out for them is not known.',
      evidence: all.slice(0, 10).flatMap(({ evidence }) => evidence),
      path,
    }
  })
