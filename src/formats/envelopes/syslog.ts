import { readSyslogLine, type SyslogLine } from '../../../grammars/envelopes/syslog-line.ts'
import type { Body, Envelope } from '../../model/reader.ts'
import { completedBy } from './completed.ts'
import { hasPid, isLevels, isNamedKernel, openedLine } from './log-line.ts'
import { zoned } from './node-logs.ts'
import { mayHoldLogLine } from './origin.ts'
import { isoWall, type PrintedWall, printedWall } from './wall-time.ts'

const BEGINS =
  /^(?:<\d{1,3}>)?(?:(?:[^\s\d<>[\]:]{1,16} +){0,2}(?:\d{1,2}[月월] +)?\d{1,2} +(?:\d{4} +)?\d\d:|\d{4}-\d\d-\d\d[T ]\d\d:)/
/** What daemons write; other programs write dates with a blank or without a zone. */
const WHOLE_DATE = /T[^T]*(?:Z|[+-]\d\d:?\d\d)$/
/** Container runtimes print nanoseconds, daemons of syslog do not. */
const NANOSECONDS = /[.,]\d{7}/

const printedIn = (line: SyslogLine): PrintedWall =>
  line.iso === null ? printedWall(line, 'reception') : (isoWall(line.iso, 'reception') ?? 'none')

function wallOf(body: Body, line: SyslogLine): PrintedWall {
  const wall = printedIn(line)
  return wall === null || wall === 'none' ? wall : completedBy(body.stamp.wall, zoned(body, wall))
}

/**
 * After a whole date without a host, `Mem-Info:` may be a message as well as a program; `FATAL ERROR:` is a message, and no
 * program of that name on a machine of that name.
 */
const isDoubtful = (line: SyslogLine): boolean =>
  line.iso !== null &&
  (isLevels(line) || (line.host === null && (NANOSECONDS.test(line.iso) || !(isNamedKernel(line) || hasPid(line)))))
/** True for a date that only a daemon prints in this way. */
const isOfDaemon = ({ iso }: SyslogLine): boolean => iso === null || (WHOLE_DATE.test(iso) && !NANOSECONDS.test(iso))

/**
 * `Jan 15 08:30:10 node-1 kernel: …` or `2026-01-15T08:30:10+01:00 node-1 kernel: …`: /var/log/syslog, /var/log/messages,
 * /var/log/kern.log, `journalctl` in any language and without hosts, `host kern.warn kernel: …` of busybox and
 * `Thu Jan 15 08:30:10 2026 kern.warn kernel: …` of OpenWrt's logread.
 */
export const syslog: Envelope = {
  id: 'syslog',
  first: /[^\s>[\]:]/,
  open(body) {
    if (!mayHoldLogLine(body) || !BEGINS.test(body.text)) return null
    const reading = readSyslogLine(body.text)
    if (!reading.ok || isDoubtful(reading.value)) return null
    const wall = wallOf(body, reading.value)
    if (wall === 'none') return null
    return openedLine(body, reading.value, { wall }, isOfDaemon(reading.value))
  },
}
