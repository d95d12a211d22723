import { readSyslogLine, type SyslogLine } from '../../../grammars/envelopes/syslog-line.ts'
import type { Envelope } from '../../model/reader.ts'
import { hasPid, isNamedKernel, openedLine } from './log-line.ts'
import { mayHoldLogLine } from './origin.ts'

/** Lines of the kernel's own log begin alike, and there are many of them: the grammar only sees what a program is named in. */
const BEGINS =
  /^\[ *\d{1,10}\.\d{6}(?: < *\d{1,10}\.\d{6}(?: |\*)>\] \S|\] (?:\S{1,255} )?(?:kernel|[^\s[\]]{1,255}\[\d{1,10}\]): ?)/

/** In the kernel's own log a message may begin with `word:` or `program[12]:`; two words of which one is a program are rare. */
const isOfJournal = (line: SyslogLine): boolean =>
  line.isDelta || isNamedKernel(line) || (line.host !== null && hasPid(line))

/**
 * `[   20.871742] node-1 kernel: …` and `[   20.871742 <    5.505752 >] node-1 kernel: …`: `journalctl -o short-monotonic`
 * and `-o short-delta` (systemd 247 and later). Of the kernel's lines they print the time of printk.
 */
export const journalMonotonic: Envelope = {
  id: 'journal-monotonic',
  first: /\[/,
  open(body) {
    if (body.text.charCodeAt(0) !== 0x5b || !mayHoldLogLine(body) || body.stamp.bootSeconds !== null) return null
    // Rows of a table, which most lines of a long report are, have no program that ends with a colon.
    if (!body.text.includes(':') && !body.text.includes('<')) return null
    if (!BEGINS.test(body.text)) return null
    const reading = readSyslogLine(body.text)
    if (!reading.ok || reading.value.monotonic === null || !isOfJournal(reading.value)) return null
    const { monotonic, isDelta } = reading.value
    return openedLine(body, reading.value, { bootSeconds: Number(monotonic) }, isDelta)
  },
}
