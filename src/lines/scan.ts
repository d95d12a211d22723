import type { Line } from '../model/line.ts'
import { joined } from './joined.ts'
import type { LineSearch } from './search/line-search.ts'
import { SEARCHED_BYTES } from './search/open-search.ts'
import { cueTestOf, newPlainSearch } from './search/plain-search.ts'

/** The longest line that is kept whole, in bytes; of a longer one the beginning is kept. No log writer that is known writes longer ones. */
export const MAX_LINE_BYTES: number = 1024 * 1024

/** Who receives lines. */
export interface LineSink {
  /** True while every line is wanted: a report is being read. Asked before each line. */
  wantsEvery(): boolean
  /** `raw` holds the line as UTF-8, valid during the call; empty for a line that is given late. */
  take(line: Line, raw: Uint8Array): void
  /** The line above one with a cue, where it was not taken: mail programs break lines. */
  above(line: Line): void
  /** A line was longer than `MAX_LINE_BYTES`; `line` holds its beginning, its place is whole. */
  tooLong(line: Line): void
}

export interface Scanned {
  readonly lines: number
  readonly bytes: number
}

export interface Scanner {
  push(chunk: Uint8Array): void
  end(): Scanned
}

/** Lines at the start of a source that are always taken: they tell what the source is and where its clock stands. */
export const ALWAYS_FIRST = 50
const NEWLINE = 10
const NOTHING = new Uint8Array()
const RETURN = 13

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

const hasByteOrderMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

/**
 * Cuts a stream of bytes into lines and gives the sink those that hold a cue, and the first and the last ones. Lines
 * without a cue are counted and never decoded.
 */
export function newScanner(
  path: string,
  cues: RegExp,
  sink: LineSink,
  search: LineSearch = newPlainSearch(cues),
): Scanner {
  const holdsCue = cueTestOf(cues)
  let number = 0
  let offset = 0
  /** The beginning of a line whose end has not come yet. */
  let carry: Uint8Array[] = []
  let carried = 0
  let kept = 0
  /** The last line without a cue, copied out of its chunk: the end of a source is always told. */
  let skipped: Line | null = null

  /** `bytes` is the beginning of the line where that is too long. The mark before the text and the return after it are no part of it. */
  function lineAt(bytes: Uint8Array, start: number, length: number): Line {
    const before = hasByteOrderMark(bytes) ? 3 : 0
    const after = bytes.length === length && bytes.at(-1) === RETURN ? 1 : 0
    const text = utf8.decode(bytes.subarray(before, bytes.length - after))
    return { path, number, start: start + before, end: start + length - after, text }
  }

  function append(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const room = MAX_LINE_BYTES - kept
    if (room > 0) {
      carry.push(new Uint8Array(bytes.subarray(0, room)))
      kept += Math.min(room, bytes.length)
    }
    carried += bytes.length
  }

  const isWanted = (line: number): boolean => line <= ALWAYS_FIRST || sink.wantsEvery()

  /** Takes a line, after the one above it where that was passed over. */
  function take(line: Line, raw: Uint8Array, hasCue: boolean): void {
    if (hasCue && skipped !== null && skipped.number === number - 1) sink.above(skipped)
    skipped = null
    sink.take(line, raw)
  }

  function giveCarried(): void {
    const bytes = joined(carry)
    number += 1
    const line = lineAt(bytes, offset, carried)
    offset += carried
    if (kept < carried) sink.tooLong(line)
    carry = []
    carried = 0
    kept = 0
    const hasCue = holdsCue(bytes)
    if (hasCue || isWanted(number)) take(line, bytes, hasCue)
    else skipped = line
  }

  /** Takes the line that begins here; gives where the next one does. */
  function giveAt(lines: Uint8Array, at: number, hasCue: boolean): number {
    const newline = lines.indexOf(NEWLINE, at)
    const raw = lines.subarray(at, newline)
    number += 1
    const line = lineAt(raw, offset, raw.length)
    offset += raw.length + 1
    // The test is worth its time only where it would tell of a line above.
    take(line, raw, hasCue || (skipped?.number === number - 1 && holdsCue(raw)))
    return newline + 1
  }

  /** Gives what is wanted of whole lines, each with its newline. */
  function giveWhole(lines: Uint8Array): void {
    search.open(lines)
    for (let at = 0; at < lines.length; ) {
      if (isWanted(number + 1)) {
        at = giveAt(lines, at, false)
        continue
      }
      const next = search.next(at)
      if (next > at) {
        number += search.passed()
        offset += next - at
        const start = next < 2 ? at : Math.max(at, lines.lastIndexOf(NEWLINE, next - 2) + 1)
        const last = lines.subarray(start, next - 1)
        skipped = lineAt(last, offset - last.length - 1, last.length)
      }
      at = next < lines.length ? giveAt(lines, next, true) : next
    }
  }

  function pushSome(chunk: Uint8Array): void {
    let from = 0
    if (carried > 0) {
      const newline = chunk.indexOf(NEWLINE)
      if (newline === -1) {
        append(chunk)
        return
      }
      append(chunk.subarray(0, newline))
      giveCarried()
      offset += 1
      from = newline + 1
    }
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end > from) giveWhole(chunk.subarray(from, end))
    append(chunk.subarray(Math.max(from, end)))
  }

  return {
    push(chunk) {
      for (let at = 0; at < chunk.length; at += SEARCHED_BYTES) pushSome(chunk.subarray(at, at + SEARCHED_BYTES))
    },
    end() {
      if (carried > 0) giveCarried()
      if (skipped) sink.take(skipped, NOTHING)
      return { lines: number, bytes: offset }
    },
  }
}
