import type { ByteSource } from './byte-source.ts'
import type { Fault } from './faults.ts'

/** Small, since fflate inflates a slice in one go: even a bomb gives at most 16 MiB at a time. */
const SLICE = 16 * 1024

/** The content of one or more gzip members. */
export async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array, Fault | null> {
  const { openGunzip } = await import('./gunzip-stream.ts')
  const stream = openGunzip()
  // Whole slices, since each push costs a copy of deflate's window, however little it brings.
  for (let slice = await source.peek(SLICE); slice.length > 0; slice = await source.peek(SLICE)) {
    // fflate may keep a part of what it is given.
    const bytes = new Uint8Array(slice)
    await source.skip(bytes.length)
    const { chunks, fault } = stream.push(bytes)
    yield* chunks
    if (fault) return fault === 'padding' ? null : fault
  }
  return stream.end()
}
