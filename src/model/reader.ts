import type { OomEvent } from './event.ts'
import type { Line } from './line.ts'
import type { Problem } from './problem.ts'
import type { Stamp } from './stamp.ts'

/** What a reader gives: events and problems, in the order of the text. */
export type Found = OomEvent | Problem

/** A line without its wrapping. Envelopes peel one layer at a time, each filling in what it knows. */
export interface Body {
  readonly line: Line
  /** What the innermost envelope leaves. */
  readonly text: string
  readonly stamp: Stamp
  readonly host: string | null
  /** The program that logged it (`kernel`, `kubelet`), where a wrapping says. */
  readonly ident: string | null
  /** `printk.caller`: `T123` for a task, `C1` for an interrupt. */
  readonly caller: string | null
  /** `kernel` or `user` where the wrapping proves who wrote it (facility, transport, program name). */
  readonly origin: 'kernel' | 'user' | 'unknown'
  /** IDs of the envelopes that were peeled, outermost first. */
  readonly envelopes: readonly string[]
  /** A line without a wrapping of its own that continues the record of the line before (`dmesg` indents those). */
  readonly continues: boolean
}

/** A way in which log lines are wrapped. */
export interface Envelope {
  readonly id: string
  /** Literals in which this wrapping hides what messages and blocks look for: lines that hold one are read as well. */
  readonly cues?: readonly string[]
  /** Peels this wrapping off; null when the text does not have it. One record may hold several lines (`\x0a`, `#012`). */
  open(body: Body): Body | readonly Body[] | null
}

/** Knows where mail programs and terminals break a line, and how it was whole. */
export interface LineJoin {
  readonly id: string
  /** The whole text, when `next` is more of the line that begins with `text`; null when it is a line of its own. */
  join(text: string, next: string): string | null
}

/**
 * Reads records that take several lines each. A body that `continues` and has no wrapping is more of the one before it,
 * which it shares everything but its text with.
 */
export interface RecordReader {
  /** Takes every line with its bytes (valid during the call only) and gives the text of the records that end with it. */
  take(line: Line, raw: Uint8Array): readonly Body[]
  /** What the last record holds, also where the source ends within it. */
  close(): readonly Body[]
  /** What was wrong with the records, asked after `close`. */
  problems?(): readonly Problem[]
}

/** A log whose records are stored over several lines each. What is in them may be wrapped again. */
export interface RecordFormat {
  readonly id: string
  /** Tells from the path and the first bytes (decoded) whether this is one. Cheap and sure: no is the default. */
  matches(path: string, head: string): boolean
  open(path: string): RecordReader
}

/** Where a message or block stands while it reads: which source, and which boot of it. */
export interface Context {
  readonly boot: number
}

/** One line, one event, behind literal cues. */
export interface Message {
  readonly id: string
  /** Literals, one of which every line of this message holds. */
  readonly cues: readonly string[]
  read(body: Body, context: Context): Found | null
}

/** A report of many lines while it is being read. */
export interface OpenBlock {
  /** `mine`: used. `foreign`: not of this report, which stays open. `end`: the report is over and the line is not part of it. */
  take(body: Body): 'mine' | 'foreign' | 'end'
  close(reason: 'end' | 'new-report' | 'file-end' | 'boot'): readonly Found[]
}

/** A multi-line report, opened by its first line or by any line that can only be part of one whose head is lost. */
export interface Block {
  readonly id: string
  readonly cues: readonly string[]
  /** `previous` is false for the first line that the source holds: then a report may have lost its head. */
  open(body: Body, context: Context & { readonly first: boolean }): OpenBlock | null
}

/** A whole file that is one document. */
export interface DocumentFormat {
  readonly id: string
  /** Tells from the path and the first bytes (decoded) whether this is one. Cheap and sure: no is the default. */
  matches(path: string, head: string): boolean
  read(document: { readonly path: string; readonly text: string; readonly bytes: Uint8Array }): Iterable<Found>
}

/**
 * Pieces of documents in a text that is none of them as a whole: what people paste. Read beside the text's lines, which may
 * hold a kernel's log as well.
 */
export interface ExcerptFormat {
  readonly id: string
  /** Literals, one of which every text with such pieces holds. */
  readonly cues: readonly string[]
  /** `format` says what the text is, where it is recognised; null where it holds no such piece. */
  read(document: { readonly path: string; readonly text: string; readonly bytes: Uint8Array }): {
    readonly found: readonly Found[]
    readonly format: string | null
  }
}

/** Samples of a series: typed columns, never events. Filled by the pressure readers. */
export interface Series {
  readonly metric: string
  /** `node`, or a cgroup path. */
  readonly scope: string
  readonly unit: string
  readonly type: 'counter' | 'gauge'
  readonly node: string | null
  readonly path: string
  /** Seconds: since boot when `clock` is `boot`, since the epoch when it is `wall`. */
  readonly clock: 'boot' | 'wall'
  readonly times: Float64Array
  readonly values: Float64Array
  /** Byte offset of each sample in its source. */
  readonly offsets: Float64Array
  /** 1-based line of each sample. */
  readonly lines: Uint32Array
}

/** A file of samples, read line by line into columns. */
export interface SeriesFormat {
  readonly id: string
  matches(path: string, head: string): boolean
  open(path: string): {
    take(line: Line): void
    close(): { readonly series: readonly Series[]; readonly problems: readonly Problem[] }
  }
}

/** The way a collector lays files out. */
export interface Layout {
  readonly id: string
  /** Tells from all paths of the bundle whether it is of this layout. */
  matches(paths: readonly string[]): boolean
  /** Name of the node that a path belongs to, where the layout says so. */
  nodeOf(path: string): string | null
}

/** Everything that can be read: passed in, never global. */
export interface Readers {
  /** Outermost and most telling first: the first that opens a line wins. */
  readonly envelopes: readonly Envelope[]
  readonly records: readonly RecordFormat[]
  readonly joins: readonly LineJoin[]
  readonly messages: readonly Message[]
  readonly blocks: readonly Block[]
  readonly documents: readonly DocumentFormat[]
  /** Tried on what no document claims. */
  readonly excerpts?: readonly ExcerptFormat[]
  readonly series: readonly SeriesFormat[]
}
