import { BundleError } from '../model/bundle.ts'
import type { ByteSource } from './byte-source.ts'
import { type Fault, faultProblem } from './faults.ts'
import { type ArchiveFormat, formatOf } from './formats.ts'
import type { Meter } from './meter.ts'
import { asError } from './problems.ts'

/**
 * What comes out of a compressed stream until its end or its first damage; returns what was wrong. `again` opens the same
 * stream at its start once more; null where it cannot be.
 */
export type Decompressor = (
  source: ByteSource,
  again: (() => ByteSource) | null,
) => AsyncGenerator<Uint8Array, Fault | null>

/** What is unfolded, and what it is called when it is damaged. */
export interface Unfolding {
  readonly id: ArchiveFormat['id']
  readonly decompress: Decompressor
  readonly again: (() => ByteSource) | null
}

const PIECE = 256 * 1024

const inPieces = (chunk: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(chunk.length / PIECE) }, (_, at) => chunk.subarray(at * PIECE, (at + 1) * PIECE))

/** The content of a compressed stream, up to the first damage; then rejects with what is wrong. */
export async function* unfold(
  { id, decompress, again }: Unfolding,
  source: ByteSource,
  path: string,
  meter: Meter,
): AsyncGenerator<Uint8Array> {
  const content = decompress(source, again)
  let size = 0
  let step: IteratorResult<Uint8Array, Fault | null>
  try {
    for (step = await content.next(); !step.done; step = await content.next())
      for (const piece of inPieces(step.value)) {
        size += piece.length
        const limit = meter(source.position(), piece.length)
        if (limit) throw new BundleError(limit)
        yield piece
      }
  } finally {
    await content.return(null)
  }
  const failure = source.failure()
  const format = formatOf(id)
  const fault = step.value && format ? faultProblem(step.value, format, path, size) : null
  // Why the stream below ends is why this one is cut.
  if (failure) throw new BundleError(fault ? asError(failure, `${size} bytes came out of ${path}`, path) : failure)
  if (fault) throw new BundleError(fault)
}
