import type { Line } from '../../model/line.ts'
import { offsetOf } from './record-line.ts'

const LENGTH_BYTES = 8
const NEWLINE = 10
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** A value of the journal's export format while it is read: 64 bits of length, little endian, then the bytes. */
export interface BinaryField {
  /** Takes the next line. Gives the part of the value that stands on it; null for a line that holds none of it. */
  take(line: Line, raw: Uint8Array, missingBytes: number): { readonly line: Line; readonly text: string } | null
  /** True when the value is over. */
  isWhole(): boolean
}

export function newBinaryField(): BinaryField {
  const length: number[] = []
  /** Bytes of the value that are still to come; null until the length is known. */
  let left: number | null = null
  let isOver = false

  /** Takes bytes of the length, of which one may be a newline. Returns how many it took. */
  function takeLength(bytes: Uint8Array): number {
    let taken = 0
    while (length.length < LENGTH_BYTES && taken < bytes.length) {
      length.push(bytes[taken] ?? 0)
      taken += 1
    }
    if (length.length === LENGTH_BYTES && left === null) {
      left = length.reduceRight((sum, byte) => sum * 256 + byte, 0)
    }
    return taken
  }

  return {
    isWhole: () => isOver,
    take(line, raw, missingBytes) {
      const from = takeLength(raw)
      if (left === null) {
        // The newline that ended this line is a byte of the length.
        takeLength(Uint8Array.of(NEWLINE))
        return null
      }
      const value = raw.subarray(from, Math.min(raw.length, from + left))
      left -= value.length + Math.min(missingBytes, left - value.length)
      // What ends this line is the newline after the value, or one within it.
      if (left === 0) isOver = true
      else left -= 1
      const start = offsetOf(line, raw) + from
      const text = utf8.decode(value)
      return { line: { ...line, start, end: start + value.length, text }, text }
    },
  }
}
