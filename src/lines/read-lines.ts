import type { Encoding } from '../model/encoding.ts'
import type { Line } from '../model/line.ts'
import type { Block, Body, Found, Message, OpenBlock, Readers, RecordFormat } from '../model/reader.ts'
import type { BootPart } from '../model/source.ts'
import { newBootTrack } from './boot-track.ts'
import { cueExpression } from './cues.ts'
import { newJoiner } from './join.ts'
import { MAX_TEXT, newPeeler, peel } from './peel.ts'
import { ALWAYS_FIRST, type LineSink, newScanner, type Scanned } from './scan.ts'
import { newWideScanner } from './scan-wide.ts'
import { tooLong } from './source-problems.ts'

/** What a source of lines turned out to be. */
export interface LinesRead extends Scanned {
  readonly format: string | null
  readonly host: string | null
  readonly boots: readonly BootPart[]
}

export interface LineReader {
  push(chunk: Uint8Array): void
  end(): LinesRead
}

interface Cued<T> {
  readonly reader: T
  readonly cue: RegExp
}

/** A kind of block, and the one of it that is open. */
interface Slot extends Cued<Block> {
  open: OpenBlock | null
}

const cued = <T extends { readonly cues: readonly string[] }>(readers: readonly T[]): readonly Cued<T>[] =>
  readers.map(reader => ({ reader, cue: cueExpression(reader.cues) }))

export const cuesOf = (readers: Readers): RegExp =>
  cueExpression([...readers.envelopes, ...readers.messages, ...readers.blocks].flatMap(reader => reader.cues ?? []))

/**
 * Reads a log line by line: takes lines out of their wrappings and gives them to blocks and messages. Where `format` says
 * that records take several lines each, it puts them together first.
 */
export function newLineReader(
  path: string,
  readers: Readers,
  found: (found: Found) => void,
  format: RecordFormat | null = null,
  encoding: Encoding = 'utf-8',
): LineReader {
  const messages = cued<Message>(readers.messages)
  const slots: readonly Slot[] = cued<Block>(readers.blocks).map(each => ({ ...each, open: null }))
  const peelLine = newPeeler(readers.envelopes)
  const records = format?.open(path) ?? null
  const track = newBootTrack()
  const formats = new Map<string, number>()
  let host: string | null = null
  let isFirst = true
  /** The last line of the records that came so far. */
  let latest: Body | null = null
  const cue = cuesOf(readers)
  const joiner = newJoiner(readers.joins, takeBody)

  const isOpen = (): boolean => slots.some(({ open }) => open !== null)

  function close(reason: 'end' | 'new-report' | 'file-end' | 'boot', slot: Slot): void {
    for (const each of slot.open?.close(reason) ?? []) found(each)
    slot.open = null
  }

  /** True when the line belongs to an open report of this kind, or opens one. */
  function inSlot(body: Body, slot: Slot): boolean {
    const taken = slot.open?.take(body) ?? 'end'
    if (taken !== 'end') return taken === 'mine'
    close('new-report', slot)
    // A log may begin anywhere in a report, so the first line needs no cue.
    if (!isFirst && !slot.cue.test(body.text)) return false
    slot.open = slot.reader.open(body, { boot: track.boot, first: isFirst })
    return slot.open !== null
  }

  /** Reports of different kinds may lie in one another: each sees every line until one says that it is its own. */
  const inBlock = (body: Body): boolean => slots.some(slot => inSlot(body, slot))

  function takeBody(body: Body): void {
    const [outermost] = body.envelopes
    if (outermost !== undefined) formats.set(outermost, (formats.get(outermost) ?? 0) + 1)
    host ??= body.host
    if (track.note(body)) for (const slot of slots) close('boot', slot)
    if (body.text.length > MAX_TEXT) {
      if (cue.test(body.text)) found(tooLong(body.line, 'it was not read'))
      return
    }
    const isInBlock = inBlock(body)
    // The first line may be the rest of one that was cut in its wrapping: then the second is the first whole one.
    if (body.envelopes.length > 0 || body.line.number > 1) isFirst = false
    if (isInBlock) return
    for (const { reader, cue } of messages) {
      if (!cue.test(body.text)) continue
      const read = reader.read(body, { boot: track.boot })
      if (read) found(read)
    }
  }

  function takeRecords(bodies: readonly Body[]): void {
    for (const body of bodies) {
      const above = body.continues && body.envelopes.length === 0 ? latest : null
      const { line, text } = body
      const peeled = above ? [{ ...above, line, text, continues: true }] : peel(body, readers.envelopes)
      for (const inner of peeled) takeBody(inner)
      latest = peeled.at(-1) ?? null
    }
  }

  /** A line may be broken where it was given for what is in it, or stands above such a line. */
  function takeLine(line: Line, isAbove: boolean): void {
    const mayGoOn = (): boolean => isOpen() || isAbove || line.number <= ALWAYS_FIRST || cue.test(line.text)
    for (const body of peelLine(line)) joiner.take(body, mayGoOn)
  }

  const sink: LineSink = {
    wantsEvery: () => isOpen() || joiner.isHolding() || records !== null,
    above: line => takeLine(line, true),
    take(line, raw) {
      if (records) takeRecords(records.take(line, raw))
      else takeLine(line, false)
    },
    tooLong: line => found(tooLong(line, 'only its beginning was read')),
  }
  const scanner = encoding === 'utf-8' ? newScanner(path, cue, sink) : newWideScanner(path, cue, encoding, sink)
  return {
    push: chunk => scanner.push(chunk),
    end() {
      const scanned = scanner.end()
      if (records) takeRecords(records.close())
      for (const problem of records?.problems?.() ?? []) found(problem)
      joiner.flush()
      for (const slot of slots) close('file-end', slot)
      const [format] = [...formats].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      return { ...scanned, format: format?.[0] ?? null, host, boots: track.parts() }
    },
  }
}
