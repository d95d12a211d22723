import { BundleError } from '../model/bundle.ts'
import type { Problem } from '../model/problem.ts'
import type { ByteSource } from './byte-source.ts'
import { type GzipFault, openGunzip } from './gunzip-stream.ts'
import { damaged } from './problems.ts'

/** Small, since fflate inflates a slice in one go: even a bomb gives at most 16 MiB at a time. */
const SLICE = 16 * 1024
const PIECE = 256 * 1024

const FAULTS: Readonly<Record<Exclude<GzipFault, 'padding'>, string>> = {
  cut: 'is cut short, or its checksum is wrong',
  corrupt: 'is damaged',
  checksum: 'has a wrong checksum, so its content may have been altered',
  trailing: 'is followed by bytes that are not gzip, left out',
}

/** Looks at how much went in and came out; a problem ends the reading. */
export type Meter = (fedBytes: number, inflatedBytes: number) => Problem | null

const inPieces = (chunk: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(chunk.length / PIECE) }, (_, at) => chunk.subarray(at * PIECE, (at + 1) * PIECE))

/** The content of a gzip stream, up to the first damage; then rejects with what is wrong. */
export async function* gunzip(source: ByteSource, path: string, meter: Meter): AsyncGenerator<Uint8Array> {
  const stream = openGunzip()
  let size = 0
  let fault: GzipFault | null = null
  // Whole slices, since each push costs a copy of deflate's window, however little it brings.
  for (let slice = await source.peek(SLICE); slice.length > 0; slice = await source.peek(SLICE)) {
    await source.skip(slice.length)
    const inflated = stream.push(slice)
    for (const piece of inflated.chunks.flatMap(inPieces)) {
      size += piece.length
      const limit = meter(source.position(), piece.length)
      if (limit) throw new BundleError(limit)
      yield piece
    }
    fault = inflated.fault
    if (fault) break
  }
  const failure = source.failure()
  if (failure) throw new BundleError(failure)
  fault ??= stream.end()
  if (!fault || fault === 'padding') return
  const severity = fault === 'trailing' ? 'warning' : 'error'
  throw new BundleError(damaged(path, `${path} ${FAULTS[fault]}: ${size} bytes came out of it`, severity))
}
