/** The functions of the reference decoder in the WebAssembly module of zstddec, and the memory that they work on. */
export interface ZstdLibrary {
  readonly memory: { readonly buffer: ArrayBuffer }
  malloc(size: number): number
  free(address: number): void
  ZSTD_createDCtx(): number
  ZSTD_freeDCtx(context: number): number
  /** Takes the addresses of a `ZSTD_outBuffer` and a `ZSTD_inBuffer`; 0 at the end of a frame, negative for an error. */
  ZSTD_decompressStream(context: number, output: number, input: number): number
}

/** Values of `ZSTD_ErrorCode` (lib/zstd_errors.h). The others mean damage. */
export const ZSTD_ERROR = {
  noZstd: 10,
  version: 12,
  parameter: 14,
  window: 16,
  checksum: 22,
  dictionary: 32,
  memory: 64,
}

/** Functions of the module that the package does not give: it does not look at what they return. */
const isZstdLibrary = (value: object | null): value is ZstdLibrary =>
  value !== null &&
  ['memory', 'malloc', 'free', 'ZSTD_createDCtx', 'ZSTD_freeDCtx', 'ZSTD_decompressStream'].every(name =>
    Reflect.has(value, name),
  )

async function load(): Promise<ZstdLibrary | null> {
  try {
    const { ZSTDDecoder } = await import('zstddec/stream')
    let functions: object | null = null
    class Decoder extends ZSTDDecoder {
      override _init(result: Parameters<InstanceType<typeof ZSTDDecoder>['_init']>[0]): void {
        super._init(result)
        functions = result.instance.exports
      }
    }
    await new Decoder().init()
    return isZstdLibrary(functions) ? functions : null
  } catch {
    return null
  }
}

let library: Promise<ZstdLibrary | null> | undefined

/** The decoder, loaded when it is first asked for; null where it cannot run. */
export function zstdLibrary(): Promise<ZstdLibrary | null> {
  library ??= load()
  return library
}
