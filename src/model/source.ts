import type { Span } from './span.ts'
import type { Stamp, WallReading } from './stamp.ts'

/** One line that carries both clocks: it ties the kernel's seconds to a wall time. */
export interface ClockPair {
  readonly bootSeconds: number
  readonly wall: WallReading
  readonly span: Span
}

/** The part of a source that belongs to one boot. */
export interface BootPart {
  /** 0 for the first boot seen in the source. */
  readonly boot: number
  /** Machine that its lines name; in a log that was merged each has boots of its own. */
  readonly host: string | null
  readonly first: Stamp
  readonly last: Stamp
  /** The pair whose wall time is least behind the kernel's: the least delayed reception. Null where no line has both. */
  readonly leastDelayed: ClockPair | null
  readonly release: string | null
  /**
   * False where no line of it shows that a kernel wrote it: then silence proves nothing. A log of a program that has but a time
   * before each line looks like that.
   */
  readonly isOfKernel: boolean
}

/** What reading a source told besides its events. */
export interface SourceRead {
  readonly path: string
  /** What it was read as; `unknown` where nothing recognised it. */
  readonly format: string
  readonly bytes: number
  readonly lines: number
  readonly events: number
  /** Name of the machine, where lines print one; null where they print several in turn. */
  readonly host: string | null
  /** Empty for anything but a log that holds lines of a kernel. */
  readonly boots: readonly BootPart[]
}
