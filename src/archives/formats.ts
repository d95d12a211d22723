import { tarHeader } from './tar-header.ts'

export type CompressionId = 'gzip' | 'xz' | 'zstd' | 'bzip2'
export type ContainerId = 'tar' | 'zip'

/** A kind of archive, told by its first bytes. */
export interface ArchiveFormat {
  readonly id: CompressionId | ContainerId | 'other'
  /** As in "is …". */
  readonly describes: string
  /** The command that unpacks it elsewhere. */
  readonly unpackWith: string
  matches(head: Uint8Array): boolean
}

/** Bytes that `archiveFormat` wants to see. */
export const ARCHIVE_HEAD = 512

const startsWith =
  (magic: readonly number[], offset = 0) =>
  (head: Uint8Array): boolean =>
    magic.every((byte, at) => head[offset + at] === byte)

const ascii = (text: string): readonly number[] => [...text].map(letter => letter.charCodeAt(0))

const isUstar = startsWith(ascii('ustar'), 257)

/** `BZh`, the block size, and the first block's or the end's own magic: `BZh` alone may begin a text. */
const isBzip2 = (head: Uint8Array): boolean =>
  startsWith(ascii('BZh'))(head) &&
  (startsWith([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 4)(head) ||
    startsWith([0x17, 0x72, 0x45, 0x38, 0x50, 0x90], 4)(head))

const isZstdFrame = startsWith([0x28, 0xb5, 0x2f, 0xfd])

/** A frame, or one to be skipped with a frame behind it, which is how pzstd begins (RFC 8878, section 3.1.2). */
function isZstd(head: Uint8Array): boolean {
  if (isZstdFrame(head)) return true
  if (((head[0] ?? 0) & 0xf0) !== 0x50 || !startsWith([0x2a, 0x4d, 0x18], 1)(head)) return false
  const size = [4, 5, 6, 7].reduceRight((sum, at) => sum * 256 + (head[at] ?? 0), 0)
  return isZstdFrame(head.subarray(8 + size))
}

/** The first member, none at all, or the mark of a zip that was made to be split and fitted into one piece. */
const isZip = (head: Uint8Array): boolean =>
  startsWith([0x50, 0x4b, 0x03, 0x04])(head) ||
  startsWith([0x50, 0x4b, 0x05, 0x06, 0, 0, 0, 0, 0, 0, 0, 0])(head) ||
  startsWith([0x50, 0x4b, 0x07, 0x08, 0x50, 0x4b, 0x03, 0x04])(head)

/** What is opened. */
export const ARCHIVE_FORMATS: readonly ArchiveFormat[] = [
  { id: 'gzip', describes: 'gzip-compressed', unpackWith: 'gzip -d', matches: startsWith([0x1f, 0x8b, 0x08]) },
  {
    id: 'tar',
    describes: 'a tar archive',
    unpackWith: 'tar -x',
    // A tar without the `ustar` mark (Unix v7) is known by the checksum of its first header.
    matches: head => isUstar(head) || tarHeader(head) !== null,
  },
  {
    id: 'xz',
    describes: 'xz-compressed',
    unpackWith: 'xz -d',
    matches: startsWith([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
  },
  { id: 'zstd', describes: 'zstd-compressed', unpackWith: 'zstd -d --long=31', matches: isZstd },
  { id: 'bzip2', describes: 'bzip2-compressed', unpackWith: 'bzip2 -d', matches: isBzip2 },
  { id: 'zip', describes: 'a zip archive', unpackWith: 'unzip', matches: isZip },
]

/** What is known by name only. */
const OTHERS: readonly ArchiveFormat[] = [
  ['a 7-Zip archive', '7z x', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]] as const,
  ['a RAR archive', 'unrar x', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]] as const,
  ['lz4-compressed', 'lz4 -d', [0x04, 0x22, 0x4d, 0x18]] as const,
  ['lzip-compressed', 'lzip -d', [...ascii('LZIP'), 0x01]] as const,
].map(([describes, unpackWith, magic]) => ({ id: 'other', describes, unpackWith, matches: startsWith(magic) }))

/** The archive of this kind, for what is told of it. */
export const formatOf = (id: ArchiveFormat['id']): ArchiveFormat | null =>
  ARCHIVE_FORMATS.find(format => format.id === id) ?? null

/** The kind of archive that begins so; null for anything else. Names do not matter. */
export const archiveFormat = (head: Uint8Array): ArchiveFormat | null =>
  [...ARCHIVE_FORMATS, ...OTHERS].find(format => format.matches(head)) ?? null
