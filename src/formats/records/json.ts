import type { RecordFormat } from '../../model/reader.ts'
import { ID, type JsonRecord, newJsonReader, openJson } from './json-reader.ts'
import { logStart } from './record-line.ts'

const BEGINS = /^\u001e?\s*(?:\{|\[\s*\{)/

/** The structure is told by ASCII alone; what the other bytes are does not matter. */
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length }, (_, at) => Math.min(text.charCodeAt(at), 0x7f))

/** The first record of a head, which may end within it. */
function firstRecord(head: string): JsonRecord | null {
  const reader = newJsonReader()
  let start = 0
  for (const [index, text] of head.split('\n').entries()) {
    const line = { path: '', number: index + 1, start, end: start + text.length, text }
    const [record] = reader.take(line, bytesOf(text))
    if (record) return record
    start = line.end + 1
  }
  return reader.close()[0] ?? null
}

/**
 * Records as JSON over several lines, or several on one line: `journalctl -o json-pretty`, `dmesg -J`, the arrays of
 * `gcloud logging read --format json` and `aws logs get-log-events`, hits of Elasticsearch. One object on each line is read
 * line by line instead.
 */
export const json: RecordFormat = {
  id: ID,
  matches(_path, head) {
    const text = head.slice(logStart(head))
    if (!BEGINS.test(text.slice(0, 1000))) return false
    const first = firstRecord(text)
    return first !== null && !first.isWholeLine
  },
  open: openJson,
}
