import type { Envelope } from '../../model/reader.ts'
import { bodiesOf } from '../json/bodies.ts'
import { entryOf, MESSAGE_KEYS } from '../json/entry.ts'
import { narrowed } from '../json/narrow.ts'
import { parseObject } from '../json/value.ts'

/** `journalctl -o json-seq` begins a record with 0x1e (RFC 7464), `-o json-sse` with `data: `. */
const BEFORE = /^(?:\u001e|data: ?)?(?=\{)/
const COMMA_AFTER = /,\s*$/
const MAY_HOLD_MESSAGE = new RegExp(`"(?:${MESSAGE_KEYS.join('|')})"\\s{0,8}:`)

/**
 * `{"MESSAGE":"…","_TRANSPORT":"kernel"}`: one object a line, as the journal, Docker, Cloud Logging, CloudWatch, Loki,
 * Elasticsearch and shippers of logs write them.
 */
export const json: Envelope = {
  id: 'json',
  first: /[\u001ed{]/,
  // Journald writes a message that is not printable as the numbers of its bytes.
  cues: ['"MESSAGE":[', '"MESSAGE" : [', '"MESSAGE": ['],
  open(body) {
    // In the line of a program it is what the program says of itself.
    if (body.origin === 'user' || body.ident !== null) return null
    const before = BEFORE.exec(body.text)?.[0]
    if (before === undefined || !MAY_HOLD_MESSAGE.test(body.text)) return null
    const object = parseObject(body.text.slice(before.length).replace(COMMA_AFTER, ''))
    const entry = object && entryOf(object)
    if (entry === null) return null
    return bodiesOf(entry, { ...body, line: narrowed(body.line, entry.key, entry.lines) })
  },
}
