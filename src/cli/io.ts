import type { Bundle } from '../model/bundle.ts'
import type { AnalyzeOptions } from '../model/options.ts'
import type { Output } from '../model/output.ts'
import type { Report } from '../model/report.ts'
import type { Topic } from '../model/topic.ts'
import type { OpenOptions } from '../node/index.ts'
import type { Terminal, ViewRequest } from '../tui/index.ts'

/** Where text goes. `write` rejects with the system's error; a closed pipe is one of them. */
export interface Sink {
  readonly isTTY: boolean
  write(text: string): Promise<void>
}

/** The surroundings of one run: the process's own, or a test's. */
export interface Io {
  readonly stdout: Sink
  readonly stderr: Sink
  readonly stdin: AsyncIterable<Uint8Array>
  readonly env: Readonly<Record<string, string | undefined>>
  /** Width of the terminal that shows standard output, or the one that $COLUMNS asks for; null where there is neither. */
  readonly columns: number | null
  /** The terminal that keys come from and that a screen can be drawn on; null where there is none. */
  terminal(): Terminal | null
  /**
   * Has the listener called when someone asks the process to end, instead of ending at once; a second time it ends. Gives what
   * takes the listener away. Absent where nobody can ask.
   */
  readonly onStop?: (listener: (signal: StopSignal) => void) => () => void
}

export type StopSignal = 'SIGINT' | 'SIGTERM'

/** What the commands put together. */
export interface Parts {
  readonly version: string
  /** What it was built from; null where the build did not know. */
  readonly commit: string | null
  /** Archive kinds that are opened. */
  readonly containers: readonly string[]
  /** The default first. */
  readonly outputs: readonly Output[]
  openBundle(paths: readonly string[], options: OpenOptions): Promise<Bundle>
  /** What is read. Loaded when asked for, since it is large. */
  inputs(): Promise<readonly { readonly id: string; readonly describes: string; readonly example: string | null }[]>
  /** How bundles may be laid out. */
  layouts(): Promise<readonly string[]>
  /** What can be explained. */
  topics(): Promise<readonly Topic[]>
  analyze(bundle: Bundle, options: AnalyzeOptions): Promise<Report>
  /** Loaded when asked for: nothing else needs what draws on a terminal. */
  view(request: ViewRequest): Promise<void>
  /** The module that a worker of `oomlens fleet` runs. */
  readonly fleetWorker: string
}

export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')

/** Writes unless nobody reads any more, which is no error: `oomlens … | head` ends quietly. */
export async function writeTo(sink: Sink, text: string): Promise<void> {
  try {
    await sink.write(text)
  } catch (error) {
    if (!isClosedPipe(error)) throw error
  }
}
