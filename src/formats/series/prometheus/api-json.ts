import type { Problem } from '../../../model/problem.ts'
import type { DocumentFormat } from '../../../model/reader.ts'
import { isObject } from '../../json/value.ts'
import { byteOffsets } from '../../kubernetes/byte-offsets.ts'
import { valueEnd } from '../../kubernetes/json-scan.ts'
import { lineCounter } from '../line-counter.ts'
import { type Listed, pairsAt, zippedAt } from './json-lists.ts'
import type { Labels } from './metrics.ts'
import { addSample, newStore } from './store.ts'

const OPENS =
  /^\s*(?:\{\s*"(?:status"\s*:\s*"(?:success|error)"|data"\s*:\s*\{|resultType"\s*:\s*"(?:matrix|vector)"|result"\s*:\s*\[|metric"\s*:\s*\{)|\[\s*\{\s*"metric"\s*:\s*\{)/
const PARTS = /"(?:(metric)"\s*:\s*\{|values?"\s*:\s*\[)/g
/** Labels of one time series are not longer. */
const LONGEST_LABELS = 8192

/** Whether a text holds samples behind the labels that they are of. */
function holdsSeries(text: string): boolean {
  let labelsEnd: number | null = null
  for (const part of text.matchAll(PARTS)) {
    if (part[1] !== undefined) labelsEnd = part.index + part[0].length
    else if (labelsEnd !== null && part.index - labelsEnd <= LONGEST_LABELS) return true
  }
  return false
}
const EMPTY = /"resultType"\s*:\s*"(?:matrix|vector)"\s*,\s*"result"\s*:\s*\[\s*\]/
const METRIC = /"metric"\s*:\s*(?=\{)/g

function labelsOf(text: string): Labels {
  try {
    const value: unknown = JSON.parse(text)
    const all = isObject(value) ? Object.entries(value) : []
    return Object.fromEntries(all.flatMap(([key, each]) => (typeof each === 'string' ? [[key, each]] : [])))
  } catch {
    return {}
  }
}

function cut(path: string, line: number, start: number, end: number): Problem {
  return {
    code: 'DOCUMENT_DAMAGED',
    severity: 'warning',
    detail: 'The text ends within the samples of Prometheus: those before were read.',
    advice: 'Export the time series again.',
    evidence: [{ path, line, endLine: line, start, end, excerpt: null }],
    path,
  }
}

/**
 * Answers of the HTTP API of Prometheus (`/api/v1/query_range`, and `/api/v1/query` of a range or a moment), the same as
 * `promtool query … -o json` prints it, and exports of VictoriaMetrics (`/api/v1/export`), one time series a line.
 */
export const prometheusJson: DocumentFormat = {
  id: 'prometheus-json',
  matches: (_path, head) => OPENS.test(head) && (holdsSeries(head) || EMPTY.test(head)),
  *read({ path, text, bytes }) {
    const store = newStore(path)
    const offset = byteOffsets(text, bytes)
    const lineAt = lineCounter(text)
    METRIC.lastIndex = 0
    for (let found = METRIC.exec(text); found; found = METRIC.exec(text)) {
      const from = found.index + found[0].length
      const end = valueEnd(text, from)
      if (end < 0) break
      METRIC.lastIndex = end
      const key = text.slice(from, end)
      const entry = store.entry(key, () => labelsOf(key))
      if (entry === null) continue
      const listed: Iterable<Listed> = pairsAt(text, end) ?? zippedAt(text, end) ?? []
      for (const { time, value, start, end: after } of listed) {
        addSample(entry, time, value, { number: lineAt(start), start: offset(start), end: offset(after) })
        METRIC.lastIndex = after
      }
    }
    yield* store.series()
    const whole = text.trimEnd()
    if (!/[\]}]$/.test(whole)) {
      const start = Math.max(0, whole.length - 1)
      yield cut(path, lineAt(start), offset(start), offset(whole.length))
    }
  },
}
