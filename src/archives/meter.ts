import type { Problem } from '../model/problem.ts'
import type { ArchiveLimits } from './limits.ts'
import { overLimit } from './problems.ts'

/** What was read of one file that the user gave, and what came out of all that is compressed in it. */
export interface Tally {
  readonly path: string
  readonly limits: ArchiveLimits
  readonly spent: { bytes: number }
  /** Bytes read of the file itself. */
  read: number
  unfolded: number
  /** Members that were stopped by their ratio. */
  bombs: number
  /** Why nothing more is unfolded; null while it is. */
  over: Problem | null
}

/** Looks at how much went in and came out; a problem ends the reading. */
export type Meter = (fedBytes: number, unfoldedBytes: number) => Problem | null

/** Counts what comes out of one compressed stream against the caps. */
export function openMeter(path: string, tally: Tally): Meter {
  const { limits, spent } = tally
  const tooLarge = (bytes: number, from: number) => bytes > limits.ratioFromBytes && bytes > limits.ratio * from
  const ratio = `unfolds to more than ${limits.ratio} times its size, as no log does`
  const over = (limit: 'ratio' | 'totalBytes', where: string, what: string): Problem =>
    overLimit(where, what, limit, limits[limit])
  let unfolded = 0
  return (fedBytes, unfoldedBytes) => {
    unfolded += unfoldedBytes
    tally.unfolded += unfoldedBytes
    spent.bytes += unfoldedBytes
    if (tally.over) return tally.over
    if (spent.bytes > limits.totalBytes)
      tally.over = over('totalBytes', tally.path, `the archives unfold to over ${limits.totalBytes} bytes`)
    else if (tooLarge(tally.unfolded, tally.read)) tally.over = over('ratio', tally.path, `it ${ratio}`)
    else if (tooLarge(unfolded, fedBytes)) {
      tally.bombs += 1
      if (tally.bombs < limits.bombs) return over('ratio', path, `it ${ratio}`)
      tally.over = over('ratio', tally.path, `${tally.bombs} members of it are bombs: each ${ratio}`)
    }
    return tally.over
  }
}
