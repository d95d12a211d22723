import { constants, fstatSync, lstatSync, type Stats, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { BundleError, type Member } from '../model/bundle.ts'
import { changeBefore, changeDuring, goneSince, type Look, noFileSince } from './changes.ts'
import { pendingPipe } from './pending-pipes.ts'
import { asking, isGone, isNoFile } from './problems.ts'

const CHUNK_BYTES = 512 * 1024

/**
 * Reads a file into the same two buffers again and again, one while the other is worked on. What may be no file on a disk
 * is read only when it is asked for: a pipe may never give more. `isAtEnd` is asked after so many bytes as the file should
 * have: what is written to faster than it is read has no end.
 */
async function* chunks(
  handle: FileHandle,
  sizeBytes: number | null,
  isAtEnd: () => boolean,
): AsyncGenerator<Uint8Array> {
  // One byte more than it holds, so that a file that has grown is noticed as well.
  const room = sizeBytes === null ? CHUNK_BYTES : Math.min(CHUNK_BYTES, sizeBytes + 1)
  const isAhead = sizeBytes !== null && sizeBytes >= CHUNK_BYTES
  const buffers = Array.from({ length: isAhead ? 2 : 1 }, () => new Uint8Array(room))
  let reads = 0
  let done = 0
  const read = () => handle.read(buffers[reads++ % buffers.length] ?? new Uint8Array(room), 0, room)
  let reading: ReturnType<typeof read> | null = null
  try {
    for (;;) {
      const { bytesRead, buffer } = await (reading ?? read())
      reading = null
      if (bytesRead === 0) return
      const left = sizeBytes === null ? Number.POSITIVE_INFINITY : sizeBytes - done
      done += bytesRead
      if (bytesRead > left && isAtEnd()) {
        if (left > 0) yield buffer.subarray(0, left)
        return
      }
      if (isAhead) {
        reading = read()
        // Whether it failed is asked with the next chunk.
        reading.catch(() => {})
      }
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await reading?.catch(() => {})
  }
}

/** How a file is found: by a path that the user gave, or by its name in a directory, which may change meanwhile. */
export interface Found {
  /** Bytes where the name need not be UTF-8. */
  readonly location: string | Buffer
  readonly stats: Stats
  readonly isListed: boolean
}

/** A name in a directory may lead to a pipe by now, which would never open, or out of the directory. */
const LISTED = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

async function openFound(path: string, { location, isListed }: Found): Promise<FileHandle> {
  if (!isListed) return open(location)
  try {
    return await open(location, LISTED)
  } catch (error) {
    if (isGone(error)) throw new BundleError(goneSince(path))
    throw isNoFile(error) ? new BundleError(noFileSince(path)) : error
  }
}

/** What has the name now; null where nothing does. */
function lookAt({ location, isListed }: Found): Look | null {
  try {
    return isListed ? lstatSync(location) : statSync(location)
  } catch {
    return null
  }
}

/**
 * A file on disk. A size of zero is no size: what lies in /proc and /sys, and every pipe, says zero. What changes while it is
 * read is read as far as it was there when it was opened, and rejects at its end with what happened.
 */
export const fileMember = (path: string, found: Found): Member => {
  const { stats, isListed } = found
  const sizeBytes = stats.size > 0 ? stats.size : null
  return {
    path,
    sizeBytes,
    isRepeatable: sizeBytes !== null,
    async *bytes() {
      const giveUp = stats.isFIFO() ? pendingPipe(found.location) : () => {}
      try {
        yield* content()
      } finally {
        giveUp()
      }
    },
  }

  async function* content(): AsyncGenerator<Uint8Array> {
    const handle = await asking(path, () => openFound(path, found))
    try {
      const opened = fstatSync(handle.fd)
      if (isListed && !opened.isFile()) throw new BundleError(noFileSince(path))
      const isSized = sizeBytes !== null && opened.isFile()
      const hasGrown = (): boolean => fstatSync(handle.fd).size > opened.size
      let read = 0
      const reading = chunks(handle, isSized ? opened.size : null, hasGrown)
      try {
        for (;;) {
          const step = await asking(path, () => reading.next())
          if (step.done) break
          read += step.value.length
          yield step.value
        }
      } finally {
        await reading.return(undefined)
      }
      if (!isSized) return
      const change =
        changeBefore(path, stats, opened) ?? changeDuring(path, read, opened, fstatSync(handle.fd), lookAt(found))
      if (change) throw new BundleError(change)
    } finally {
      await handle.close()
    }
  }
}
