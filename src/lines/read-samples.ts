import type { Encoding } from '../model/encoding.ts'
import type { Line } from '../model/line.ts'
import { type Found, isSeries, type SeriesFormat } from '../model/reader.ts'
import type { LineReader } from './read-lines.ts'
import { type LineSink, newScanner } from './scan.ts'
import { newWideScanner } from './scan-wide.ts'
import { tooLong } from './source-problems.ts'

const NEVER = /(?!)/
const MARK_BYTES = 3

/** The byte order mark of UTF-8 is no part of the first line; that of UTF-16 is taken off with the decoding. */
const unmarked = (line: Line): Line =>
  line.text.startsWith('\ufeff') ? { ...line, start: line.start + MARK_BYTES, text: line.text.slice(1) } : line

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
    take: line => reader.take(unmarked(line)),
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

/**
 * Reads samples and the lines of a log that may stand in one file with them, such as the output of several commands. What the
 * lines tell of a machine and its boots holds only where they told of anything.
 */
export function beside(
  samples: LineReader,
  logOf: (found: (found: Found) => void) => LineReader,
  found: (found: Found) => void,
): LineReader {
  let isLog = false
  const log = logOf(each => {
    const isEvent = !('code' in each) && !isSeries(each)
    isLog ||= isEvent
    // The reader of samples says the same of lines that are too long.
    if (isEvent || ('code' in each && each.code !== 'LINE_TOO_LONG')) found(each)
  })
  return {
    push(chunk) {
      samples.push(chunk)
      log.push(chunk)
    },
    end() {
      const read = samples.end()
      const { host, boots } = log.end()
      return isLog ? { ...read, host, boots } : read
    },
  }
}
