import { formatSeconds } from '../../model/bytes.ts'
import { type Io, writeTo } from '../io.ts'

const EVERY_MS = 200
const ERASE = '\r\x1b[K'

export interface FleetProgress {
  show(done: number, failed: number): void
  erase(): Promise<void>
}

/** A line on the terminal that says how many bundles are done, and leaves no trace. Silent anywhere else. */
export function openFleetProgress(io: Io, all: number, quiet: boolean): FleetProgress {
  if (quiet || !io.stderr.isTTY || io.env.TERM === 'dumb') return { show() {}, async erase() {} }
  const began = performance.now()
  let shownAt = began
  return {
    show(done, failed) {
      const now = performance.now()
      if (now - shownAt < EVERY_MS) return
      shownAt = now
      const left = ((now - began) / 1000 / done) * (all - done)
      const failures = failed === 0 ? '' : `, ${failed} failed`
      void writeTo(
        io.stderr,
        `${ERASE}${done} of ${all} bundles${failures}, about ${formatSeconds(Math.ceil(left))} left`,
      )
    },
    async erase() {
      await writeTo(io.stderr, ERASE)
    },
  }
}
