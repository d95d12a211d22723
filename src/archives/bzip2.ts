/// <reference path="./bzip2-library.d.ts" />
import type { ByteSource } from './byte-source.ts'
import type { Fault } from './faults.ts'

/** More than the longest block: 900,000 symbols of 20 bits, and its tables. */
const LONGEST_BLOCK = 2_400_000
/** What a block gives when it is no bomb; one of 40 bytes can give 46 MB. */
const USUAL_BLOCK = 900_000
const WORDS_PER_UNIT = 100_000

class OutOfBits extends Error {}

/** Reads bits, the highest first, beginning at a bit of the first byte. */
function openBits(bytes: Uint8Array, firstBit: number) {
  let at = firstBit
  function bits(count: number | null): number {
    if (count === null) {
      at = Math.ceil(at / 8) * 8
      return 0
    }
    let value = 0
    for (let left = count; left > 0; ) {
      const byte = bytes[at >> 3]
      if (byte === undefined) throw new OutOfBits()
      const size = Math.min(8 - (at & 7), left)
      value = (value << size) | ((byte >> (8 - (at & 7) - size)) & ((1 << size) - 1))
      at += size
      left -= size
    }
    return value
  }
  return { bits, at: () => at }
}

/** Bytes that come one by one. */
function openHeap() {
  let bytes = new Uint8Array(USUAL_BLOCK)
  let size = 0
  return {
    put(byte: number): void {
      if (size === bytes.length) {
        const more = new Uint8Array(size * 2)
        more.set(bytes)
        bytes = more
      }
      bytes[size++] = byte
    },
    bytes: () => bytes.subarray(0, size),
  }
}

const isHead = (head: Uint8Array): boolean => /^BZh[1-9]$/.test(String.fromCharCode(...head))

/** The content of one or more bzip2 streams, block by block: a damaged block is left out, since it can be anything. */
export async function* bunzip2(source: ByteSource): AsyncGenerator<Uint8Array, Fault | null> {
  const { default: bzip2 } = await import('unbzip2-stream/lib/bzip2.js')
  let words = new Int32Array(0)
  for (;;) {
    const head = (await source.peek(4)).slice()
    if (head.length === 0) return null
    if (!isHead(head)) return head.every(byte => byte === 0) ? null : 'trailing'
    await source.skip(head.length)
    const size = WORDS_PER_UNIT * bzip2.header(openBits(head, 0).bits)
    if (words.length < size) words = new Int32Array(size)
    let checksum: number | null = 0
    for (let bit = 0; checksum !== null; ) {
      const { bits, at } = openBits(await source.peek(LONGEST_BLOCK), bit)
      const heap = openHeap()
      try {
        checksum = bzip2.decompress(bits, heap.put, words, size, checksum)
      } catch (error) {
        return error instanceof OutOfBits ? 'cut' : 'corrupt'
      }
      await source.skip(at() >> 3)
      bit = at() & 7
      if (checksum !== null) yield heap.bytes()
    }
  }
}
