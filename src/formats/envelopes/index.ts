import type { Envelope } from '../../model/reader.ts'
import { cpuTime } from './cpu-time.ts'
import { cri } from './cri.ts'
import { ctime } from './ctime.ts'
import { dated } from './dated.ts'
import { dmesgFacility } from './dmesg-facility.ts'
import { dmesgIso } from './dmesg-iso.ts'
import { dmesgRelative } from './dmesg-relative.ts'
import { grep } from './grep.ts'
import { journalFull } from './journal-full.ts'
import { journalMonotonic } from './journal-monotonic.ts'
import { journalUnix } from './journal-unix.ts'
import { json } from './json.ts'
import { kernelContext } from './kernel-context.ts'
import { kernelTag } from './kernel-tag.ts'
import { kernelTime } from './kernel-time.ts'
import { klog } from './klog.ts'
import { klogJson } from './klog-json.ts'
import { kmsg } from './kmsg.ts'
import { kubectlLogs } from './kubectl-logs.ts'
import { logcat } from './logcat.ts'
import { logcli } from './logcli.ts'
import { loghub } from './loghub.ts'
import { logrus } from './logrus.ts'
import { midLine } from './mid-line.ts'
import { nodeLogs } from './node-logs.ts'
import { priority } from './priority.ts'
import { rfc5424 } from './rfc5424.ts'
import { syslog } from './syslog.ts'
import { talos } from './talos.ts'
import { timestamped } from './timestamped.ts'

/** Wrappings of log lines; the first that opens a line wins, and what it leaves is tried again. */
export const envelopes: readonly Envelope[] = [
  klogJson,
  klog,
  logrus,
  json,
  grep,
  nodeLogs,
  kubectlLogs,
  cri,
  dmesgIso,
  rfc5424,
  syslog,
  journalFull,
  journalUnix,
  journalMonotonic,
  talos,
  loghub,
  logcat,
  dated,
  logcli,
  timestamped,
  kmsg,
  dmesgFacility,
  ctime,
  dmesgRelative,
  kernelTime,
  cpuTime,
  priority,
  kernelContext,
  kernelTag,
  midLine,
]
