import { decoderOf, type Encoding, newlineIn } from '../model/encoding.ts'
import type { Line } from '../model/line.ts'
import { joined } from './joined.ts'
import { ALWAYS_FIRST, type LineSink, MAX_LINE_BYTES, type Scanner } from './scan.ts'

const NEWLINE_BYTES = 2
const NOTHING = new Uint8Array()
const utf8 = new TextEncoder()

/**
 * Cuts UTF-16 into lines, as `newScanner` does with UTF-8: places are bytes of the source, and a line is given with its
 * text as UTF-8. Every line is decoded, since cues cannot be looked for in the bytes.
 */
export function newWideScanner(path: string, cues: RegExp, encoding: Encoding, sink: LineSink): Scanner {
  const decode = decoderOf(encoding)
  let number = 0
  /** Where the line begins that is being collected. */
  let offset = 0
  let carry: Uint8Array[] = []
  let carried = 0
  let kept = 0
  /** Half a unit, at the end of a chunk. */
  let odd = NOTHING
  let skipped: Line | null = null

  function append(bytes: Uint8Array): void {
    const room = MAX_LINE_BYTES - kept
    if (room > 0 && bytes.length > 0) {
      carry.push(new Uint8Array(bytes.subarray(0, room)))
      kept += Math.min(room, bytes.length)
    }
    carried += bytes.length
  }

  /** The byte order mark and the returns before a newline are no part of the line. */
  function carriedLine(): Line {
    const decoded = decode(joined(carry))
    const marked = decoded.startsWith('\ufeff') ? decoded.slice(1) : decoded
    const returned = kept === carried && marked.endsWith('\r')
    const start = offset + (marked.length < decoded.length ? 2 : 0)
    const end = offset + carried - (returned ? 2 : 0)
    return { path, number, start, end, text: returned ? marked.slice(0, -1) : marked }
  }

  function give(): void {
    number += 1
    const line = carriedLine()
    if (kept < carried) sink.tooLong(line)
    const hasCue = cues.test(line.text)
    if (hasCue || number <= ALWAYS_FIRST || sink.wantsEvery()) {
      if (hasCue && skipped !== null) sink.above(skipped)
      skipped = null
      sink.take(line, utf8.encode(line.text))
    } else {
      skipped = line
    }
    offset += carried
    carry = []
    carried = 0
    kept = 0
  }

  return {
    push(chunk) {
      const bytes = odd.length > 0 ? joined([odd, chunk]) : chunk
      const whole = bytes.length - (bytes.length % 2)
      odd = new Uint8Array(bytes.subarray(whole))
      const units = bytes.subarray(0, whole)
      let from = 0
      for (let at = newlineIn(units, 0, encoding); at !== -1; at = newlineIn(units, from, encoding)) {
        append(units.subarray(from, at))
        give()
        offset += NEWLINE_BYTES
        from = at + NEWLINE_BYTES
      }
      append(units.subarray(from))
    },
    end() {
      // Half a unit at the very end is text that was cut: it becomes U+FFFD.
      append(odd)
      if (carried > 0) give()
      if (skipped) sink.take(skipped, NOTHING)
      return { lines: number, bytes: offset }
    },
  }
}
