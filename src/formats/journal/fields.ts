import type { Body } from '../../model/reader.ts'
import { microsecondsOf, reception } from './time.ts'

/** Value of a journal field; null where the entry does not have it. */
export type FieldOf = (name: string) => string | null

/** Fields of an entry that say who wrote it, when and where. */
export const WRITER_FIELDS: ReadonlySet<string> = new Set([
  '_TRANSPORT',
  'SYSLOG_FACILITY',
  'SYSLOG_IDENTIFIER',
  '_COMM',
  '_SYSTEMD_UNIT',
  '_HOSTNAME',
  '_SOURCE_MONOTONIC_TIMESTAMP',
  '__REALTIME_TIMESTAMP',
])

/** What an entry says about its writer. */
export type Writer = Pick<Body, 'stamp' | 'host' | 'ident' | 'caller' | 'origin'>

/**
 * Clients cannot set fields that begin with an underscore (systemd.journal-fields(7)). `_TRANSPORT=kernel` is all that was
 * read from /dev/kmsg, also what processes wrote there: those have another facility than the kernel's 0
 * (`dev_kmsg_record` in journald-kmsg.c, `devkmsg_write` in kernel/printk/printk.c).
 */
function originOf(field: FieldOf, ident: string | null): Body['origin'] {
  const transport = field('_TRANSPORT')
  const facility = field('SYSLOG_FACILITY')
  const isNamedKernel = ident === null || ident === 'kernel'
  if (transport === null) return isNamedKernel && (facility === null || facility === '0') ? 'unknown' : 'user'
  if (transport !== 'kernel') return 'user'
  return (facility === null ? isNamedKernel : facility === '0') ? 'kernel' : 'user'
}

/** Who wrote a journal entry, and when. */
export function writerOf(field: FieldOf): Writer {
  const named = field('SYSLOG_IDENTIFIER') ?? field('_COMM')
  const origin = originOf(field, named)
  // What comes through a socket was written by a process, also where nothing names it.
  const transport = field('_TRANSPORT')
  const isNameless = origin === 'user' && transport !== 'kernel'
  const printed = origin === 'user' ? null : microsecondsOf(field('_SOURCE_MONOTONIC_TIMESTAMP'))
  return {
    stamp: {
      bootSeconds: printed === null ? null : printed / 1e6,
      wall: reception(microsecondsOf(field('__REALTIME_TIMESTAMP'))),
      age: null,
    },
    host: field('_HOSTNAME'),
    ident: origin === 'kernel' ? 'kernel' : (named ?? (isNameless ? (field('_SYSTEMD_UNIT') ?? transport) : null)),
    caller: null,
    origin,
  }
}
