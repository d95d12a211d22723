import { createGunzip } from 'node:zlib'
import { type ByteSource, type Decompressor, gunzip, openSource } from '../archives/index.ts'

/** Small, so that little comes out before what goes in is measured against it. */
const SLICE_BYTES = 32 * 1024
const CHUNK_BYTES = 256 * 1024
/** `readableHighWaterMark` is how far zlib may run ahead of who reads. */
const OPTIONS = { chunkSize: CHUNK_BYTES, readableHighWaterMark: 4 * CHUNK_BYTES }
/** The most that is held to be read a second time, where it cannot be asked for again. */
const HELD_BYTES = 16 * 1024 * 1024

async function* inOneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** What zlib makes of a stream, on a thread of its own; throws where it finds anything wrong or leaves anything, perhaps before all that came out was given. */
async function* inflated(source: ByteSource): AsyncGenerator<Uint8Array> {
  const stream = createGunzip(OPTIONS)
  let taken = 0
  let goOn: () => void = () => {}
  // What is being written when zlib fails is never told to be used up.
  stream.once('close', () => goOn())
  async function feed(): Promise<void> {
    for (
      let slice = await source.take(SLICE_BYTES);
      slice && !stream.destroyed;
      slice = await source.take(SLICE_BYTES)
    ) {
      const bytes = slice
      taken += bytes.length
      await new Promise<void>(resolve => {
        goOn = resolve
        stream.write(bytes, () => resolve())
      })
    }
    if (!stream.destroyed) stream.end()
  }
  const feeding = feed().catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  try {
    yield* stream
  } finally {
    stream.destroy()
    await feeding
  }
  // zlib takes whatever begins with a zero for padding, and says nothing of what it leaves.
  if (taken > stream.bytesWritten) throw new Error('something stands behind the stream')
}

/** What the core's own decoder gives after so many bytes, and what it finds wrong. */
async function* retold(source: ByteSource, given: number): ReturnType<Decompressor> {
  const content = gunzip(source)
  let left = given
  try {
    for (;;) {
      const step = await content.next()
      if (step.done) return step.value
      const fresh = step.value.subarray(Math.min(left, step.value.length))
      left -= step.value.length - fresh.length
      if (fresh.length > 0) yield fresh
    }
  } finally {
    await content.return(null)
    await source.close()
  }
}

/**
 * The content of gzip by zlib, several times as fast as in JavaScript. Of damage zlib tells less than the core's decoder,
 * and drops what stood right before it: where it finds anything wrong, the core's decoder reads the same again from the
 * start, and has the last word.
 */
export async function* nativeGunzip(source: ByteSource, again: (() => ByteSource) | null): ReturnType<Decompressor> {
  let retry = again
  if (retry === null) {
    const held = await source.peek(HELD_BYTES + 1)
    if (held.length > HELD_BYTES) return yield* gunzip(source)
    const copy = new Uint8Array(held)
    retry = () => openSource('', inOneChunk(copy))
  }
  let given = 0
  // Before a cut zlib may give some bytes more than the core: what is last is given when it is known to be whole.
  const waiting: Uint8Array[] = []
  let waitingBytes = 0
  try {
    for await (const chunk of inflated(source)) {
      waiting.push(chunk)
      waitingBytes += chunk.length
      for (let first = waiting[0]; first && waitingBytes - first.length >= CHUNK_BYTES; first = waiting[0]) {
        waiting.shift()
        waitingBytes -= first.length
        given += first.length
        yield first
      }
    }
    yield* waiting
    return null
  } catch {
    return yield* retold(retry(), given)
  }
}
