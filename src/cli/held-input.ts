/** More than anybody pipes to look at. */
const MOST_BYTES = 256 * 1024 * 1024

/**
 * Standard input that can be read again once it was read to its end: the view goes back to the lines that it cites. Of more
 * than so many bytes nothing is kept, and reading it again says so.
 */
export function heldInput(input: AsyncIterable<Uint8Array>, most: number = MOST_BYTES): AsyncIterable<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  let state: 'new' | 'begun' | 'whole' = 'new'

  async function* first(): AsyncGenerator<Uint8Array> {
    for await (const chunk of input) {
      size += chunk.length
      if (size > most) chunks.length = 0
      else chunks.push(chunk)
      yield chunk
    }
    state = 'whole'
  }

  async function* again(): AsyncGenerator<Uint8Array> {
    if (state !== 'whole') throw new Error('it was not read to its end')
    if (size > most) throw new Error(`it was longer than ${most} bytes, which are not kept`)
    yield* chunks
  }

  return {
    [Symbol.asyncIterator]() {
      if (state !== 'new') return again()
      state = 'begun'
      return first()
    },
  }
}
