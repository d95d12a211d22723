import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat, RecordReader } from '../../model/reader.ts'
import { WRITER_FIELDS, writerOf } from '../journal/fields.ts'
import { type BinaryField, newBinaryField } from './binary-field.ts'
import { logStart, missingFrom, recordBody } from './record-line.ts'

const ID = 'journal-export'
const BEGINS = /^__(?:CURSOR|REALTIME_TIMESTAMP|MONOTONIC_TIMESTAMP|SEQNUM)=/
const FIELD = /^([A-Z0-9_]{1,64})(=|$)/

/** Messages are longer only where they hold dumps, of which the beginning is enough. */
const MAX_MESSAGE_LINES = 10_000

function open(): RecordReader {
  let fields = new Map<string, string>()
  let message: { readonly line: Line; readonly text: string }[] = []
  /** A field whose value is given with its length, until that many bytes have come. */
  let binary: BinaryField | null = null
  let isMessage = false

  function finish(): readonly Body[] {
    const writer = writerOf(name => fields.get(name) ?? null)
    const bodies = message.map(({ line, text }, index) => ({
      ...recordBody(line, text, ID),
      ...writer,
      continues: index > 0,
    }))
    fields = new Map()
    message = []
    return bodies
  }

  function addMessage(line: Line, text: string): void {
    if (message.length < MAX_MESSAGE_LINES) message.push({ line, text })
  }

  return {
    take(line, raw) {
      if (binary !== null) {
        const piece = binary.take(line, raw, missingFrom(line, raw))
        if (isMessage && piece !== null) addMessage(piece.line, piece.text)
        if (binary.isWhole()) binary = null
        return []
      }
      if (line.text === '') return finish()
      const [, name = '', equals] = FIELD.exec(line.text) ?? []
      isMessage = name === 'MESSAGE'
      if (name !== '' && equals === '') binary = newBinaryField()
      else if (isMessage) addMessage(line, line.text.slice('MESSAGE='.length))
      else if (WRITER_FIELDS.has(name) && !fields.has(name)) fields.set(name, line.text.slice(name.length + 1))
      return []
    },
    close: finish,
  }
}

/**
 * `journalctl -o export`: a field a line, an empty line after each entry. A value with newlines is given with its length
 * (systemd's JOURNAL_EXPORT_FORMATS), so that nothing in it can pass for a field or an entry.
 */
export const journalExport: RecordFormat = {
  id: ID,
  matches: (_path, head) => BEGINS.test(head.slice(logStart(head), logStart(head) + 64)),
  open,
}
