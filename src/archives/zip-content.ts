import { type ByteSource, openSource } from './byte-source.ts'
import { bunzip2 } from './bzip2.ts'
import { crc32 } from './crc32.ts'
import type { Fault } from './faults.ts'
import { gunzip } from './gzip.ts'
import type { HeldBytes } from './held-bytes.ts'
import type { Decompressor } from './unfold.ts'
import { unxz } from './xz.ts'
import type { ZipRecord } from './zip-records.ts'
import { unzstd } from './zstd.ts'

const PIECE = 256 * 1024
/** Numbers of methods (APPNOTE.TXT, section 4.4.5). */
const METHOD = { stored: 0, deflate: 8, bzip2: 12, zstd: 93, xz: 95 } as const
const GZIP_HEADER = Uint8Array.of(0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0xff)

async function* packedBytes(held: HeldBytes, record: ZipRecord, contentAt: number): AsyncGenerator<Uint8Array> {
  const end = Math.min(held.size, contentAt + record.packedSize)
  for (let at = contentAt; at < end; at += PIECE) yield held.read(at, Math.min(PIECE, end - at))
}

/** A member's deflate stream with its checksum and size is a gzip, but for the order in which they stand. */
async function* asGzip(held: HeldBytes, record: ZipRecord, contentAt: number): AsyncGenerator<Uint8Array> {
  yield GZIP_HEADER
  yield* packedBytes(held, record, contentAt)
  if (contentAt + record.packedSize > held.size) return
  const trailer = new DataView(new ArrayBuffer(8))
  trailer.setUint32(0, record.crc, true)
  trailer.setUint32(4, record.size % 2 ** 32, true)
  yield new Uint8Array(trailer.buffer)
}

const stored = (record: ZipRecord): Decompressor =>
  async function* (source: ByteSource): AsyncGenerator<Uint8Array, Fault | null> {
    let crc = 0
    for (let piece = await source.take(PIECE); piece; piece = await source.take(PIECE)) {
      crc = crc32(crc, piece)
      yield piece
    }
    if (source.position() < record.packedSize) return 'cut'
    return crc === record.crc ? null : 'checksum'
  }

/** What reads a member's content; null for a method that is not read. */
export function zipMethod(record: ZipRecord): Decompressor | null {
  const methods: Readonly<Record<number, Decompressor>> = {
    [METHOD.stored]: stored(record),
    [METHOD.deflate]: gunzip,
    [METHOD.bzip2]: bunzip2,
    [METHOD.zstd]: unzstd,
    [METHOD.xz]: unxz,
  }
  return methods[record.method] ?? null
}

/** A member's content as its method reads it. */
export const zipContent = (path: string, held: HeldBytes, record: ZipRecord, contentAt: number): ByteSource =>
  openSource(
    path,
    record.method === METHOD.deflate ? asGzip(held, record, contentAt) : packedBytes(held, record, contentAt),
  )
