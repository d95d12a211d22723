import { readSyslogLine } from '../../../grammars/envelopes/syslog-line.ts'
import type { Envelope } from '../../model/reader.ts'
import { openedLine } from './log-line.ts'
import { mayHoldLogLine } from './origin.ts'
import { isoWall } from './wall-time.ts'

const BEGINS = /^[^\s\d<>[\]:]{1,16} +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/

/** `Thu 2026-01-15 08:30:10 CET node-1 kernel: …`: `journalctl -o short-full` and `-o with-unit`. */
export const journalFull: Envelope = {
  id: 'journal-full',
  first: /[^\s\d<>[\]:]/,
  open(body) {
    if (!mayHoldLogLine(body) || !BEGINS.test(body.text)) return null
    const reading = readSyslogLine(body.text)
    if (!reading.ok || reading.value.iso === null) return null
    const wall = isoWall(reading.value.iso, 'reception')
    return wall && openedLine(body, reading.value, { wall }, true)
  },
}
