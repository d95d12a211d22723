import type { Meter } from './meter.ts'

/** One member of a tar or zip. Its bytes can be read until the next one is asked for. */
export interface ArchiveEntry {
  readonly name: string
  /** `null` for a file; else what it is, as in "is …". */
  readonly special: string | null
  /** Size in bytes after decompression; null where only reading it tells. */
  readonly size: number | null
  /** Rejects at the first damage. `path` names it in the problem; the meter counts what the archive compressed. */
  bytes(path: string, meter: Meter): AsyncGenerator<Uint8Array>
}
