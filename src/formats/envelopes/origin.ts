import { CARRIERS } from '../../model/carriers.ts'
import type { Body } from '../../model/reader.ts'

type Origin = Body['origin']

/** The facility of the kernel in syslog priorities; others in a kernel log were written by processes. */
export const isKernelPriority = (priority: string): boolean => Number(priority) >> 3 === 0

/**
 * Who wrote a line, when another wrapping of it claims that too: what is known to be of a program stays that, and what a
 * container or an unknown hand passed on is never proven to be the kernel's.
 */
export function originOf(body: Body, claim: Origin): Origin {
  if (body.origin === 'user' || claim === 'user') return 'user'
  if (claim === 'unknown') return body.origin
  return body.origin !== 'kernel' && body.envelopes.some(id => CARRIERS.has(id)) ? 'unknown' : 'kernel'
}

/** Wrappings of the kernel's own log. */
const OF_KERNEL_LOG: ReadonlySet<string> = new Set([
  'dmesg',
  'dmesg-T',
  'dmesg-iso',
  'dmesg-relative',
  'dmesg-cpu',
  'dmesg-x',
  'kmsg',
  'talos',
  'priority',
  'kernel-tag',
  'mid-line',
])

const isInKernelLog = (body: Body): boolean => body.envelopes.some(id => OF_KERNEL_LOG.has(id))

/** True where a line of syslog or the journal may begin. In the kernel's log it would be what somebody wrote to /dev/kmsg. */
export const mayHoldLogLine = (body: Body): boolean =>
  body.ident === null && body.origin !== 'user' && !isInKernelLog(body)

/** True where a stamp of printk may stand: not in the text of another program, and not twice. */
export const mayHoldKernelTime = (body: Body): boolean =>
  body.stamp.bootSeconds === null && (body.ident === null || body.ident === 'kernel')

/** True where the kernel's log may begin. */
export const mayHoldKernelLog = (body: Body): boolean => mayHoldKernelTime(body) && !isInKernelLog(body)
