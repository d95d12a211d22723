import { readSyslogLine } from '../../../grammars/envelopes/syslog-line.ts'
import type { Envelope } from '../../model/reader.ts'
import { openedLine } from './log-line.ts'
import { mayHoldLogLine } from './origin.ts'
import { epochWall } from './wall-time.ts'

const BEGINS = /^\d{9,10}\.\d{6} /

/** `1768465810.087421 node-1 kernel: …`: `journalctl -o short-unix`. */
export const journalUnix: Envelope = {
  id: 'journal-unix',
  first: /\d/,
  open(body) {
    if (!mayHoldLogLine(body) || !BEGINS.test(body.text)) return null
    const reading = readSyslogLine(body.text)
    if (!reading.ok || reading.value.unix === null) return null
    const wall = epochWall(reading.value.unix, 'reception')
    return openedLine(body, reading.value, { wall }, true)
  },
}
