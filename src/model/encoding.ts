/** How the characters of a source are stored. PowerShell's `>` writes UTF-16 with a byte order mark. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** So much of a source tells how it is stored; more of it changes nothing. */
export const ENCODING_BYTES = 1024
/** Fewer units than this tell nothing. */
const LEAST = 32
/** Of a text in a Latin script nearly every unit has a zero, and never the other half of it. */
const MOST_UNITS = 0.9
const HARDLY_ANY = 0.02

/**
 * UTF-16 without a mark, as `iconv` and editors write it: the zeros in it are no bytes of a log, and no word would be found in
 * what is read around them.
 */
function unmarkedEncoding(bytes: Uint8Array): Encoding {
  const units = Math.min(bytes.length, ENCODING_BYTES) >> 1
  if (units < LEAST) return 'utf-8'
  const zeros = [0, 0]
  let printable = 0
  for (let at = 0; at < 2 * units; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
    else if (byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127)) printable += 1
  }
  const [high = 0, low = 0] = zeros.map(count => count / units)
  if (printable < MOST_UNITS * units) return 'utf-8'
  if (low >= MOST_UNITS && high <= HARDLY_ANY) return 'utf-16le'
  return high >= MOST_UNITS && low <= HARDLY_ANY ? 'utf-16be' : 'utf-8'
}

/** Told by the mark in the first two bytes, which begin no UTF-8, or by where the zeros stand. Else it is taken for UTF-8. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0 || bytes[1] === 0 ? unmarkedEncoding(bytes) : 'utf-8'
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
