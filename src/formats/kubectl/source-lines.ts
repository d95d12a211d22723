import { type Line, lineSpan } from '../../model/line.ts'
import { EXCERPT_LIMIT, type Span } from '../../model/span.ts'

const NEWLINE = 10
const BOM = '\uFEFF'

/** Splits a document at newlines of its bytes, so that every line knows its exact place whatever the bytes are. */
export function linesOf(path: string, bytes: Uint8Array): readonly Line[] {
  // Without ignoreBOM the decoder drops a byte order mark in silence, in the middle of a file too.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const lines: Line[] = []
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start)
    const end = newline === -1 ? bytes.length : newline
    const text = decoder.decode(bytes.subarray(start, end))
    lines.push({ path, number: lines.length + 1, start, end, text: visible(text, lines.length === 0) })
    start = end + 1
  }
  return lines
}

const visible = (text: string, first: boolean): string => {
  const unmarked = first && text.startsWith(BOM) ? text.slice(1) : text
  return unmarked.endsWith('\r') ? unmarked.slice(0, -1) : unmarked
}

/** The citation of a run of lines, with its text where that is short. */
export function runSpan(lines: readonly [Line, ...Line[]]): Span {
  const [first] = lines
  const last = lines.at(-1) ?? first
  if (first === last) return lineSpan(first)
  return {
    path: first.path,
    line: first.number,
    endLine: last.number,
    start: first.start,
    end: last.end,
    excerpt: last.end - first.start > EXCERPT_LIMIT ? null : lines.map(line => line.text).join('\n'),
  }
}

/** Joins lines that follow each other into one citation each run; lines must be in order. */
export function spansOf(lines: readonly [Line, ...Line[]]): [Span, ...Span[]] {
  const [head, ...tail] = lines
  const runs: [[Line, ...Line[]], ...[Line, ...Line[]][]] = [[head]]
  for (const line of tail) {
    const run = runs.at(-1)
    if (run && run.at(-1)?.number === line.number - 1) run.push(line)
    else runs.push([line])
  }
  const [first, ...more] = runs
  return [runSpan(first), ...more.map(runSpan)]
}
