import { readSyslogLine } from '../../../grammars/envelopes/syslog-line.ts'
import type { Envelope } from '../../model/reader.ts'
import { isKernelPriority } from './kernel-time.ts'
import { isoWall, printedWall } from './wall-time.ts'

/** rsyslog writes a newline inside a record as its octal code. */
const NEWLINE = '#012'
const BEGINS = /^(?:<\d{1,3}>)?(?:[A-Z][a-z]{2} +\d{1,2} \d\d:|\d{4}-\d\d-\d\dT\d\d:)/

/**
 * `Jan 15 08:30:10 node-1 kernel: …` or `2026-01-15T08:30:10+01:00 node-1 kernel: …`: /var/log/syslog, /var/log/messages,
 * /var/log/kern.log, `journalctl`.
 */
export const syslog: Envelope = {
  id: 'syslog',
  open(body) {
    if (!BEGINS.test(body.text) || body.ident !== null) return null
    const reading = readSyslogLine(body.text)
    if (!reading.ok) return null
    const { iso, host, ident, rest, priority } = reading.value
    const wall = iso === null ? printedWall({ ...reading.value, year: null }, 'reception') : isoWall(iso, 'reception')
    if (wall === null) return null
    // syslog(3) does not let a process use the kernel's facility, and daemons name these lines `kernel` by it.
    const isKernel = ident === 'kernel' && (priority === null || isKernelPriority(priority))
    const opened = {
      ...body,
      stamp: { ...body.stamp, wall },
      host,
      ident,
      origin: isKernel ? ('kernel' as const) : ('user' as const),
    }
    const lines = body.text.slice(rest).split(NEWLINE)
    // What follows in the record has no stamp of printk of its own.
    return lines.map((text, index) => ({ ...opened, text, continues: index > 0 }))
  },
}
