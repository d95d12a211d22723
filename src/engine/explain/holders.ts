import type { TaskRow } from '../../model/kernel.ts'

/** A process, or many of one name, with what it holds in RAM and swap. */
export interface Holder {
  readonly name: string
  readonly bytes: number
  readonly tasks: number
  /** What the number is made of, where it counts memory that several processes may share. */
  readonly caveat: string | null
}

/** As many tasks of one name are a group to look at as a whole. */
const GROUP_TASKS = 5

/** A group is the holder when its sum exceeds the largest single process by this factor. */
const GROUP_OVER_SINGLE = 1.5

const SHARED = 'at most: the table counts shared pages too'

/** Anonymous and shared memory and swap where the table tells them from file pages (6.8 and later), else the whole rss and swap. */
const ownPages = (row: TaskRow): number =>
  (row.rssAnonPages === null ? (row.rssPages ?? 0) : row.rssAnonPages + (row.rssShmemPages ?? 0)) +
  (row.swapentsPages ?? 0)

/** The part that no other process can hold as well, where the table tells it. */
const privatePages = (row: TaskRow): number => (row.rssAnonPages ?? row.rssPages ?? 0) + (row.swapentsPages ?? 0)

function largestProcess(rows: readonly TaskRow[], pageBytes: number): Holder | null {
  let largest: TaskRow | null = null
  for (const row of rows) if (!largest || ownPages(row) > ownPages(largest)) largest = row
  if (!largest) return null
  return {
    name: `${largest.comm} (${largest.pid})`,
    bytes: ownPages(largest) * pageBytes,
    tasks: 1,
    caveat: largest.rssAnonPages === null ? 'by its rss, file pages included' : null,
  }
}

function largestGroup(rows: readonly TaskRow[], pageBytes: number): Holder | null {
  const groups = new Map<string, { pages: number; tasks: number; shared: boolean }>()
  for (const row of rows) {
    const group = groups.get(row.comm) ?? { pages: 0, tasks: 0, shared: false }
    group.pages += privatePages(row)
    group.tasks += 1
    group.shared ||= row.rssAnonPages === null
    groups.set(row.comm, group)
  }
  let largest: Holder | null = null
  for (const [comm, { pages, tasks, shared }] of groups) {
    if (tasks < GROUP_TASKS || (largest && pages * pageBytes <= largest.bytes)) continue
    largest = { name: `${tasks} × ${comm}`, bytes: pages * pageBytes, tasks, caveat: shared ? SHARED : null }
  }
  return largest
}

/** The largest process of a task table, or the processes of one name where together they clearly hold more. */
export function largestHolderOf(rows: readonly TaskRow[], pageBytes: number): Holder | null {
  const single = largestProcess(rows, pageBytes)
  const group = largestGroup(rows, pageBytes)
  return group && (!single || group.bytes > single.bytes * GROUP_OVER_SINGLE) ? group : single
}
