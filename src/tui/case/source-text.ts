import { decoderOf, type Encoding, newlineIn, unitBytes } from '../../model/encoding.ts'
import { printable } from '../../render/printable.ts'

/** A source, or the part of it around a citation, as lines that are decoded when they are looked at. */
export interface SourceText {
  /** Number of the first line that is held, 1-based. */
  readonly firstLine: number
  readonly count: number
  /** Whether lines before and behind what is held were left out. */
  readonly cutBefore: boolean
  readonly cutAfter: boolean
  /** A line as it may be printed. Of a very long one the beginning. */
  line(at: number): string
  /** The line that holds the byte, counted from what is held; kept within it. */
  lineOfByte(byte: number): number
  /** The bytes from one place of the source to another, as text. */
  between(start: number, end: number): string
}

/** Bytes of one line that are shown. */
const LONGEST_LINE = 16_384
const TAB = 8

/** Tabs as the spaces that a terminal would draw for them, so that tables stay tables. */
function withoutTabs(text: string): string {
  if (!text.includes('\t')) return text
  let drawn = ''
  for (const part of text.split(/(\t)/)) drawn += part === '\t' ? ' '.repeat(TAB - (drawn.length % TAB)) : part
  return drawn
}

/** `bytes` begin at `offset` of the source, with line number `firstLine`. */
export function sourceTextOf(
  bytes: Uint8Array,
  place: {
    readonly offset: number
    readonly firstLine: number
    readonly cutBefore: boolean
    readonly cutAfter: boolean
    readonly encoding: Encoding
  },
): SourceText {
  const { offset, firstLine, cutBefore, cutAfter, encoding } = place
  const unit = unitBytes(encoding)
  const decode = decoderOf(encoding)
  const starts: number[] = [0]
  for (let at = newlineIn(bytes, 0, encoding); at !== -1; at = newlineIn(bytes, at + unit, encoding))
    starts.push(at + unit)
  // A newline at the end ends the last line and begins none.
  if (starts.length > 1 && (starts.at(-1) ?? 0) >= bytes.length) starts.pop()
  const offsets = Float64Array.from(starts)
  return {
    firstLine,
    count: offsets.length,
    cutBefore,
    cutAfter,
    line(at) {
      const start = offsets[at]
      if (start === undefined) return ''
      const end = at + 1 < offsets.length ? (offsets[at + 1] ?? 0) - unit : bytes.length
      const text = decode(bytes.subarray(start, Math.min(end, start + LONGEST_LINE)))
      return printable(withoutTabs(text.replace(/^\ufeff|\r?\n?$/g, '')))
    },
    lineOfByte(byte) {
      let [low, high] = [0, offsets.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if ((offsets[middle] ?? 0) <= byte - offset) low = middle + 1
        else high = middle
      }
      return Math.max(0, low - 1)
    },
    between: (start, end) => decode(bytes.subarray(Math.max(0, start - offset), Math.max(0, end - offset))),
  }
}
