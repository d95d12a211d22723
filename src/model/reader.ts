import type { OomEvent } from './event.ts'
import type { Line } from './line.ts'
import type { Problem } from './problem.ts'
import type { Series } from './series.ts'
import type { Stamp } from './stamp.ts'

/** What a reader gives: events and problems, in the order of the text, and samples as columns. */
export type Found = OomEvent | Problem | Series

export const isSeries = (found: Found): found is Series => 'times' in found

/** A line without its wrapping. Envelopes peel one layer at a time, each filling in what it knows. */
export interface Body {
  /** The line that it was read from: what is cited. */
  readonly line: Line
  /** What the innermost envelope leaves. */
  readonly text: string
  /** What the wrappings say about its time. */
  readonly stamp: Stamp
  /** The machine, where a wrapping names it. */
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
  /** What it is called in `sources[].format`. */
  readonly id: string
  /** What a line in this wrapping begins with: one character of this class. Lines with another are not given to `open`. */
  readonly first?: RegExp
  /** Literals in which this wrapping hides what messages and blocks look for: lines that hold one are read as well. */
  readonly cues?: readonly string[]
  /** Peels this wrapping off; null when the text does not have it. One record may hold several lines (`\x0a`, `#012`). */
  open(body: Body): Body | readonly Body[] | null
}

/** Knows where mail programs and terminals break a line, and how it was whole. */
export interface LineJoin {
  /** What it is called. */
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
  /** What it is called in `sources[].format`. */
  readonly id: string
  /** Tells from the path and the first bytes (decoded) whether this is one. Cheap and sure: no is the default. */
  matches(path: string, head: string): boolean
  /** Loads what reading takes besides, as a library. Awaited before `open`. */
  load?(): Promise<void>
  /** `head` is what `matches` saw. */
  open(path: string, head: string): RecordReader
}

/** Where a message or block stands while it reads: which source, and which boot of it. */
export interface Context {
  /** 0 for the first boot of the source. */
  readonly boot: number
}

/** One line, one event, behind literal cues. */
export interface Message {
  /** What it is called. */
  readonly id: string
  /** Literals, one of which every line of this message holds. */
  readonly cues: readonly string[]
  /** The fact of a line that holds a cue; null where it is none of its own. */
  read(body: Body, context: Context): Found | null
}

/** A report of many lines while it is being read. */
export interface OpenBlock {
  /** `mine`: used. `foreign`: not of this report, which stays open. `end`: the report is over and the line is not part of it. */
  take(body: Body): 'mine' | 'foreign' | 'end'
  /**
   * The facts of the report, and why it is over: by itself, by another report, by the end of the file, or by a boot.
   */
  close(reason: 'end' | 'new-report' | 'file-end' | 'boot'): readonly Found[]
}

/** A multi-line report, opened by its first line or by any line that can only be part of one whose head is lost. */
export interface Block {
  /** What it is called. */
  readonly id: string
  /** Literals, one of which every first line of it holds. */
  readonly cues: readonly string[]
  /** `previous` is false for the first line that the source holds: then a report may have lost its head. */
  open(body: Body, context: Context & { readonly first: boolean }): OpenBlock | null
}

/** A whole file that is one document. */
export interface DocumentFormat {
  /** What it is called in `sources[].format`. */
  readonly id: string
  /** Tells from the path and the first bytes (decoded) whether this is one. Cheap and sure: no is the default. */
  matches(path: string, head: string): boolean
  /** Loads what reading takes besides, as a library. Awaited before `read`. */
  load?(): Promise<void>
  /** All facts in it. Gives a `Problem` for what is damaged, and does not throw: what is thrown becomes `READER_FAILED`. */
  read(document: { readonly path: string; readonly text: string; readonly bytes: Uint8Array }): Iterable<Found>
}

/**
 * Pieces of documents in a text that is none of them as a whole: what people paste. Read beside the text's lines, which may
 * hold a kernel's log as well.
 */
export interface ExcerptFormat {
  /** What it is called in `sources[].format`. */
  readonly id: string
  /** Literals, one of which every text with such pieces holds. */
  readonly cues: readonly string[]
  /** Looks for pieces in a whole text. Gives a `Problem` for what is damaged, and does not throw. */
  read(document: { readonly path: string; readonly text: string; readonly bytes: Uint8Array }): {
    /** All facts in the pieces. */
    readonly found: readonly Found[]
    /** What the text is, where it is recognised; null where it holds no such piece. */
    readonly format: string | null
  }
}

/** A file of samples, read line by line into columns, all of them at its end. */
export interface SeriesFormat {
  /** What it is called in `sources[].format`. */
  readonly id: string
  /** Tells from the path and the first bytes (decoded) whether this is one. Cheap and sure: no is the default. */
  matches(path: string, head: string): boolean
  /** A reader of one source. */
  open(path: string): {
    /** Takes every line, in order. */
    take(line: Line): void
    /** All samples, at the end of the source. */
    close(): readonly Found[]
  }
}

/** Pod and container whose output a file holds, by its path. Parts that the path does not say are null. */
export interface PodPath {
  /** Namespace of the pod. */
  readonly namespace: string | null
  /** Name of the pod. */
  readonly pod: string | null
  /** UID of the pod; of a static pod the hash of its configuration. */
  readonly uid: string | null
  /** Name of the container. */
  readonly container: string | null
  /** Its ID, without `containerd://`. */
  readonly containerId: string | null
  /** `N` of `/N.log`: how often the container had been restarted. */
  readonly restart: number | null
  /** The container before the one that ran when the bundle was made. */
  readonly isPrevious: boolean
}

/** What the place of a file in the bundle says about it. */
export interface PathRole {
  /** Name of the node, where the collector names a folder or file by it. */
  readonly node: string | null
  /** Folder, with its slash, whose files are all of one machine; `''` is the bundle itself. */
  readonly machine: string | null
  /** What to call that machine where nothing in the folder tells its name. */
  readonly machineName: string | null
  /** The file is the output of a container. */
  readonly pod: PodPath | null
}

/** The way a collector lays files out. */
export interface Layout {
  /** What it is called in `bundle.layout`. */
  readonly id: string
  /** Tells from all paths of the bundle whether it is of this layout. */
  matches(paths: readonly string[]): boolean
  /** Name of the node that a path belongs to, where the layout says so. */
  nodeOf(path: string): string | null
  /** Folders, each with its slash, that are laid out like this; the whole bundle (`''`) where this is absent. */
  rootsIn?(paths: readonly string[]): readonly string[]
  /** More than the node; `path` is relative to one of the roots, which is given as well. */
  roleOf?(path: string, root: string): Partial<PathRole>
}

/** The layouts of one bundle, folder by folder, and what the user said about its files. */
export interface BundleLayout {
  /** The outermost layout that was found, of several there the most telling; `plain` where there is none. */
  readonly id: string
  /** Node that the user assigned a file to. */
  assignedTo(path: string): string | null
  roleOf(path: string): PathRole
}

/** Everything that can be read: passed in, never global. */
export interface Readers {
  /** Outermost and most telling first: the first that opens a line wins. */
  readonly envelopes: readonly Envelope[]
  /** The first that knows a source takes all its lines. */
  readonly records: readonly RecordFormat[]
  /** Asked one after another for each line that follows another. */
  readonly joins: readonly LineJoin[]
  /** Asked for lines that hold one of their cues. */
  readonly messages: readonly Message[]
  /** Asked for lines that hold one of their cues, before messages are. */
  readonly blocks: readonly Block[]
  /** The first that knows a source reads it as a whole. */
  readonly documents: readonly DocumentFormat[]
  /** Tried on what no document claims. */
  readonly excerpts?: readonly ExcerptFormat[]
  /** The first that knows a source takes all its lines. */
  readonly series: readonly SeriesFormat[]
}
