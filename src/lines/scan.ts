import type { Line } from '../model/line.ts'
import { joined } from './joined.ts'

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

// One unit per byte: positions in the decoded text are byte offsets. Cues are ASCII, so it does not matter which table it is.
const bytewise = new TextDecoder('latin1')
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

const hasByteOrderMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf

/**
 * Cuts a stream of bytes into lines and gives the sink those that hold a cue, and the first and the last ones. Lines
 * without a cue are counted and never decoded.
 */
export function newScanner(path: string, cues: RegExp, sink: LineSink): Scanner {
  const cue = new RegExp(cues.source, 'g')
  let number = 0
  let offset = 0
  /** The beginning of a line whose end has not come yet. */
  let carry: Uint8Array[] = []
  let carried = 0
  let kept = 0
  /** The last line without a cue, copied out of its chunk: the end of a source is always told. */
  let skipped: Line | null = null

  /** `bytes` is the beginning of the line where that is too long. The mark before the text and the return after it are no part of it. */
  function lineAt(bytes: Uint8Array, start: number, length: number, at = number): Line {
    const before = hasByteOrderMark(bytes) ? 3 : 0
    const after = bytes.length === length && bytes.at(-1) === RETURN ? 1 : 0
    const text = utf8.decode(bytes.subarray(before, bytes.length - after))
    return { path, number: at, start: start + before, end: start + length - after, text }
  }

  function append(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const room = MAX_LINE_BYTES - kept
    if (room > 0) {
      carry.push(bytes.slice(0, room))
      kept += Math.min(room, bytes.length)
    }
    carried += bytes.length
  }

  /** The line that ends where the next one begins, at `offset`. */
  const lineBefore = (bytes: Uint8Array, at: number): Line => lineAt(bytes, offset - bytes.length - 1, bytes.length, at)

  function giveAbove(): void {
    if (skipped !== null && skipped.number === number - 1) sink.above(skipped)
  }

  function give(line: Line, raw: Uint8Array, hasCue: boolean, whole: boolean): void {
    if (!whole) sink.tooLong(line)
    if (hasCue || number <= ALWAYS_FIRST || sink.wantsEvery()) {
      if (hasCue) giveAbove()
      skipped = null
      sink.take(line, raw)
    } else {
      skipped = line
    }
  }

  function giveCarried(): void {
    const bytes = joined(carry)
    number += 1
    const line = lineAt(bytes, offset, carried)
    offset += carried
    const whole = kept === carried
    carry = []
    carried = 0
    kept = 0
    cue.lastIndex = 0
    give(line, bytes, cue.test(line.text), whole)
  }

  function giveWhole(chunk: Uint8Array, from: number): number {
    const text = bytewise.decode(chunk.subarray(from))
    let hit = -2
    let at = from
    let lastStart = -1
    let lastEnd = -1
    for (let newline = chunk.indexOf(NEWLINE, at); newline !== -1; newline = chunk.indexOf(NEWLINE, at)) {
      if (hit !== -1 && hit < at) {
        cue.lastIndex = at - from
        hit = cue.test(text) ? cue.lastIndex + from - 1 : -1
      }
      const hasCue = hit !== -1 && hit < Math.min(newline, at + MAX_LINE_BYTES)
      number += 1
      if (hasCue || number <= ALWAYS_FIRST || newline - at > MAX_LINE_BYTES || sink.wantsEvery()) {
        if (hasCue && lastStart !== -1) skipped = lineBefore(chunk.subarray(lastStart, lastEnd), number - 1)
        const length = newline - at
        const raw = chunk.subarray(at, at + Math.min(length, MAX_LINE_BYTES))
        give(lineAt(raw, offset, length), raw, hasCue, length <= MAX_LINE_BYTES)
        lastStart = -1
      } else {
        lastStart = at
        lastEnd = newline
      }
      offset += newline - at + 1
      at = newline + 1
    }
    // Only the last skipped line of a chunk is decoded, and only when nothing after it was taken.
    if (lastStart !== -1) skipped = lineBefore(chunk.subarray(lastStart, lastEnd), number)
    return at
  }

  return {
    push(chunk) {
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
      append(chunk.subarray(giveWhole(chunk, from)))
    },
    end() {
      if (carried > 0) giveCarried()
      if (skipped) sink.take(skipped, NOTHING)
      return { lines: number, bytes: offset }
    },
  }
}
