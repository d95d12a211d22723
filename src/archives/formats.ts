import { tarHeader } from './tar-header.ts'

/** A kind of archive, told by its first bytes. */
export interface ArchiveFormat {
  readonly id: 'gzip' | 'tar' | 'xz' | 'zstd' | 'bzip2' | 'zip'
  /** As in "is …". */
  readonly describes: string
  /** The command that unpacks it elsewhere; null for what oomlens opens itself. */
  readonly unpackWith: string | null
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

export const ARCHIVE_FORMATS: readonly ArchiveFormat[] = [
  { id: 'gzip', describes: 'gzip-compressed', unpackWith: null, matches: startsWith([0x1f, 0x8b, 0x08]) },
  {
    id: 'tar',
    describes: 'a tar archive',
    unpackWith: null,
    // A tar without the `ustar` mark (Unix v7) is known by the checksum of its first header.
    matches: head => isUstar(head) || tarHeader(head) !== null,
  },
  {
    id: 'xz',
    describes: 'xz-compressed',
    unpackWith: 'xz -d',
    matches: startsWith([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
  },
  { id: 'zstd', describes: 'zstd-compressed', unpackWith: 'zstd -d', matches: startsWith([0x28, 0xb5, 0x2f, 0xfd]) },
  { id: 'bzip2', describes: 'bzip2-compressed', unpackWith: 'bzip2 -d', matches: isBzip2 },
  { id: 'zip', describes: 'a zip archive', unpackWith: 'unzip', matches: startsWith([0x50, 0x4b, 0x03, 0x04]) },
]

/** The kind of archive that begins so; null for anything else. Names do not matter. */
export const archiveFormat = (head: Uint8Array): ArchiveFormat | null =>
  ARCHIVE_FORMATS.find(format => format.matches(head)) ?? null
