/** The decoder inside of unbzip2-stream, which is plain JavaScript; the stream around it needs Node. */
declare module 'unbzip2-stream/lib/bzip2.js' {
  /** The next bits as a number; null skips to the next whole byte. */
  type Bits = (count: number | null) => number

  interface Bzip2 {
    /** Reads `BZh9`; gives the digit. Throws for anything else. */
    header(bits: Bits): number
    /**
     * Reads one block, byte by byte, with a buffer of 100,000 words for each unit of the digit. Gives the checksum so
     * far, and null where the stream ends. Throws for damage, after the bytes that it damaged.
     */
    decompress(
      bits: Bits,
      put: (byte: number) => void,
      words: Int32Array,
      size: number,
      checksum: number,
    ): number | null
  }

  const bzip2: Bzip2
  export = bzip2
}
