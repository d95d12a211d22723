import type { ByteSource } from './byte-source.ts'

/** The start of a stream, or all of it, held in memory to be read in any order. */
export interface HeldBytes {
  readonly size: number
  /** False where the stream goes on: it was longer than what may be held. */
  readonly isWhole: boolean
  /** Bytes from an offset on; fewer than asked for only at the end. Not to be changed. */
  read(at: number, size: number): Uint8Array
  /** Offset of the next place, from an offset on, that begins with `P`, `K` and one of these pairs; null for none. */
  findMark(pairs: readonly number[], from: number): number | null
}

const BLOCK = 1024 * 1024
const WINDOW = 64 * 1024
const [P, K] = [0x50, 0x4b]

/** Reads a stream to its end, or to the most that may be held; the rest is left where it is. */
export async function hold(source: ByteSource, most: number): Promise<HeldBytes> {
  const blocks: Uint8Array[] = []
  let size = 0
  let piece = await source.take(most)
  for (; piece && size < most; piece = size < most ? await source.take(Math.min(BLOCK, most - size)) : null) {
    for (let rest = piece; rest.length > 0; ) {
      const filled = size % BLOCK
      if (filled === 0) blocks.push(new Uint8Array(BLOCK))
      const part = rest.subarray(0, BLOCK - filled)
      blocks.at(-1)?.set(part, filled)
      size += part.length
      rest = rest.subarray(part.length)
    }
  }
  const isWhole = size < most || (await source.peek(1)).length === 0

  function read(at: number, wanted: number): Uint8Array {
    const length = Math.max(0, Math.min(wanted, size - at))
    const from = at % BLOCK
    const block = blocks[Math.floor(at / BLOCK)]
    if (!block || length === 0) return new Uint8Array(0)
    if (from + length <= BLOCK) return block.subarray(from, from + length)
    const whole = new Uint8Array(length)
    whole.set(block.subarray(from))
    whole.set(read(at + BLOCK - from, length - (BLOCK - from)), BLOCK - from)
    return whole
  }

  function findMark(pairs: readonly number[], from: number): number | null {
    for (let base = from; base < size; base += WINDOW) {
      const window = read(base, WINDOW + 3)
      for (let at = window.indexOf(P); at !== -1 && at < WINDOW; at = window.indexOf(P, at + 1)) {
        const pair = (window[at + 2] ?? 0) | ((window[at + 3] ?? 0) << 8)
        if (window[at + 1] === K && at + 4 <= window.length && pairs.includes(pair)) return base + at
      }
    }
    return null
  }

  return { size, isWhole, read, findMark }
}
