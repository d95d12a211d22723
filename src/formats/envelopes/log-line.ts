import type { SyslogLine } from '../../../grammars/envelopes/syslog-line.ts'
import type { Body } from '../../model/reader.ts'
import type { Stamp } from '../../model/stamp.ts'
import { isKernelPriority, originOf } from './origin.ts'
import { recordLines } from './record-lines.ts'

/** Programs write `<date> <level> <logger>: …` themselves; what looks like a host there is none. */
const LEVEL =
  /^(?:trace|debug|info|notice|warn|warning|err|error|crit|critical|fatal|severe|alert|panic|emerg(?:ency)?)$/i

/** True for a line of the kernel by its own name: what has a PID was written by a process, whatever it calls itself. */
export const isNamedKernel = ({ ident, pid }: SyslogLine): boolean => ident === 'kernel' && pid === null

/** True where the PID of a program is printed. */
export const hasPid = ({ pid }: SyslogLine): boolean => pid !== null && /^\d{1,10}$/.test(pid)

/** True for two words that say how bad it is, where a host and a program would be: `FATAL ERROR: …` of a runtime. */
export const isLevels = ({ host, ident, pid }: SyslogLine): boolean =>
  host !== null && pid === null && LEVEL.test(host) && LEVEL.test(ident)

/** syslog(3) does not let a process use the kernel's facility, and daemons name these lines `kernel` by it. */
function isOfKernel(line: SyslogLine): boolean {
  const { priority, facility } = line
  return (
    isNamedKernel(line) &&
    (priority === null || isKernelPriority(priority)) &&
    (facility === null || facility.startsWith('kern.'))
  )
}

/**
 * The message of a line of syslog or the journal, as one body for each line of it. `proves` is false where a line that
 * looks like this may be something else as well.
 */
export function openedLine(
  body: Body,
  line: SyslogLine,
  stamp: Partial<Stamp>,
  proves: boolean,
): readonly Body[] | null {
  const { host, ident, rest } = line
  const isLevel = host !== null && LEVEL.test(host)
  const claim = isOfKernel(line) && !isLevel ? (proves ? 'kernel' : 'unknown') : 'user'
  const opened = {
    ...body,
    stamp: { ...body.stamp, ...stamp },
    host: isLevel ? body.host : (host ?? body.host),
    ident,
    origin: originOf(body, claim),
  }
  return recordLines(opened, body.text.slice(rest))
}
