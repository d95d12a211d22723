import type { ByteSource } from './byte-source.ts'
import type { Fault } from './faults.ts'
import { XZ_RETURN, type XzLibrary, xzLibrary } from './xz-library.ts'

/** Fields of the context, as 32-bit words: `size of both buffers`, then input and output as address, position, size. */
const WORD = { bufferSize: 0, input: 1, inputAt: 2, inputSize: 3, output: 4, outputAt: 5 } as const

interface XzStep {
  readonly chunk: Uint8Array
  /** A value of `XZ_RETURN`. */
  readonly status: number
}

/** One decoder: all streams of a file, and the zeros between and behind them. Dictionaries up to 64 MiB. */
function openXz(library: XzLibrary) {
  const context = library.create_context()
  // Views end when the memory grows.
  const words = (): Uint32Array => new Uint32Array(library.memory.buffer, context)
  const word = (at: number): number => words()[at] ?? 0
  return {
    /** The most that `feed` takes. */
    bufferSize: word(WORD.bufferSize),
    isHungry: (): boolean => word(WORD.inputAt) === word(WORD.inputSize),
    feed(bytes: Uint8Array): void {
      new Uint8Array(library.memory.buffer).set(bytes, word(WORD.input))
      library.supply_input(context, bytes.length)
    },
    step(): XzStep {
      const status = library.get_next_output(context)
      const from = word(WORD.output)
      const chunk = new Uint8Array(library.memory.buffer).slice(from, from + word(WORD.outputAt))
      words()[WORD.outputAt] = 0
      return { chunk, status }
    },
    close: (): void => library.destroy_context(context),
  }
}

function faultOf(status: number, isOver: boolean): Fault | null {
  if (status === XZ_RETURN.end) return null
  if (status === XZ_RETURN.memoryLimit) return 'window'
  if (status === XZ_RETURN.options) return 'variant'
  if (status === XZ_RETURN.noXz) return 'trailing'
  // Behind all input only the zeros at the end can be wrong, in their number.
  if (status === XZ_RETURN.damaged) return isOver ? null : 'corrupt'
  return 'cut'
}

/** The content of one or more xz streams. CRC32 and CRC64 are checked; other checks and filters are a `variant`. */
export async function* unxz(source: ByteSource): AsyncGenerator<Uint8Array, Fault | null> {
  const library = await xzLibrary()
  if (!library) return 'no-decoder'
  const decoder = openXz(library)
  try {
    for (let isOver = false; ; ) {
      if (decoder.isHungry()) {
        const bytes = await source.take(decoder.bufferSize)
        isOver = bytes === null
        decoder.feed(bytes ?? new Uint8Array(0))
      }
      const { chunk, status } = decoder.step()
      if (chunk.length > 0) yield chunk
      if (status !== XZ_RETURN.ok) return faultOf(status, isOver)
    }
  } finally {
    decoder.close()
  }
}
