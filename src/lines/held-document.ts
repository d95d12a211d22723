const FIRST_BYTES = 1024 * 1024
/** What a file says of its size is believed so far: an archive may say anything. */
const MOST_FORESEEN_BYTES = 128 * 1024 * 1024

/** The bytes of a document as they come. They are copied once where its size was known. */
export interface HeldDocument {
  /** Adds a chunk, which may change afterwards. */
  add(chunk: Uint8Array): void
  /** All bytes so far, not copied. */
  bytes(): Uint8Array
}

export function newHeldDocument(sizeBytes: number | null): HeldDocument {
  let held = new Uint8Array(Math.min(sizeBytes ?? FIRST_BYTES, MOST_FORESEEN_BYTES))
  let length = 0
  return {
    add(chunk) {
      if (length + chunk.length > held.length) {
        const larger = new Uint8Array(Math.max(2 * held.length, length + chunk.length))
        larger.set(held.subarray(0, length))
        held = larger
      }
      held.set(chunk, length)
      length += chunk.length
    },
    bytes: () => held.subarray(0, length),
  }
}
