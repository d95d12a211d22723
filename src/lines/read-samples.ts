import type { Encoding } from '../model/encoding.ts'
import type { Found, SeriesFormat } from '../model/reader.ts'
import type { LineReader } from './read-lines.ts'
import { type LineSink, newScanner } from './scan.ts'
import { newWideScanner } from './scan-wide.ts'
import { tooLong } from './source-problems.ts'

const NEVER = /(?!)/

/** Gives every line of a source to a reader of samples. */
export function newSampleReader(
  path: string,
  format: SeriesFormat,
  found: (found: Found) => void,
  encoding: Encoding,
): LineReader {
  const reader = format.open(path)
  const sink: LineSink = {
    wantsEvery: () => true,
    take: line => reader.take(line),
    above: () => {},
    tooLong: line => found(tooLong(line, 'it was not read')),
  }
  const scanner = encoding === 'utf-8' ? newScanner(path, NEVER, sink) : newWideScanner(path, NEVER, encoding, sink)
  return {
    push: chunk => scanner.push(chunk),
    end() {
      const scanned = scanner.end()
      for (const each of reader.close()) found(each)
      return { ...scanned, format: format.id, host: null, boots: [] }
    },
  }
}
