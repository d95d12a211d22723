import { encodingOf, unitBytes } from '../../model/encoding.ts'

/** Length in bytes of what decodes to the next character, and the UTF-16 units that it becomes. */
interface Step {
  readonly bytes: number
  readonly units: 1 | 2
}

const ONE: Step = { bytes: 1, units: 1 }
const TWO: Step = { bytes: 2, units: 1 }
const THREE: Step = { bytes: 3, units: 1 }
const FOUR: Step = { bytes: 4, units: 2 }

/**
 * One step of the decoder of the WHATWG encoding standard. A sequence that is not UTF-8 becomes one U+FFFD for its
 * longest valid beginning, so the text alone cannot tell how many bytes a U+FFFD stands for.
 */
function step(bytes: Uint8Array, at: number): Step {
  const lead = bytes[at] ?? 0
  const needed =
    lead >= 0xc2 && lead <= 0xdf ? 1 : lead >= 0xe0 && lead <= 0xef ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0
  if (needed === 0) return ONE
  let lower = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  let upper = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  let seen = 0
  while (seen < needed) {
    const next = bytes[at + 1 + seen]
    if (next === undefined || next < lower || next > upper) break
    seen += 1
    lower = 0x80
    upper = 0xbf
  }
  if (seen === needed) return needed === 1 ? TWO : needed === 2 ? THREE : FOUR
  return seen === 0 ? ONE : seen === 1 ? TWO : THREE
}

const STRIDE = 1024

/**
 * Translates places of a decoded text into places of its bytes.
 *
 * Text that is ASCII, and UTF-16, whose every unit takes two bytes, need no work. For other text the bytes are walked once, leaving a mark every so many units, so
 * that a lookup costs the same in a file of one long line.
 */
export function byteOffsets(text: string, bytes: Uint8Array): (unit: number) => number {
  if (unitBytes(encodingOf(bytes)) === 2) {
    const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
    const before = hasMark && text.charCodeAt(0) !== 0xfeff ? 1 : 0
    return unit => Math.min(2 * (before + unit), bytes.length)
  }
  const bomInBytes = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const base = bomInBytes && text.charCodeAt(0) !== 0xfeff ? 3 : 0
  if (bytes.length - base === text.length) return unit => Math.min(base + unit, bytes.length)
  // Mark k stands at unit k * STRIDE, or one further where that falls inside a surrogate pair.
  const units: number[] = []
  const places: number[] = []
  for (let unit = 0, byte = base; byte < bytes.length; ) {
    if (unit >= units.length * STRIDE) {
      units.push(unit)
      places.push(byte)
    }
    const next = step(bytes, byte)
    byte += next.bytes
    unit += next.units
  }
  return wanted => {
    let mark = Math.min(Math.floor(wanted / STRIDE), units.length - 1)
    if (mark > 0 && (units[mark] ?? 0) > wanted) mark -= 1
    let unit = units[mark] ?? 0
    let byte = places[mark] ?? base
    while (unit < wanted && byte < bytes.length) {
      const next = step(bytes, byte)
      byte += next.bytes
      unit += next.units
    }
    return byte
  }
}
