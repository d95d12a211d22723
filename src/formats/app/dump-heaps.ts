import type { HeapExhausted } from '../../model/node-log.ts'
import type { Body, DocumentFormat } from '../../model/reader.ts'
import { NO_STAMP } from '../../model/stamp.ts'
import { LOG_START, logEnds } from '../kubernetes/dump-logs.ts'
import { type Places, placesOf } from '../kubernetes/place.ts'
import { qualified, subjectOf } from '../node/subject.ts'
import { heapIn, heapMessage } from './heap.ts'

const CUES = new RegExp(heapMessage.cues.map(cue => cue.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'), 'g')
const MARK = /^==== START logs for container (\S{1,63}) of pod (\S{1,320}) ====/
/** Lines of one log that are read for this: a container that fails over and over says it over and over. */
const MOST = 100
/** Longer lines are no messages of a runtime. */
const MAX_LINE = 16_384

function bodyAt(text: string, at: number, places: Places, path: string): Body | null {
  const start = text.lastIndexOf('\n', at) + 1
  const newline = text.indexOf('\n', at)
  const end = newline === -1 ? text.length : newline
  if (end - start > MAX_LINE) return null
  const span = places.short({ start, end })
  const line = { path, number: span.line, start: span.start, end: span.end, text: text.slice(start, end).trimEnd() }
  return {
    line,
    text: line.text,
    stamp: NO_STAMP,
    host: null,
    ident: 'container',
    caller: null,
    origin: 'user',
    envelopes: [],
    continues: false,
  }
}

/** What the logs between the documents of `kubectl cluster-info dump` say of memory, each with its container. */
function* heapsOf(text: string, places: Places, path: string): Generator<HeapExhausted> {
  const logEnd = logEnds(text)
  let start = text.indexOf(LOG_START)
  while (start !== -1) {
    const [, container, pod = ''] = MARK.exec(text.slice(start, start + 400)) ?? []
    const { end } = logEnd(start)
    CUES.lastIndex = start
    for (let found = 0, hit = CUES.exec(text); hit !== null && hit.index < end && found < MOST; hit = CUES.exec(text)) {
      const body = bodyAt(text, hit.index, places, path)
      const fact = body && heapIn(body)
      if (fact) yield { ...fact, subject: subjectOf({ ...qualified(pod), container }) }
      found += 1
      const newline = text.indexOf('\n', hit.index)
      CUES.lastIndex = newline === -1 ? text.length : newline
    }
    start = text.indexOf(LOG_START, Math.max(end, start + 1))
  }
}

/** The same format, which reads the logs between its documents as well. */
export const withDumpLogs = (format: DocumentFormat): DocumentFormat => ({
  ...format,
  *read(document) {
    yield* format.read(document)
    if (document.text.includes(LOG_START)) yield* heapsOf(document.text, placesOf(document), document.path)
  },
})
