import { readKmsgRecord } from '../../../grammars/envelopes/kmsg-record.ts'
import type { Envelope } from '../../model/reader.ts'
import { isKernelPriority, mayHoldKernelLog, originOf } from './origin.ts'

const HEADER = /^\d{1,5},\d{1,20},\d{1,20}[,;]/
/** Extended netconsole with its option `r` puts the release of the kernel before the record (since 6.6). */
const RELEASE = /^\d{1,2}\.\d{1,3}[^\s,;]{0,80},(?=\d{1,5},\d{1,20},\d{1,20}[,;])/

/** `4,338,10087421,-;…`: /dev/kmsg. A record may hold several lines, and a newline is printed `\x0a` in it. */
export const kmsg: Envelope = {
  id: 'kmsg',
  first: /\d/,
  open(body) {
    const record = body.text.replace(RELEASE, '')
    if (!HEADER.test(record) || !mayHoldKernelLog(body)) return null
    const reading = readKmsgRecord(record)
    if (!reading.ok) return null
    const { priority, microseconds, caller, rest } = reading.value
    const opened = {
      ...body,
      stamp: { ...body.stamp, bootSeconds: Number(microseconds) / 1e6 },
      caller,
      ident: body.ident ?? 'kernel',
      origin: originOf(body, isKernelPriority(priority) ? 'kernel' : 'user'),
    }
    return record
      .slice(rest)
      .split('\\x0a')
      .map((text, index) => ({ ...opened, text, continues: index > 0 }))
  },
}
