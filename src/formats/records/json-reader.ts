import type { Line } from '../../model/line.ts'
import type { Body, RecordReader } from '../../model/reader.ts'
import { bodiesOf } from '../json/bodies.ts'
import { entryOf, type JsonEntry, MESSAGE_KEYS } from '../json/entry.ts'
import { MAX_CITED_BYTES } from '../json/narrow.ts'
import { parseObject } from '../json/value.ts'
import { newHeldLines } from './held-lines.ts'
import { type Candidate, newCandidates } from './json-candidates.ts'
import { newJsonTokens } from './json-tokens.ts'
import { missingFrom, offsetOf, recordBody } from './record-line.ts'

export const ID = 'json'

/** A record, and whether it is all that its line holds. */
export interface JsonRecord {
  readonly bodies: readonly Body[]
  readonly isWholeLine: boolean
}

const ascii = new TextDecoder('latin1')
const NAMES: ReadonlySet<string> = new Set(MESSAGE_KEYS)
const LONGEST_NAME = Math.max(...MESSAGE_KEYS.map(name => name.length))

export interface JsonReader {
  take(line: Line, raw: Uint8Array): readonly JsonRecord[]
  close(): readonly JsonRecord[]
}

/** Takes the objects of JSON that are records, whether they stand on one line or on many. */
export function newJsonReader(): JsonReader {
  let current: Line = { path: '', number: 0, start: 0, end: 0, text: '' }
  let ready: JsonRecord[] = []
  const held = newHeldLines()
  const candidates = newCandidates<JsonRecord>(record => ready.push(record))

  /** The line with the message; where it holds more than this record, the part that is of the record. */
  function citedLine(entry: JsonEntry, candidate: Candidate<JsonRecord>, end: number, text: string): Line {
    const isOneLine = candidate.line === current
    if (isOneLine && end - candidate.start <= MAX_CITED_BYTES) return { ...current, start: candidate.start, end, text }
    const key = candidate.keys.findLast(({ name, depth }) => name === entry.key && depth === entry.depth)
    const line = key?.line ?? candidate.line
    if (!key || (!isOneLine && line.end - line.start <= MAX_CITED_BYTES)) return line
    const keyEnd = key.end ?? Math.min(line.end, key.start + MAX_CITED_BYTES)
    return { ...line, start: key.start, end: keyEnd, text: held.textOf(line.number, key.start, keyEnd) }
  }

  function recordOf(candidate: Candidate<JsonRecord>, end: number): JsonRecord | null {
    if (candidate.size !== 'fits' || candidate.keys.length === 0) return null
    const text = held.textOf(candidate.line.number, candidate.start, end)
    const object = parseObject(text)
    const entry = object && entryOf(object)
    if (entry === null) return null
    const line = citedLine(entry, candidate, end, text)
    const isWholeLine = candidate.depth === 0 && candidate.line === current
    return { bodies: bodiesOf(entry, recordBody(line, '', ID)), isWholeLine }
  }

  const tokens = newJsonTokens({
    opens(isObject, inObject, depth, at) {
      if (isObject && !inObject) candidates.open(depth, current, at)
    },
    closes(depth, end) {
      const candidate = candidates.close(depth)
      if (candidate === null || candidate.size === 'too-large') return
      const record = recordOf(candidate, end)
      candidates.give(record === null ? candidate.inner : [record])
    },
    key(name, depth, start) {
      const text = name.length <= LONGEST_NAME ? ascii.decode(name) : ''
      candidates.noteKey(NAMES.has(text) ? text : null, depth, current, start)
    },
    stringValue: end => candidates.endKey(end),
    lost: () => candidates.abandon(),
  })

  function taken(): readonly JsonRecord[] {
    const records = ready
    ready = []
    return records
  }

  return {
    take(line, raw) {
      current = line
      const base = offsetOf(line, raw)
      held.add(line, base, raw)
      tokens.take(raw, base)
      if (missingFrom(line, raw) > 0) {
        tokens.reset()
        candidates.abandon()
      }
      held.keepFrom(candidates.settle(line.end))
      return taken()
    },
    close() {
      candidates.abandon()
      return taken()
    },
  }
}

export function openJson(): RecordReader {
  const reader = newJsonReader()
  const flat = (records: readonly JsonRecord[]): readonly Body[] => records.flatMap(({ bodies }) => bodies)
  return { take: (line, raw) => flat(reader.take(line, raw)), close: () => flat(reader.close()) }
}
