import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat, RecordReader } from '../../model/reader.ts'
import { WRITER_FIELDS, writerOf } from '../journal/fields.ts'
import { logStart, recordBody } from './record-line.ts'

const ID = 'journal-verbose'
const HEADER =
  /^\S.{0,80} \[s=[0-9a-f]{32};i=[0-9a-f]{1,16};b=[0-9a-f]{32};m=[0-9a-f]{1,16};t=([0-9a-f]{1,14});x=[0-9a-f]{1,16}\]\s*$/
const FIELD = /^ {4}([A-Z0-9_]{1,64})=/

/** A value that was not printed: `[1.2K blob data]`. */
const BLOB = /^\[[0-9.]{1,8}[BKMGTPE]? blob data\]$/

/** Messages are longer only where they hold dumps, of which the beginning is enough. */
const MAX_MESSAGE_LINES = 10_000

interface MessageLine {
  readonly line: Line
  readonly text: string
}

interface Entry {
  readonly fields: Map<string, string>
  readonly message: MessageLine[]
}

function bodiesOf({ fields, message }: Entry): readonly Body[] {
  const writer = writerOf(name => fields.get(name) ?? null)
  return message.map(({ line, text }, index) => ({
    ...recordBody(line, text, ID),
    ...writer,
    continues: index > 0,
  }))
}

function open(): RecordReader {
  let entry: Entry | null = null
  /** Where the lines below a message begin: journalctl indents them to its value. Null where another field came last. */
  let margin: string | null = null

  function finish(): readonly Body[] {
    const done = entry
    entry = null
    margin = null
    return done === null ? [] : bodiesOf(done)
  }

  function takeField(into: Entry, line: Line, name: string, value: string): void {
    margin = null
    if (name === 'MESSAGE' && !BLOB.test(value)) {
      into.message.push({ line, text: value })
      margin = ' '.repeat(4 + name.length + 1)
    } else if (WRITER_FIELDS.has(name) && !into.fields.has(name)) {
      into.fields.set(name, value)
    }
  }

  return {
    take(line) {
      const { text } = line
      const microseconds = HEADER.exec(text)?.[1]
      if (microseconds !== undefined) {
        const bodies = finish()
        const received = String(Number.parseInt(microseconds, 16))
        entry = { fields: new Map([['__REALTIME_TIMESTAMP', received]]), message: [] }
        return bodies
      }
      if (entry === null) return []
      const field = FIELD.exec(text)
      if (field?.[1] !== undefined) takeField(entry, line, field[1], text.slice(field[0].length))
      else if (margin !== null && text.startsWith(margin) && entry.message.length < MAX_MESSAGE_LINES)
        entry.message.push({ line, text: text.slice(margin.length) })
      else if (/^\S/.test(text)) return finish()
      return []
    },
    close: finish,
  }
}

/**
 * `journalctl -o verbose`: the time and the cursor of an entry, and below it a field a line (`output_verbose` in systemd's
 * logs-show.c). The `t` of the cursor is the time of reception in microseconds.
 */
export const journalVerbose: RecordFormat = {
  id: ID,
  matches(_path, head) {
    const [first = '', second = ''] = head.slice(logStart(head), logStart(head) + 1000).split('\n', 2)
    return HEADER.test(first) && FIELD.test(second)
  },
  open,
}
