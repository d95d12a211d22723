import type { Body, Envelope } from '../../model/reader.ts'
import { dmesgFacility } from './dmesg-facility.ts'
import { journalFull } from './journal-full.ts'
import { journalMonotonic } from './journal-monotonic.ts'
import { journalUnix } from './journal-unix.ts'
import { kernelTime } from './kernel-time.ts'
import { kmsg } from './kmsg.ts'
import { rfc5424 } from './rfc5424.ts'
import { syslog } from './syslog.ts'

/** In the order in which they are tried on any line: the first that opens it decides. */
const WRAPPINGS: readonly Envelope[] = [
  rfc5424,
  syslog,
  journalFull,
  journalUnix,
  journalMonotonic,
  kmsg,
  dmesgFacility,
  kernelTime,
]

const isKernel = (body: Body): boolean => body.origin !== 'user' && (body.ident === null || body.ident === 'kernel')

/** True for text that has a wrapping of the kernel's log: a stamp of printk, or a line of syslog or the journal of ident `kernel`. */
export function isKernelWrapped(body: Body): boolean {
  for (const { open } of WRAPPINGS) {
    const opened = open(body)
    if (opened !== null) return ('text' in opened ? [opened] : opened).every(isKernel)
  }
  return false
}
