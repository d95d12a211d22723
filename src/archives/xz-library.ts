/** The functions of xz-embedded in the WebAssembly module of xz-decompress, and the memory that they work on. */
export interface XzLibrary {
  readonly memory: { readonly buffer: ArrayBuffer }
  /** Makes a decoder; gives its address. */
  create_context(): number
  destroy_context(address: number): void
  /** Says how many bytes were put into the input buffer; 0 means that there are no more. */
  supply_input(address: number, size: number): void
  /** Fills the output buffer as far as the input goes; gives an `XZ_RETURN`. */
  get_next_output(address: number): number
}

/** Values of `enum xz_ret` (linux/include/linux/xz.h of XZ Embedded). */
export const XZ_RETURN = { ok: 0, end: 1, memoryLimit: 4, noXz: 5, options: 6, damaged: 7 } as const

const FUNCTIONS = ['create_context', 'destroy_context', 'supply_input', 'get_next_output'] as const

/** A field of an object or function; undefined where there is none. */
const field = (value: unknown, name: string): unknown =>
  (typeof value === 'object' && value !== null) || typeof value === 'function' ? Reflect.get(value, name) : undefined

const isXzLibrary = (value: unknown): value is XzLibrary =>
  field(field(value, 'memory'), 'buffer') !== undefined &&
  FUNCTIONS.every(name => typeof field(value, name) === 'function')

async function load(): Promise<XzLibrary | null> {
  try {
    const loaded: unknown = await import('xz-decompress')
    const stream = field(field(loaded, 'default') ?? loaded, 'XzReadableStream')
    const instantiate = field(stream, '_getModuleInstance')
    if (typeof instantiate === 'function') await instantiate.call(stream)
    const library = field(field(stream, '_moduleInstance'), 'exports')
    return isXzLibrary(library) ? library : null
  } catch {
    return null
  }
}

let library: Promise<XzLibrary | null> | undefined

/**
 * The decoder, loaded when it is first asked for; null where it cannot run. The package's own stream decodes one file at
 * a time, stops at the end of the first of several streams, and drops what stood before damage. So its module is used
 * and its stream is not; `isXzLibrary` notices when a version has another module.
 */
export function xzLibrary(): Promise<XzLibrary | null> {
  library ??= load()
  return library
}
