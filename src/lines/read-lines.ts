import type { Encoding } from '../model/encoding.ts'
import type { Line } from '../model/line.ts'
import type { Block, Body, Found, Readers, RecordReader } from '../model/reader.ts'
import type { BootPart } from '../model/source.ts'
import { newJoiner } from './join.ts'
import { MAX_TEXT, newPeeler, peel } from './peel.ts'
import { type Cued, cuesOf } from './reader-cues.ts'
import { ALWAYS_FIRST, type LineSink, newScanner, type Scanned } from './scan.ts'
import { newWideScanner } from './scan-wide.ts'
import { tooLong } from './source-problems.ts'
import { newStreams, type Stream } from './streams.ts'

/** What a source of lines turned out to be. */
export interface LinesRead extends Scanned {
  readonly format: string | null
  readonly host: string | null
  readonly boots: readonly BootPart[]
}

/** What is known of a source before it is read. */
export interface LineSource {
  /** Where records take several lines each, or lines are not what they say. */
  readonly records: RecordReader | null
  readonly encoding: Encoding
  readonly hasNoBreakSpaces: boolean
}

export interface LineReader {
  push(chunk: Uint8Array): void
  end(): LinesRead
}

type CuedBlock = Cued<Block>

/**
 * Reads a log line by line: takes lines out of their wrappings and gives them to blocks and messages. Where records take
 * several lines each, `records` puts them together first.
 */
export function newLineReader(
  path: string,
  readers: Readers,
  found: (found: Found) => void,
  { records = null, encoding = 'utf-8', hasNoBreakSpaces = false }: Partial<LineSource> = {},
): LineReader {
  const { messages, blocks, expression: cue, spaced, search } = cuesOf(readers)
  const peelLine = newPeeler(readers.envelopes)
  const streams = newStreams()
  const formats = new Map<string, number>()
  /** The last line of the records that came so far. */
  let latest: Body | null = null
  /** Machines of which a report is being read. */
  const reading = new Set<Stream>()
  const joiner = newJoiner(readers.joins, takeBody)

  function close(stream: Stream, block: CuedBlock, reason: 'end' | 'new-report' | 'file-end' | 'boot'): void {
    for (const each of stream.open.get(block)?.close(reason) ?? []) found(each)
    stream.open.delete(block)
    if (stream.open.size === 0) reading.delete(stream)
  }

  /** True when the line belongs to an open report of this kind, or opens one. */
  function isOf(block: CuedBlock, body: Body, stream: Stream): boolean {
    const taken = stream.open.get(block)?.take(body) ?? 'end'
    if (taken !== 'end') return taken === 'mine'
    close(stream, block, 'new-report')
    const { track } = stream
    const isFirst = stream.isFirst || (stream.isBare && body.envelopes.length > 0)
    // A log may begin anywhere in a report, so the first line needs no cue.
    if (!isFirst && !block.cue.test(body.text)) return false
    const open = block.reader.open(body, { boot: track.boot, first: isFirst })
    if (open === null) return false
    stream.open.set(block, open)
    reading.add(stream)
    return true
  }

  /** Reports of different kinds may lie in one another: each sees every line until one says that it is its own. */
  const inBlock = (body: Body, stream: Stream): boolean => blocks.some(block => isOf(block, body, stream))

  function takeBody(body: Body): void {
    const [outermost] = body.envelopes
    if (outermost !== undefined) formats.set(outermost, (formats.get(outermost) ?? 0) + 1)
    const stream = streams.of(body)
    if (stream.track.note(body)) for (const block of blocks) close(stream, block, 'boot')
    if (body.text.length > MAX_TEXT) {
      if (cue.test(body.text)) found(tooLong(body.line, 'it was not read'))
      return
    }
    const isInBlock = inBlock(body, stream)
    // The first line may be the rest of one that was cut in its wrapping: then the second is the first whole one.
    if (body.envelopes.length > 0 || body.line.number > 1) stream.isFirst = false
    if (body.envelopes.length > 0) stream.isBare = false
    if (isInBlock) {
      stream.track.prove()
      return
    }
    for (const { reader, cue } of messages) {
      if (!cue.test(body.text)) continue
      const read = reader.read(body, { boot: stream.track.boot })
      if (!read) continue
      found(read)
      if ('kind' in read && read.kind.startsWith('kernel.')) stream.track.prove()
    }
  }

  function takeRecords(bodies: readonly Body[]): void {
    for (const body of bodies) {
      const above = body.continues && body.envelopes.length === 0 ? latest : null
      const { line, text } = body
      const peeled = above
        ? [{ ...above, line, text, continues: true }]
        : body.envelopes.length === 0
          ? peelLine(line, text)
          : peel(body, readers.envelopes)
      for (const inner of peeled) takeBody(inner)
      latest = peeled.at(-1) ?? null
    }
  }

  /** A line may be broken where it was given for what is in it, or stands above such a line. */
  function takeLine(line: Line, isAbove: boolean): void {
    const mayGoOn = (): boolean => reading.size > 0 || isAbove || line.number <= ALWAYS_FIRST || cue.test(line.text)
    for (const body of peelLine(line)) joiner.take(body, mayGoOn)
  }

  const sink: LineSink = {
    wantsEvery: () => reading.size > 0 || joiner.isHolding() || records !== null,
    above: line => takeLine(line, true),
    take(line, raw) {
      if (records) takeRecords(records.take(line, raw))
      else takeLine(line, false)
    },
    tooLong: line => found(tooLong(line, 'only its beginning was read')),
  }
  const scanned = hasNoBreakSpaces ? spaced : cue
  const scanner =
    encoding === 'utf-8'
      ? newScanner(path, scanned, sink, search(hasNoBreakSpaces))
      : newWideScanner(path, scanned, encoding, sink)
  return {
    push: chunk => scanner.push(chunk),
    end() {
      const read = scanner.end()
      if (records) takeRecords(records.close())
      for (const problem of records?.problems?.() ?? []) found(problem)
      joiner.flush()
      for (const stream of streams.all()) for (const block of blocks) close(stream, block, 'file-end')
      const [format] = [...formats].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      const boots = streams.all().flatMap(({ track }) => track.parts())
      return { ...read, format: format?.[0] ?? null, host: streams.host(), boots }
    },
  }
}
