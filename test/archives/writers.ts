import { zstdCompressSync } from 'node:zlib'
import BZip2 from 'bzip2-wasm'
import { gzipSync } from 'fflate'
import { ZipFile } from 'yazl'
import { crc32 } from '../../src/archives/crc32.ts'
import { type Files, tarOf, utf8 } from './support.ts'

const bzip2 = new BZip2()
await bzip2.init()

export const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

const number32 = (value: number): Uint8Array => Uint8Array.of(value, value >>> 8, value >>> 16, value >>> 24)
const withCrc = (bytes: Uint8Array): Uint8Array => join(bytes, number32(crc32(0, bytes)))
const padded = (bytes: Uint8Array): Uint8Array => join(bytes, new Uint8Array(-bytes.length & 3))

/** As in the index of an xz: seven bits a byte, the lowest first. */
const varint = (value: number): readonly number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))]

/**
 * An xz file whose chunks are stored, since no library writes xz without native code. The decoder is another's, so that
 * a wrong file would not be read; the files in `fixtures` were made by xz itself.
 */
export function xzOf(content: Uint8Array): Uint8Array {
  const flags = Uint8Array.of(0, 1)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < content.length; at += 0x10000) {
    const chunk = content.subarray(at, at + 0x10000)
    chunks.push(Uint8Array.of(at === 0 ? 1 : 2, (chunk.length - 1) >> 8, chunk.length - 1), chunk)
  }
  const blockHeader = withCrc(Uint8Array.of(2, 0, 0x21, 1, 0x16, 0, 0, 0))
  const packed = join(...chunks, Uint8Array.of(0))
  const block = join(blockHeader, padded(packed), number32(crc32(0, content)))
  const unpadded = blockHeader.length + packed.length + 4
  const index = withCrc(padded(Uint8Array.of(0, 1, ...varint(unpadded), ...varint(content.length))))
  const tail = join(number32(index.length / 4 - 1), flags)
  const head = join(Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), withCrc(flags))
  return join(head, block, index, number32(crc32(0, tail)), tail, utf8('YZ'))
}

export const bz2Of = (content: Uint8Array, blockSize = 1): Uint8Array =>
  bzip2.compress(content, blockSize, Math.ceil(content.length * 1.02) + 1000)

export const zstOf = (content: Uint8Array, params: Readonly<Record<number, number>> = {}): Uint8Array =>
  new Uint8Array(zstdCompressSync(content, { params }))

export interface ZipOptions {
  readonly compress?: boolean
  readonly mode?: number
  readonly forceZip64Format?: boolean
  readonly forceDosTimestamp?: boolean
}

export async function zipOf(files: Files, options: ZipOptions = {}): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(typeof content === 'string' ? utf8(content) : content), name, options)
  return zipBytes(zip, options.forceZip64Format)
}

/** What a zip that is written says; members that were added as streams have their sizes behind their content. */
export async function zipBytes(zip: ZipFile, forceZip64Format = false): Promise<Uint8Array> {
  zip.end({ forceZip64Format, comment: '' })
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return new Uint8Array(Buffer.concat(chunks))
}

export const compressors = {
  gzip: (content: Uint8Array): Uint8Array => gzipSync(content),
  xz: xzOf,
  zstd: (content: Uint8Array): Uint8Array => zstOf(content, { 201: 1 }),
  bzip2: (content: Uint8Array): Uint8Array => bz2Of(content),
} as const

export type Compressor = keyof typeof compressors
export const compressorNames = Object.keys(compressors) as readonly Compressor[]

/** The same files in each way to pack them. */
export const packers: Readonly<Record<string, (files: Files) => Promise<Uint8Array>>> = {
  '.tar': files => tarOf(files),
  ...Object.fromEntries(
    compressorNames.map(name => [`.tar.${name}`, async (files: Files) => compressors[name](await tarOf(files))]),
  ),
  '.zip': files => zipOf(files),
}
