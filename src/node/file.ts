import { type FileHandle, open } from 'node:fs/promises'
import type { Member } from '../model/bundle.ts'
import { asking } from './problems.ts'

const CHUNK = 256 * 1024

async function* chunks(handle: FileHandle): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/**
 * A file on disk. `location` is bytes where the name need not be UTF-8. A size of zero is no size: what lies in
 * /proc and /sys, and every pipe, says zero.
 */
export const fileMember = (path: string, location: string | Buffer, size: number): Member => ({
  path,
  sizeBytes: size > 0 ? size : null,
  async *bytes() {
    const reading = chunks(await asking(path, () => open(location)))
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
})
