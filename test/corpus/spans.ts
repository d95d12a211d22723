import { decoderOf, type Encoding, encodingOf, newlineIn, unitBytes } from '../../src/model/encoding.ts'
import { EXCERPT_LIMIT, type Span } from '../../src/model/span.ts'

const isSpan = (value: object): value is Span =>
  'path' in value && 'line' in value && 'endLine' in value && 'start' in value && 'end' in value

/** Every citation of a report, wherever it stands. */
export function spansIn(value: unknown): readonly Span[] {
  if (typeof value !== 'object' || value === null) return []
  return isSpan(value) ? [value] : Object.values(value).flatMap(spansIn)
}

/** A source, and where its lines end. */
export interface Indexed {
  readonly bytes: Uint8Array
  readonly encoding: Encoding
  /** Offset of each newline. */
  readonly newlines: readonly number[]
}

export function indexed(bytes: Uint8Array): Indexed {
  const encoding = encodingOf(bytes)
  const newlines: number[] = []
  for (let at = newlineIn(bytes, 0, encoding); at !== -1; ) {
    newlines.push(at)
    at = newlineIn(bytes, at + unitBytes(encoding), encoding)
  }
  return { bytes, encoding, newlines }
}

/** 1-based line of a place between bytes: newlines before it, and one. */
function lineAt({ newlines }: Indexed, offset: number): number {
  let [from, to] = [0, newlines.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((newlines[middle] ?? 0) < offset) from = middle + 1
    else to = middle
  }
  return from + 1
}

export const textOf = ({ bytes, encoding }: Indexed, { start, end }: Span): string =>
  decoderOf(encoding)(bytes.subarray(start, end))

/** A byte order mark may stand before any line, where files were put together. */
const bare = (text: string): string => text.replace(/\r+(?=\n|$)|(?<=\n)\ufeff/g, '')

/** What is wrong with a citation, in words; null for a right one. */
export function faultOf(span: Span, source: Indexed | undefined): string | null {
  if (source === undefined) return 'cites a file that is not in the bundle'
  if (span.start < 0 || span.start >= span.end || span.end > source.bytes.length) return 'lies outside of its file'
  if (lineAt(source, span.start) !== span.line) return 'begins in another line'
  // Its last line may be empty: then nothing of it is cited.
  if (lineAt(source, span.end) !== span.endLine) return 'ends in another line'
  if (span.excerpt === null) return null
  // Lines are quoted without what ends them, and without a mark before them.
  const text = bare(textOf(source, span))
  const excerpt = bare(span.excerpt)
  const isCut = excerpt.endsWith('…') && text.length > EXCERPT_LIMIT
  const holds = isCut ? text.startsWith(excerpt.slice(0, -1)) : text === excerpt
  return holds ? null : 'quotes other words than its bytes'
}
