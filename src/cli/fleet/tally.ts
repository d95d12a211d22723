import { type FleetRecord, isMemoryKill, type Shard } from '../../fleet/index.ts'
import { printable } from '../../render/printable.ts'

/** What became of the bundles of one run. */
export interface Tally {
  /** `before`: it was done by an earlier run. */
  add(record: FleetRecord, before: boolean): void
  readonly done: number
  readonly failed: number
  /** Bundles that gave a report. */
  readonly analysed: number
  /** Bundles in which memory killed something. */
  readonly withKill: number
  /** What to tell at the end. */
  text(run: Run): string
}

export interface Run {
  readonly directory: string
  /** Bundles of this run, and of all shards. */
  readonly own: number
  readonly all: number
  readonly shard: Shard | null
  readonly stopped: boolean
}

const MOST_FAILURES = 10

export function openTally(): Tally {
  const failures: FleetRecord[] = []
  const counts = { analysed: 0, unreadable: 0, failed: 0, before: 0, withKill: 0 }
  const done = () => counts.analysed + counts.unreadable + counts.failed

  function first({ own, all, shard, stopped }: Run): string {
    const { analysed, unreadable, failed, before } = counts
    const part = shard ? `shard ${shard.index}/${shard.count}, ${own} of ${all} bundles` : `${own} bundles`
    const parts = [
      `${analysed} analysed${before > 0 ? ` (${before} done before)` : ''}`,
      `${unreadable} without a log that oomlens reads`,
      `${failed} failed`,
      ...(stopped ? [`${own - done()} not done: stopped`] : []),
    ]
    return `${part}: ${parts.join(', ')}`
  }

  return {
    add(record, before) {
      counts[record.status] += 1
      if (before) counts.before += 1
      if (record.status === 'failed') failures.push(record)
      if (record.incidents.some(isMemoryKill)) counts.withKill += 1
    },
    get done() {
      return done()
    },
    get failed() {
      return counts.failed
    },
    get analysed() {
      return counts.analysed
    },
    get withKill() {
      return counts.withKill
    },
    text(run) {
      const shown = failures.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, MOST_FAILURES)
      const more = failures.length - shown.length
      const lines = [
        first(run),
        ...shown.map(({ name, failure }) => `  failed: ${name}: ${failure?.detail}`),
        ...(more > 0 ? [`  and ${more} more`] : []),
        `memory killed in ${counts.withKill} of them; oomlens fleet summary ${run.directory}`,
        ...(run.stopped ? ['The same command again goes on where this one was stopped.'] : []),
      ]
      return lines.map(line => `${printable(line)}\n`).join('')
    },
  }
}
