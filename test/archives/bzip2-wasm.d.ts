/** The writer that the tests use: libbzip2 as WebAssembly. */
declare module 'bzip2-wasm' {
  class BZip2 {
    init(): Promise<void>
    /** `blockSize` in units of 100 kB; `mostBytes` is room for what comes out. */
    compress(bytes: Uint8Array, blockSize: number, mostBytes: number): Uint8Array
  }
  export = BZip2
}
