import { newScanner, type Scanned } from '../../src/lines/scan.ts'
import type { Line } from '../../src/model/line.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** UTF-16 with a byte order mark. */
export function wideBytesOf(text: string, encoding: 'utf-16le' | 'utf-16be'): Uint8Array {
  const marked = `\ufeff${text}`
  const view = new DataView(new ArrayBuffer(2 * marked.length))
  for (let at = 0; at < marked.length; at += 1) view.setUint16(2 * at, marked.charCodeAt(at), encoding === 'utf-16le')
  return new Uint8Array(view.buffer)
}

/** The parts of some bytes, cut at each of the offsets. */
export function cutAt(bytes: Uint8Array, offsets: readonly number[]): readonly Uint8Array[] {
  const places = [...new Set([0, ...offsets.map(offset => Math.min(offset, bytes.length)), bytes.length])]
  places.sort((a, b) => a - b)
  return places.slice(1).map((end, index) => bytes.slice(places[index] ?? 0, end))
}

export interface Scan extends Scanned {
  readonly lines: number
  readonly given: readonly Line[]
  readonly above: readonly Line[]
  readonly long: readonly Line[]
}

/** Scans parts of a source; `isOpen` says whether every line is wanted, given those that came so far. */
export function scan(
  parts: readonly Uint8Array[],
  cue: RegExp,
  isOpen: (given: readonly Line[]) => boolean = () => false,
): Scan {
  const given: Line[] = []
  const long: Line[] = []
  const above: Line[] = []
  const scanner = newScanner('log', cue, {
    wantsEvery: () => isOpen(given),
    take: line => given.push(line),
    above: line => above.push(line),
    tooLong: line => long.push(line),
  })
  for (const part of parts) scanner.push(part)
  return { ...scanner.end(), given, above, long }
}
