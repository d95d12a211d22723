/** What the user may say about a case beyond its bytes. Everything is optional; nothing is read from the machine itself. */
export interface AnalyzeOptions {
  /**
   * IANA zone of logs that print no zone, such as `Europe/Berlin`. UTC where it is absent or the runtime does not know it; the
   * report says which was assumed.
   */
  readonly timezone?: string | undefined
  /** Milliseconds since the epoch: the anchor of ages and missing years where the bundle has none. */
  readonly now?: number | undefined
  /** Only this node. */
  readonly node?: string | undefined
  /** Nodes of files where no path tells: a file, or a folder with all below it, as in `sources[].path`. */
  readonly nodePaths?: readonly NodePath[] | undefined
  /** Only pods of this namespace. */
  readonly namespace?: string | undefined
  /** Only pods of this name. */
  readonly pod?: string | undefined
  /** Milliseconds since the epoch: leave out what ended before. */
  readonly since?: number | undefined
  /** Milliseconds since the epoch: leave out what began after. */
  readonly until?: number | undefined
  /** Called now and then while reading: `bytes` counts all bytes read so far, over all sources. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** A file or folder of the bundle, and the node that it is of. */
export interface NodePath {
  /** Name of the node. */
  readonly node: string
  /** File or folder, as in `sources[].path`. */
  readonly path: string
}

/** How far the reading has come. */
export interface Progress {
  /** The source being read, as in `Span.path`. */
  readonly path: string
  /** Bytes read so far, over all sources. */
  readonly bytes: number
  /** Facts found so far: kernel reports, events, pods. */
  readonly events: number
  /** `concluding` once everything is read: what was found is joined, which takes no further bytes. */
  readonly phase: 'reading' | 'concluding'
}
