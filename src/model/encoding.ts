/** How the characters of a source are stored. PowerShell's `>` writes UTF-16 with a byte order mark. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Told by the first two bytes, which begin no UTF-8. What has no mark is taken for UTF-8. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}

/** Keeps a byte order mark, so that places in the text are places in the bytes; what is invalid becomes U+FFFD. */
export function decoderOf(encoding: Encoding): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return bytes => decoder.decode(bytes)
}

/** Bytes of a newline, and of every other character that is ASCII. */
export const unitBytes = (encoding: Encoding): 1 | 2 => (encoding === 'utf-8' ? 1 : 2)

const NEWLINE = 10

/** Offset of the next newline at or after `from`, or -1. In UTF-16 the bytes must begin with a whole unit. */
export function newlineIn(bytes: Uint8Array, from: number, encoding: Encoding): number {
  let at = bytes.indexOf(NEWLINE, from)
  if (encoding === 'utf-8') return at
  // The byte of a newline stands in other units too, such as U+0A41 or U+410A.
  const low = encoding === 'utf-16le' ? 0 : 1
  while (at !== -1 && (at % 2 !== low || bytes[at ^ 1] !== 0)) at = bytes.indexOf(NEWLINE, at + 1)
  return at === -1 ? -1 : at - low
}
