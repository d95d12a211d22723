import type { ByteSource } from './byte-source.ts'
import type { Fault } from './faults.ts'
import { ZSTD_ERROR, type ZstdLibrary, zstdLibrary } from './zstd-library.ts'

/** `ZSTD_BLOCKSIZE_MAX`: what one step can take and give at most. */
const BUFFER = 128 * 1024
/** A `ZSTD_inBuffer` or `ZSTD_outBuffer`: address, size, position. */
const BUFFER_WORDS = 12

/** One decoder: all frames of a file. Windows up to 128 MiB, as without `--long`; checksums are checked. */
function openZstd(library: ZstdLibrary) {
  const context = library.ZSTD_createDCtx()
  const base = library.malloc(2 * (BUFFER + BUFFER_WORDS))
  const input = base
  const output = base + BUFFER_WORDS
  const inputBytes = output + BUFFER_WORDS
  const outputBytes = inputBytes + BUFFER
  // Views end when the memory grows.
  const words = (at: number): Uint32Array => new Uint32Array(library.memory.buffer, at, 3)
  return {
    works: context !== 0 && base !== 0,
    feed(bytes: Uint8Array): void {
      new Uint8Array(library.memory.buffer).set(bytes, inputBytes)
      words(input).set([inputBytes, bytes.length, 0])
    },
    /** How many of the bytes that were fed are used. */
    used: (): number => words(input)[2] ?? 0,
    step() {
      words(output).set([outputBytes, BUFFER, 0])
      const status = library.ZSTD_decompressStream(context, output, input) | 0
      const size = words(output)[2] ?? 0
      return { chunk: new Uint8Array(library.memory.buffer).slice(outputBytes, outputBytes + size), status }
    },
    close(): void {
      library.ZSTD_freeDCtx(context)
      library.free(base)
    },
  }
}

function faultOf(code: number, isBetween: boolean, rest: Uint8Array): Fault | null {
  if (code === ZSTD_ERROR.noZstd && isBetween) return rest.every(byte => byte === 0) ? null : 'trailing'
  if (code === ZSTD_ERROR.dictionary) return 'dictionary'
  if (code === ZSTD_ERROR.window || code === ZSTD_ERROR.memory) return 'window'
  if (code === ZSTD_ERROR.version || code === ZSTD_ERROR.parameter) return 'variant'
  return code === ZSTD_ERROR.checksum ? 'checksum' : 'corrupt'
}

/** The content of one or more zstd frames; frames that are to be skipped are. */
export async function* unzstd(source: ByteSource): AsyncGenerator<Uint8Array, Fault | null> {
  const library = await zstdLibrary()
  if (!library) return 'no-decoder'
  const decoder = openZstd(library)
  try {
    if (!decoder.works) return 'window'
    /** Between frames: the file may end here. */
    let isBetween = false
    for (let bytes = await source.take(BUFFER); bytes; bytes = await source.take(BUFFER)) {
      decoder.feed(bytes)
      for (let isFull = false; isFull || decoder.used() < bytes.length; ) {
        const used = decoder.used()
        const { chunk, status } = decoder.step()
        if (chunk.length > 0) yield chunk
        if (status < 0) return faultOf(-status, isBetween, bytes.subarray(used))
        isBetween = status === 0
        isFull = chunk.length === BUFFER
      }
    }
    return isBetween ? null : 'cut'
  } finally {
    decoder.close()
  }
}
