import { bunzip2 } from './bzip2.ts'
import type { CompressionId } from './formats.ts'
import { gunzip } from './gzip.ts'
import type { Decompressor } from './unfold.ts'
import { unxz } from './xz.ts'
import { unzstd } from './zstd.ts'

/** What opens each way of compressing. */
export type Decompressors = Readonly<Record<CompressionId, Decompressor>>

/** The core's own. Libraries are loaded when a file needs them. */
export const DECOMPRESSORS: Decompressors = {
  gzip: gunzip,
  xz: unxz,
  zstd: unzstd,
  bzip2: bunzip2,
}
