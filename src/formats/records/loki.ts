import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat, RecordReader } from '../../model/reader.ts'
import { labelled } from '../envelopes/logcli.ts'
import { linesOf } from '../journal/message.ts'
import { wallOf } from '../json/time.ts'
import { measureOf } from './measure.ts'
import { logStart, recordBody } from './record-line.ts'
import { MAX_HELD, tooLarge } from './reversed.ts'

const ID = 'loki'
const HEAD = /^\s*\{\s*"status"\s*:\s*"success"\s*,\s*"data"\s*:\s*\{\s*"resultType"\s*:\s*"streams"/
const STRING = '"(?:[^"\\\\]|\\\\.)*"'
/** In the order of the text: the beginning of a stream, a label of it, a time, a line. What is in a string is no key. */
const TOKENS = new RegExp(
  `"stream"\\s*:\\s*\\{|(${STRING})\\s*:\\s*(${STRING})?|"(\\d{19})"\\s*(?=,|$)|(${STRING})`,
  'g',
)

/** What one line of a stream holds, and its time in nanoseconds since 1970. */
interface Entry {
  readonly time: string
  readonly bodies: readonly Body[]
}

function unquoted(literal: string): string {
  try {
    return String(JSON.parse(literal))
  } catch {
    return ''
  }
}

/** Lines of one time keep their order, which is that of their stream. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  let falls = 0
  for (const [at, { time }] of entries.entries()) {
    const before = entries[at - 1]?.time ?? time
    falls += Number(time < before) - Number(time > before)
  }
  const ordered = falls > 0 ? [...entries].reverse() : [...entries]
  return ordered.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
}

function open(): RecordReader {
  const entries: Entry[] = []
  let held = 0
  let cut: Line | null = null
  let labels = new Map<string, string>()
  /** The time of a line that is still to come. */
  let time: string | null = null

  function bodiesOf(line: Line, at: string, literal: string): readonly Body[] {
    const wall = wallOf(at)
    return linesOf(unquoted(literal)).map((text, index) => {
      const body = recordBody(line, text, ID)
      return { ...labelled({ ...body, stamp: { ...body.stamp, wall } }, labels), continues: index > 0 }
    })
  }

  return {
    take(line) {
      held += line.text.length
      if (held > MAX_HELD) {
        cut ??= line
        return []
      }
      const measure = measureOf(line)
      let [unit, byte] = [0, line.start]
      for (const { 0: whole, 1: key, 2: value, 3: at, 4: text, index } of line.text.matchAll(TOKENS)) {
        if (at !== undefined) time = at
        else if (key !== undefined) labels.set(unquoted(key), value === undefined ? '' : unquoted(value))
        else if (text === undefined) labels = new Map()
        else if (time !== null) {
          const start = byte + (measure?.(line.text.slice(unit, index)) ?? 0)
          ;[unit, byte] = [index + whole.length, start + (measure?.(whole) ?? 0)]
          const cited = measure === null ? line : { ...line, start, end: byte, text: whole }
          entries.push({ time, bodies: bodiesOf(cited, time, text) })
          time = null
        }
      }
      return []
    },
    close: () => inOrder(entries).flatMap(({ bodies }) => bodies),
    problems: () => (cut === null ? [] : [tooLarge(cut)]),
  }
}

/**
 * What Loki answers to a query for lines (`/loki/api/v1/query_range`): streams with their labels, and `[time, line]` in each,
 * the latest first by default. Labels by level spread one report over several streams, so all are put in the order of time.
 */
export const loki: RecordFormat = {
  id: ID,
  matches: (_path, head) => HEAD.test(head.slice(logStart(head))),
  open,
}
