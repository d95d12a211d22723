import { BundleError } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'

/** Bytes pulled from a stream as they are asked for, so that nothing is held but the chunk at hand. What it gives is valid until more is asked for. */
export interface ByteSource {
  /** Bytes handed out so far. */
  position(): number
  /** Why the stream broke off; null while it has not. */
  failure(): Problem | null
  /** The next bytes without taking them; fewer than asked for only at the end. */
  peek(size: number): Promise<Uint8Array>
  /** The next piece, of at most this size; null at the end. */
  take(most: number): Promise<Uint8Array | null>
  /** Drops bytes; gives how many there were to drop. */
  skip(size: number): Promise<number>
  /** All that is left; rejects at the end with what broke the stream off. */
  rest(): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

const NOTHING = new Uint8Array()

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces
  if (only && pieces.length === 1) return only
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function problemOf(error: unknown, path: string): Problem {
  if (error instanceof BundleError) return error.problem
  const detail = `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`
  return { code: 'SOURCE_UNREADABLE', severity: 'error', detail, advice: null, evidence: [], path }
}

export function openSource(path: string, stream: AsyncIterable<Uint8Array>): ByteSource {
  const iterator = stream[Symbol.asyncIterator]()
  let held: Uint8Array = NOTHING
  let position = 0
  let ended = false
  let failure: Problem | null = null

  async function pull(): Promise<Uint8Array | null> {
    while (!ended) {
      try {
        const step = await iterator.next()
        if (step.done) ended = true
        else if (step.value.length > 0) return step.value
      } catch (error) {
        ended = true
        failure = problemOf(error, path)
      }
    }
    return null
  }

  async function peek(size: number): Promise<Uint8Array> {
    if (held.length < size && !ended) {
      let last = held
      const pieces: Uint8Array[] = []
      let length = held.length
      while (length < size) {
        // A chunk is valid until the next one is pulled.
        if (last.length > 0) pieces.push(new Uint8Array(last))
        last = (await pull()) ?? NOTHING
        if (last.length === 0) break
        length += last.length
      }
      if (last.length > 0) pieces.push(last)
      held = joined(pieces)
    }
    return held.subarray(0, size)
  }

  async function take(most: number): Promise<Uint8Array | null> {
    if (held.length === 0) held = (await pull()) ?? held
    if (held.length === 0) return null
    const piece = held.subarray(0, most)
    held = held.subarray(piece.length)
    position += piece.length
    return piece
  }

  return {
    position: () => position,
    failure: () => failure,
    peek,
    take,
    async skip(size) {
      let left = size
      while (left > 0) {
        const piece = await take(left)
        if (!piece) break
        left -= piece.length
      }
      return size - left
    },
    async *rest() {
      for (let piece = await take(Infinity); piece; piece = await take(Infinity)) yield piece
      if (failure) throw new BundleError(failure)
    },
    async close() {
      ended = true
      await iterator.return?.()
    },
  }
}
