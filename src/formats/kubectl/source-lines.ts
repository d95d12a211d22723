import { decoderOf, encodingOf, newlineIn, unitBytes } from '../../model/encoding.ts'
import { type Line, lineSpan } from '../../model/line.ts'
import { EXCERPT_LIMIT, type Span } from '../../model/span.ts'

const BOM = '\uFEFF'

/** Splits a document at newlines of its bytes, so that every line knows its exact place whatever the bytes are. */
export function linesOf(path: string, bytes: Uint8Array): readonly Line[] {
  const encoding = encodingOf(bytes)
  const decode = decoderOf(encoding)
  const lines: Line[] = []
  for (let start = 0; start < bytes.length; ) {
    const newline = newlineIn(bytes, start, encoding)
    const end = newline === -1 ? bytes.length : newline
    const text = decode(bytes.subarray(start, end))
    // The mark of the byte order is no part of the first line.
    const before = start === 0 && text.startsWith(BOM) ? 1 : 0
    const markBytes = encoding === 'utf-8' ? 3 : 2
    const shown = text.slice(before, text.endsWith('\r') ? -1 : undefined)
    lines.push({ path, number: lines.length + 1, start: start + before * markBytes, end, text: shown })
    start = end + unitBytes(encoding)
  }
  return lines
}

/** The citation of a run of lines, with its text where that is short. */
export function runSpan(lines: readonly [Line, ...Line[]]): Span {
  const [first] = lines
  const last = lines.at(-1) ?? first
  if (first === last) return lineSpan(first)
  const text = lines.map(line => line.text).join('\n')
  return {
    path: first.path,
    line: first.number,
    endLine: last.number,
    start: first.start,
    end: last.end,
    excerpt: text.length > EXCERPT_LIMIT ? null : text,
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
  // Empty lines by themselves are nothing to look at.
  return [runSpan(first), ...more.filter(run => run.some(line => line.end > line.start)).map(runSpan)]
}
