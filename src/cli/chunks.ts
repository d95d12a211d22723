/** Characters of a chunk that is written at once: less makes many calls, more only takes memory. */
const CHUNK = 64 * 1024

/** Pieces of any length put together, so that each is worth a call of the system. Never an empty one. */
export function* chunksOf(pieces: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const piece of pieces) {
    chunk += piece
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
