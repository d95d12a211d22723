import { formatBytes } from '../model/bytes.ts'
import type { Progress } from '../model/options.ts'
import { printable } from '../render/printable.ts'
import { type Io, writeTo } from './io.ts'

const EVERY_MS = 100
const PATH_WIDTH = 50
const ERASE = '\r\x1b[K'

export interface ProgressLine {
  show(progress: Progress): void
  erase(): Promise<void>
}

const SILENT: ProgressLine = { show() {}, async erase() {} }

/** A line on the terminal that says how far the reading has come, and leaves no trace. Silent anywhere else. */
export function openProgress(io: Io, quiet: boolean, now: () => number = () => performance.now()): ProgressLine {
  if (quiet || !io.stderr.isTTY || io.env.TERM === 'dumb') return SILENT
  let shownAt = now()
  let shown = false
  return {
    show({ path, bytes }) {
      if (now() - shownAt < EVERY_MS) return
      shownAt = now()
      shown = true
      const name = printable(path)
      const short = name.length > PATH_WIDTH ? `…${name.slice(1 - PATH_WIDTH)}` : name
      void writeTo(io.stderr, `${ERASE}reading ${formatBytes(bytes)}  ${short}`)
    },
    async erase() {
      if (shown) await writeTo(io.stderr, ERASE)
      shown = false
    },
  }
}
