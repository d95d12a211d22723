import { readRfc5424Line } from '../../../grammars/envelopes/rfc5424-line.ts'
import type { Envelope } from '../../model/reader.ts'
import { isKernelPriority, mayHoldLogLine, originOf } from './origin.ts'
import { recordLines } from './record-lines.ts'
import { isoWall } from './wall-time.ts'

const BEGINS = /^(?:<\d{1,3}>)?1 (?:\d{4}-|- )/

/** `<4>1 2026-01-15T08:30:10.087421Z node-1 kernel - - - …`: syslog as it is sent, and rsyslog's SyslogProtocol23Format. */
export const rfc5424: Envelope = {
  id: 'rfc5424',
  first: /[<1]/,
  open(body) {
    if (!mayHoldLogLine(body) || !BEGINS.test(body.text)) return null
    const reading = readRfc5424Line(body.text)
    if (!reading.ok) return null
    const { priority, time, host, program, process, rest } = reading.value
    const wall = time === null ? null : isoWall(time, 'reception')
    if (time !== null && wall === null) return null
    const isKernel = program === 'kernel' && process === null && (priority === null || isKernelPriority(priority))
    const opened = {
      ...body,
      stamp: { ...body.stamp, wall },
      host: host ?? body.host,
      // Who sends a line without a name is not known, but it is somebody else than the kernel's own reader.
      ident: program ?? 'syslog',
      origin: originOf(body, isKernel ? 'kernel' : 'user'),
    }
    return recordLines(opened, body.text.slice(rest))
  },
}
