import type { Line } from '../../model/line.ts'
import type { Problem } from '../../model/problem.ts'
import type { Body, Envelope, RecordFormat, RecordReader } from '../../model/reader.ts'
import { journalFull } from '../envelopes/journal-full.ts'
import { journalMonotonic } from '../envelopes/journal-monotonic.ts'
import { journalUnix } from '../envelopes/journal-unix.ts'
import { syslog } from '../envelopes/syslog.ts'
import { logStart, recordBody } from './record-line.ts'

const FORMS: readonly Envelope[] = [syslog, journalFull, journalUnix, journalMonotonic]
/** Times that fall, to those that rise: a daemon writes a line late now and then. */
const FALLS_FOR_A_RISE = 10
const MIN_FALLS = 3
const MAX_LINES_LOOKED_AT = 300
/** What is held in memory of such a log, in UTF-16 units. */
const MAX_HELD = 64 * 1024 * 1024

const bare = (line: Line): Body => ({ ...recordBody(line, line.text, ''), envelopes: [] })

function secondsOf(text: string): number | null {
  const body = bare({ path: '', number: 1, start: 0, end: 0, text })
  for (const form of FORMS) {
    const opened = form.open(body)
    if (opened === null) continue
    const [first] = 'text' in opened ? [opened] : opened
    return first?.stamp.bootSeconds ?? (first?.stamp.wall ? first.stamp.wall.epochMs / 1000 : null)
  }
  return null
}

/** True where the times of the lines fall again and again. */
function runsBackwards(lines: readonly string[]): boolean {
  const [first, last] = [lines[0], lines.at(-1)].map(text => secondsOf(text ?? ''))
  if (first == null || last == null || last >= first) return false
  const times = lines.map(secondsOf).filter(seconds => seconds !== null)
  let falls = 0
  let rises = 0
  for (const [at, seconds] of times.slice(1).entries()) {
    const before = times[at] ?? seconds
    if (seconds < before) falls += 1
    else if (seconds > before) rises += 1
  }
  return falls >= MIN_FALLS && falls >= rises * FALLS_FOR_A_RISE
}

const tooLarge = (line: Line): Problem => ({
  code: 'DOCUMENT_TOO_LARGE',
  severity: 'warning',
  detail: `This log runs backwards, and only its latest part was read, down to line ${line.number}.`,
  advice: 'Give it in the order of time: journalctl without -r.',
  evidence: [],
  path: line.path,
})

function open(): RecordReader {
  /** Lines in records: below the first one those that continue it. */
  const records: Line[][] = []
  let held = 0
  let cut: Line | null = null
  return {
    take(line) {
      if (held > MAX_HELD) {
        cut ??= line
        return []
      }
      held += line.text.length
      const record = /^\s/.test(line.text) ? records.at(-1) : undefined
      if (record) record.push(line)
      else records.push([line])
      return []
    },
    close: () =>
      records.reverse().flatMap(record =>
        record.map((line, at) => ({
          ...bare(line),
          text: at > 0 ? line.text.trimStart() : line.text,
          continues: at > 0,
        })),
      ),
    problems: () => (cut === null ? [] : [tooLarge(cut)]),
  }
}

/** `journalctl -r`: the latest line stands first. Read line by line, every report would end before it begins. */
export const backwards: RecordFormat = {
  id: 'backwards',
  matches(_path, head) {
    const text = head.slice(logStart(head))
    const lines = text.slice(0, text.lastIndexOf('\n')).split('\n', MAX_LINES_LOOKED_AT)
    return runsBackwards(lines.filter(line => /^\S/.test(line)))
  },
  open,
}
