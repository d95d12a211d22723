import type { Line } from '../../model/line.ts'

const NEWLINE = 10
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

interface HeldLine {
  readonly line: Line
  /** Absolute offset of the first byte. */
  readonly base: number
  readonly bytes: Uint8Array
}

/** The bytes of the last lines, as many as are still needed. */
export interface HeldLines {
  /** Adds the next line; its bytes must stay as they are until `keepFrom`. */
  add(line: Line, base: number, bytes: Uint8Array): void
  /** Text between two absolute offsets, of which the first is in the line with this number. */
  textOf(number: number, start: number, end: number): string
  /** Keeps the lines from this number on, with copies of their bytes; null: none. */
  keepFrom(number: number | null): void
}

export function newHeldLines(): HeldLines {
  let held: HeldLine[] = []
  return {
    add: (line, base, bytes) => held.push({ line, base, bytes }),
    textOf(number, start, end) {
      const text = new Uint8Array(end - start).fill(NEWLINE)
      const first = number - (held[0]?.line.number ?? number)
      for (const { base, bytes } of held.slice(first)) {
        const from = Math.max(start, base)
        const to = Math.min(end, base + bytes.length)
        if (from < to) text.set(bytes.subarray(from - base, to - base), from - start)
      }
      return utf8.decode(text)
    },
    keepFrom(number) {
      const last = held.at(-1)
      if (number === null || last === undefined) {
        held = []
        return
      }
      const dropped = number - (held[0]?.line.number ?? number)
      if (dropped > 0) held = held.slice(dropped)
      if (held.length > 0) held[held.length - 1] = { ...last, bytes: last.bytes.slice() }
    },
  }
}
