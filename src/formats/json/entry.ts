import type { Writer } from '../journal/fields.ts'
import { messageLines } from '../journal/message.ts'
import { isObject, type JsonObject } from './value.ts'
import { jsonWriter } from './writer.ts'

/** Keys that hold the text of a log record, by whatever wrote it; the first that has a text wins. */
export const MESSAGE_KEYS: readonly string[] = [
  'MESSAGE',
  'message',
  'msg',
  'log',
  'line',
  'textPayload',
  'short_message',
  '@message',
  '_raw',
]

/** Keys under which a record stands in a larger one: Cloud Logging, hits of Elasticsearch, Graylog, Splunk. */
export const WRAPPER_KEYS: readonly string[] = ['jsonPayload', '_source', 'message', 'result']

/** The record of a log in an object of JSON. */
export interface JsonEntry {
  /** The key that holds the message, and how many objects are around it. */
  readonly key: string
  readonly depth: number
  /** Lines of the message. */
  readonly lines: readonly string[]
  readonly writer: Writer
}

function entryIn(record: JsonObject, outer: JsonObject, depth: number): JsonEntry | null {
  for (const key of MESSAGE_KEYS) {
    const lines = Object.hasOwn(record, key) ? messageLines(record[key]) : null
    if (lines !== null) return { key, depth, lines, writer: jsonWriter(record, outer, lines[0] ?? '') }
  }
  if (depth > 1) return null
  for (const key of WRAPPER_KEYS) {
    const inner = Object.hasOwn(record, key) ? record[key] : null
    const entry = isObject(inner) ? entryIn(inner, record, depth + 1) : null
    if (entry !== null) return entry
  }
  return null
}

/** The record that an object is; null for an object without a message. */
export const entryOf = (object: JsonObject): JsonEntry | null => entryIn(object, object, 1)
