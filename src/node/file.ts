import { type FileHandle, open } from 'node:fs/promises'
import type { Member } from '../model/bundle.ts'
import { asking } from './problems.ts'

const CHUNK_BYTES = 512 * 1024

/**
 * Reads a file into the same two buffers again and again, one while the other is worked on. What may be no file on a disk
 * is read only when it is asked for: a pipe may never give more.
 */
async function* chunks(handle: FileHandle, sizeBytes: number | null): AsyncGenerator<Uint8Array> {
  // One byte more than it holds, so that a file that has grown is noticed as well.
  const room = sizeBytes === null ? CHUNK_BYTES : Math.min(CHUNK_BYTES, sizeBytes + 1)
  const isAhead = sizeBytes !== null && sizeBytes >= CHUNK_BYTES
  const buffers = Array.from({ length: isAhead ? 2 : 1 }, () => new Uint8Array(room))
  let reads = 0
  const read = () => handle.read(buffers[reads++ % buffers.length] ?? new Uint8Array(room), 0, room)
  let reading: ReturnType<typeof read> | null = null
  try {
    for (;;) {
      const { bytesRead, buffer } = await (reading ?? read())
      reading = null
      if (bytesRead === 0) return
      if (isAhead) {
        reading = read()
        // Whether it failed is asked with the next chunk.
        reading.catch(() => {})
      }
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await reading?.catch(() => {})
    await handle.close()
  }
}

/**
 * A file on disk. `location` is bytes where the name need not be UTF-8. A size of zero is no size: what lies in
 * /proc and /sys, and every pipe, says zero.
 */
export const fileMember = (path: string, location: string | Buffer, size: number): Member => {
  const sizeBytes = size > 0 ? size : null
  return {
    path,
    sizeBytes,
    isRepeatable: sizeBytes !== null,
    async *bytes() {
      const reading = chunks(await asking(path, () => open(location)), sizeBytes)
      try {
        for (;;) {
          const step = await asking(path, () => reading.next())
          if (step.done) return
          yield step.value
        }
      } finally {
        await reading.return(undefined)
      }
    },
  }
}
