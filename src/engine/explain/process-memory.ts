import { formatBytes } from '../../model/bytes.ts'
import type { OomReport, TaskRow } from '../../model/kernel.ts'
import type { IncidentKind, ProcessMemory } from '../../model/report.ts'
import type { Closed } from './parts.ts'

/** Memory outside of all tasks is worth a word from this share of the total; counters of RSS lag by some MiB. */
export const ELSEWHERE_SHARE = 0.1

/** A sum that exceeds the total by less is a lag of the counters. */
const EXCESS_SHARE = 0.02

/** The sum of one column in pages; null where a row has none. */
function columnPages(rows: readonly TaskRow[], column: (row: TaskRow) => number | null): number | null {
  let sum = 0
  for (const row of rows) {
    const value = column(row)
    if (value === null) return null
    sum += value
  }
  return sum
}

const partBytes = ({ parts }: Closed, name: string): number => parts.find(part => part.name === name)?.bytes ?? 0

/** With lists or caches that hold several kinds at once it is not known how much of them is processes'. */
const isTold = ({ parts }: Closed): boolean =>
  !parts.some(({ name }) => name === 'anonymous and file cache' || name === 'cache')

const whyElsewhere = (bytes: number, shmem: number): string =>
  bytes <= shmem
    ? 'All of it may be shared memory that nobody maps: files in tmpfs or /dev/shm, memfd, System V segments.'
    : `Shared memory (${formatBytes(shmem)}) explains a part at most: the table may be cut, tasks may have been exiting, or the pages were on their way to swap.`

function noteOf(sums: Omit<ProcessMemory, 'note'>, account: Closed, isSomeNodes: boolean): string {
  const { tasks, rssBytes, elsewhereBytes } = sums
  const { of, totalBytes } = account
  const who = tasks === 1 ? 'The RSS of the one process is' : `The RSS of the ${tasks} processes adds up to`
  if (rssBytes > totalBytes * (1 + EXCESS_SHARE)) {
    const total = of === 'node' ? 'of RAM' : 'that the cgroup held'
    const reasons = [
      ...(tasks > 1 ? ['pages that processes share are counted once for each'] : []),
      ...(of === 'cgroup' ? ['pages that other cgroups pay for count too'] : []),
    ]
    const why = reasons.length === 0 ? '' : `: ${reasons.join(', and ')}`
    return `${who} ${formatBytes(rssBytes)}, more than the ${formatBytes(totalBytes)} ${total}${why}. It is no usage.`
  }
  if (elsewhereBytes !== null && elsewhereBytes >= ELSEWHERE_SHARE * totalBytes) {
    return `At least ${formatBytes(elsewhereBytes)} of anonymous and shared memory is in no process of the table. ${whyElsewhere(elsewhereBytes, partBytes(account, 'shmem'))}`
  }
  const some = isSomeNodes ? ' The table lists only tasks that may use the nodes that ran out.' : ''
  return `${who} ${formatBytes(rssBytes)}. It counts file pages, and shared pages once for each process: it says at most what they hold.${some}`
}

/**
 * What the task table holds in all, beside the account that it is a view into. Null without a table, without its `rss`, or
 * where the page size is not known.
 *
 * `elsewhereBytes` is a lower bound, because a sum of RSS is an upper one of what processes hold.
 */
export function processMemoryOf(
  report: OomReport,
  kind: IncidentKind,
  pageBytes: number | null,
  account: Closed,
): ProcessMemory | null {
  const rows = report.tasks?.rows ?? []
  const rss = columnPages(rows, row => row.rssPages)
  if (rows.length === 0 || rss === null || pageBytes === null) return null
  const bytes = (pages: number | null): number | null => (pages === null ? null : pages * pageBytes)
  const anonBytes = bytes(columnPages(rows, row => row.rssAnonPages))
  const shmemBytes = bytes(columnPages(rows, row => row.rssShmemPages))
  const rssBytes = rss * pageBytes
  const inTasks = anonBytes === null || shmemBytes === null ? rssBytes : anonBytes + shmemBytes
  const isSomeNodes = kind === 'cpuset' || kind === 'mempolicy'
  const ofAccount = partBytes(account, 'anonymous') + partBytes(account, 'shmem')
  const sums = {
    tasks: rows.length,
    rssBytes,
    anonBytes,
    shmemBytes,
    swapBytes: bytes(columnPages(rows, row => row.swapentsPages)),
    elsewhereBytes: isSomeNodes || !isTold(account) ? null : Math.max(0, ofAccount - inTasks),
  }
  return { ...sums, note: noteOf(sums, account, isSomeNodes) }
}
