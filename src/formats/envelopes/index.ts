import type { Envelope } from '../../model/reader.ts'
import { ctime } from './ctime.ts'
import { kernelTag } from './kernel-tag.ts'
import { kernelTime } from './kernel-time.ts'
import { kmsg } from './kmsg.ts'
import { midLine } from './mid-line.ts'
import { syslog } from './syslog.ts'

/** Wrappings of log lines; the first that opens a line wins, and what it leaves is tried again. */
export const envelopes: readonly Envelope[] = [syslog, kmsg, ctime, kernelTime, kernelTag, midLine]
