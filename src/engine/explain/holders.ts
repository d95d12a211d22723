import type { TaskRow } from '../../model/kernel.ts'

/** A process, or many of one name, with what it holds in RAM and swap. */
export interface TaskHolder {
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
const WITH_FILES = 'by its rss, file pages included'

/** Anonymous and shared memory and swap where the table tells them from file pages (6.8 and later), else the whole rss and swap. */
const ownPages = (row: TaskRow): number =>
  (row.rssAnonPages === null ? (row.rssPages ?? 0) : row.rssAnonPages + (row.rssShmemPages ?? 0)) +
  (row.swapentsPages ?? 0)

export const ownBytes = (row: TaskRow, pageBytes: number): number => ownPages(row) * pageBytes

/** The part that no other process can hold as well, where the table tells it. */
const privatePages = (row: TaskRow): number => (row.rssAnonPages ?? row.rssPages ?? 0) + (row.swapentsPages ?? 0)

/** The largest by what is counted, the first of equals: in the order of the table. */
function first<T>(items: readonly T[], count: (item: T) => number): T | null {
  let best: T | null = null
  let most = Number.NEGATIVE_INFINITY
  for (const item of items) {
    const counted = count(item)
    if (counted <= most) continue
    best = item
    most = counted
  }
  return best
}

/** The rows with the most anonymous and shared memory and swap; equals in the order of the table. */
export const largestRows = (rows: readonly TaskRow[], pageBytes: number, most: number): readonly TaskRow[] =>
  rows
    .map(row => ({ row, bytes: ownBytes(row, pageBytes) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, most)
    .map(({ row }) => row)

/** A process with its anonymous and shared memory and swap. */
export const processHolder = (row: TaskRow, pageBytes: number): TaskHolder => ({
  name: `${row.comm} (${row.pid})`,
  bytes: ownBytes(row, pageBytes),
  tasks: 1,
  caveat: row.rssAnonPages === null ? WITH_FILES : null,
})

/** Processes of one name together, by what no other process can hold as well where the table tells that. */
export function nameHolders(rows: readonly TaskRow[], pageBytes: number): readonly TaskHolder[] {
  const groups = new Map<string, { own: number; pages: number; tasks: number; shared: boolean }>()
  for (const row of rows) {
    const group = groups.get(row.comm) ?? { own: 0, pages: 0, tasks: 0, shared: false }
    group.own += ownPages(row)
    group.pages += privatePages(row)
    group.tasks += 1
    group.shared ||= row.rssAnonPages === null
    groups.set(row.comm, group)
  }
  return [...groups].map(([comm, { own, pages, tasks, shared }]) => ({
    name: `${tasks} × ${comm}`,
    bytes: (tasks === 1 ? own : pages) * pageBytes,
    tasks,
    caveat: shared ? (tasks === 1 ? WITH_FILES : SHARED) : null,
  }))
}

/** The largest process of a task table, or the processes of one name where together they clearly hold more. */
export function largestHolderOf(rows: readonly TaskRow[], pageBytes: number): TaskHolder | null {
  const largest = first(rows, ownPages)
  const single = largest && processHolder(largest, pageBytes)
  const groups = nameHolders(rows, pageBytes).filter(({ tasks }) => tasks >= GROUP_TASKS)
  const group = first(groups, ({ bytes }) => bytes)
  return group && (!single || group.bytes > single.bytes * GROUP_OVER_SINGLE) ? group : single
}
