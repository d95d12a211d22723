import type { OomReport } from '../../model/kernel.ts'
import type { Holder, Holders, IncidentKind, MemoryAccount } from '../../model/report.ts'
import { heldTotalBytes, isBound } from './held-total.ts'
import { largestRows, nameHolders, ownBytes, processHolder, type TaskHolder } from './holders.ts'
import { unownedOf } from './unowned.ts'

/** As many of each view are listed. */
export const LISTED = 5

/** As many processes are remembered, to be found in a container later: those below are too small to matter. */
const REMEMBERED = 20

/** What a process held, kept after the table is let go. */
export interface HeldTask {
  readonly pid: number
  readonly comm: string
  readonly bytes: number
}

const roundedShare = (bytes: number, ofBytes: number | null): number | null =>
  ofBytes === null || ofBytes <= 0 ? null : Math.round((bytes / ofBytes) * 10_000) / 10_000

export const holderOf = ({ what, name, bytes, note }: Omit<Holder, 'share'>, ofBytes: number | null): Holder => ({
  what,
  name,
  bytes,
  share: roundedShare(bytes, ofBytes),
  note,
})

/** The largest of a view; equals in the order in which they came. */
export const largestOf = <T extends { readonly bytes: number }>(holders: readonly T[]): readonly T[] =>
  holders
    .filter(({ bytes }) => bytes > 0)
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, LISTED)

const ofTasks = (tasks: readonly TaskHolder[], ofBytes: number | null): readonly Holder[] =>
  largestOf(tasks).map(({ name, bytes, caveat }) => holderOf({ what: 'process', name, bytes, note: caveat }, ofBytes))

function unownedHolders(account: MemoryAccount, ofBytes: number | null): readonly Holder[] {
  return largestOf(
    unownedOf(account).map(({ what, name, bytes, isCounted }) =>
      holderOf({ what, name, bytes, note: isCounted ? null : 'what the counters leave over' }, ofBytes),
    ),
  )
}

const slabHolders = (report: OomReport, ofBytes: number | null): readonly Holder[] =>
  largestOf(
    (report.memInfo?.slabs ?? []).map(({ name, totalKiB }) =>
      holderOf({ what: 'slab', name, bytes: totalKiB * 1024, note: 'part of the slab' }, ofBytes),
    ),
  )

/** The largest holders by the report alone; places are found by a join. Null where it holds neither a table nor an account. */
export function holderLists(
  report: OomReport,
  kind: IncidentKind,
  pageBytes: number | null,
  account: MemoryAccount | null,
): Holders | null {
  const ofBytes = heldTotalBytes(report, kind, pageBytes, account)
  const rows = pageBytes === null ? [] : (report.tasks?.rows ?? [])
  const largest = largestRows(rows, pageBytes ?? 0, LISTED).map(row => processHolder(row, pageBytes ?? 0))
  const holders = {
    ofBytes,
    processes: ofTasks(largest, ofBytes),
    names: ofTasks(nameHolders(rows, pageBytes ?? 0), ofBytes),
    places: [],
    // The account of the whole machine says nothing about the nodes that ran out.
    unowned: account && !isBound(kind) ? unownedHolders(account, ofBytes) : [],
    slabCaches: kind === 'memcg' ? [] : slabHolders(report, ofBytes),
  }
  return holders.processes.length + holders.unowned.length + holders.slabCaches.length === 0 ? null : holders
}

/** The tasks that a join may find the container of: the largest, and those that the report names. */
export function heldTasks(report: OomReport, pageBytes: number | null): readonly HeldTask[] {
  const rows = report.tasks?.rows ?? []
  if (pageBytes === null) return []
  const named = new Set([...report.kills.map(({ pid }) => pid), report.chosen?.pid, report.trigger?.pid])
  const held = rows.map(row => ({ pid: row.pid, comm: row.comm, bytes: ownBytes(row, pageBytes) }))
  return held.sort((a, b) => b.bytes - a.bytes).filter(({ pid }, at) => at < REMEMBERED || named.has(pid))
}
