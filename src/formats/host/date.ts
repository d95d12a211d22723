import type { CaptureHint } from '../../model/kubernetes.ts'
import { type Line, lineSpan } from '../../model/line.ts'
import { kubernetesStamp } from '../../model/stamp.ts'
import { clockTime } from './clock-time.ts'
import { baseName, type HostReader, headLines } from './reader.ts'

const MOST_LINES = 8
/** A time that reads well stands in many files; only these names are of the clock. */
const NAMED = /^(?:date|timestamp|hwclock|time)(?:_[-\w]{1,20})?(?:\.txt)?$/

/** A time at which the collector ran. */
export function captureAt(line: Line, epochMs: number): CaptureHint {
  const stamp = kubernetesStamp(epochMs)
  return {
    kind: 'kube.capture',
    stamp: { ...stamp, wall: stamp.wall && { ...stamp.wall, clock: 'writer' } },
    node: null,
    boot: 0,
    title: 'The clock of the collector: it ran at this time or later',
    severity: 'info',
    evidence: [lineSpan(line)],
    notBeforeMs: epochMs,
  }
}

/** The output of `date` in a file of that name, and `timestamp` of must-gather (start and end, printed by Go). */
export const date: HostReader = {
  id: 'date',
  matches(name, head) {
    const lines = headLines(head, MOST_LINES + 1)
    const isShort = lines.length > 0 && lines.length <= MOST_LINES
    return isShort && NAMED.test(baseName(name)) && lines.some(line => clockTime(line.trim()) !== null)
  },
  *read(lines) {
    let latest: { readonly line: Line; readonly ms: number } | null = null
    for (const line of lines) {
      const ms = clockTime(line.text.trim())
      if (ms !== null && (latest === null || ms > latest.ms)) latest = { line, ms }
    }
    if (latest) yield captureAt(latest.line, latest.ms)
  },
}

const UNIVERSAL = /^ *Universal time: \S{3} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) UTC\s*$/

/** `timedatectl`. */
export const timedatectl: HostReader = {
  id: 'timedatectl',
  matches: (_, head) => /^ *Local time: \S/.test(head) && /^ *Universal time: /m.test(head),
  *read(lines) {
    for (const line of lines) {
      const ms = clockTime(`${UNIVERSAL.exec(line.text)?.[1] ?? ''} UTC`)
      if (ms !== null) yield captureAt(line, ms)
    }
  },
}

/** ` 08:31:23 up 17 days,  4:57,  1 user,  load average: …` and /proc/uptime: recognised, and of no further use. */
export const uptime: HostReader = {
  id: 'uptime',
  matches(name, head) {
    const [line = '', ...more] = headLines(head, 2)
    if (more.length > 0) return false
    const isProc = /^uptime$/.test(baseName(name)) && /^\d{1,10}\.\d\d \d{1,12}\.\d\d\s*$/.test(line)
    return isProc || /^ ?\d\d:\d\d:\d\d up .{1,40}load averages?: /.test(line)
  },
  *read() {},
}
