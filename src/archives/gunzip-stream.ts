import { Gunzip } from 'fflate'
import { crc32 } from './crc32.ts'

/** What is wrong with a gzip stream; `padding` is nothing wrong: zeros after the end, as tapes have them. */
export type GzipFault = 'cut' | 'corrupt' | 'checksum' | 'trailing' | 'padding'

/** Pushes compressed bytes, gives what comes out. After a fault nothing more comes. */
export interface GunzipStream {
  push(bytes: Uint8Array): { readonly chunks: readonly Uint8Array[]; readonly fault: GzipFault | null }
  /** To be called at the end of the bytes: was all there, and does the checksum agree? */
  end(): 'cut' | 'checksum' | null
}

const TRAILER_SIZE = 8
/** fflate sees up to three bytes after a trailer as a header still to come, and gives up at the fourth. */
const LOOKAHEAD = 4
const KEPT = 512

const lastBytes = (before: Uint8Array, bytes: Uint8Array): Uint8Array =>
  bytes.length >= KEPT ? bytes.slice(-KEPT) : Uint8Array.of(...before.slice(bytes.length - KEPT), ...bytes)

/** fflate changes its state before it throws. This takes the state back, so that the bytes before a fault are not lost. */
function snapshot(gunzip: Gunzip): () => void {
  const fields = (): readonly (readonly [string, unknown])[] =>
    Object.entries(gunzip).map(([name, value]) => [
      name,
      Object.getPrototypeOf(value) === Object.prototype ? { ...value } : value,
    ])
  const saved = fields()
  return () => {
    for (const [name, value] of saved) Reflect.set(gunzip, name, value)
  }
}

/** Streaming gzip of one or more members. fflate inflates; it does not check the checksums, so they are checked here. */
export function openGunzip(): GunzipStream {
  let chunks: Uint8Array[] = []
  let crc = 0
  let size = 0
  let fed = 0
  let mismatch = false
  /** The last bytes fed before `current`: a trailer may lie across both. */
  let recent: Uint8Array = new Uint8Array(0)
  let current: Uint8Array = recent

  const byteAt = (offset: number): number | undefined =>
    offset < fed ? recent[recent.length - (fed - offset)] : current[offset - fed]
  /** Whether the eight bytes before an offset are the checksum and size of what came out; null when they are gone. */
  function agrees(offset: number): boolean | null {
    const trailer = new DataView(new ArrayBuffer(TRAILER_SIZE))
    for (let at = 0; at < TRAILER_SIZE; at++) {
      const byte = byteAt(offset - TRAILER_SIZE + at)
      if (byte === undefined) return null
      trailer.setUint8(at, byte)
    }
    return trailer.getUint32(0, true) === crc && trailer.getUint32(4, true) === size
  }

  const gunzip = new Gunzip(chunk => {
    if (chunk.length === 0) return
    chunks.push(chunk)
    crc = crc32(crc, chunk)
    size = (size + chunk.length) >>> 0
  })
  gunzip.onmember = offset => {
    if (agrees(offset) === false) mismatch = true
    crc = 0
    size = 0
  }

  /** Feeds bytes, or nothing at all when they do not inflate. */
  function feed(bytes: Uint8Array): boolean {
    const restore = snapshot(gunzip)
    const before = { crc, size, mismatch, count: chunks.length }
    current = bytes
    try {
      gunzip.push(bytes)
    } catch {
      restore()
      ;({ crc, size, mismatch } = before)
      chunks.length = before.count
      return false
    }
    fed += bytes.length
    recent = lastBytes(recent, bytes)
    return true
  }

  /** Narrows down to the byte that does not inflate, which it returns. */
  function feedUpToFault(bytes: Uint8Array): number | null {
    if (feed(bytes)) return null
    if (bytes.length === 1) return bytes[0] ?? 0
    const half = bytes.length >> 1
    return feedUpToFault(bytes.subarray(0, half)) ?? feedUpToFault(bytes.subarray(half))
  }

  /** True when the content so far is whole, with up to three bytes behind its trailer. */
  const whole = (): boolean => Array.from({ length: LOOKAHEAD }, (_, back) => agrees(fed - back)).includes(true)

  return {
    push(bytes) {
      chunks = []
      const byte = feedUpToFault(bytes)
      if (byte === null) return { chunks, fault: null }
      if (!whole()) return { chunks, fault: 'corrupt' }
      return { chunks, fault: byte === 0 && recent.at(-1) === 0 ? 'padding' : 'trailing' }
    },
    end() {
      if (!whole()) return 'cut'
      return mismatch ? 'checksum' : null
    },
  }
}
