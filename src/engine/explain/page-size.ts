import type { KilledProcess, MemInfo, OomReport, TaskRow } from '../../model/kernel.ts'

/** Page sizes that Linux is built with on machines that print such reports. */
const PAGE_SIZES = [4096, 8192, 16_384, 65_536] as const

/** The counters are read at slightly different instants: a ratio this far from a size, as a factor, is none. */
const TOLERANCE = 1.15

/** Below this many pages, the lag between two counters is larger than what the ratio could tell. */
const ENOUGH_PAGES = 64

function nearest(bytes: number, pages: number): number | null {
  if (pages < ENOUGH_PAGES || !Number.isFinite(bytes)) return null
  const ratio = bytes / pages
  return PAGE_SIZES.find(size => ratio < size * TOLERANCE && ratio > size / TOLERANCE) ?? null
}

/** `free:` of the zones in kB against their free blocks, which are counted in pages. */
function bySmallestBlock(memInfo: MemInfo): number | null {
  let bytes = 0
  let pages = 0
  for (const zone of memInfo.zones) {
    const freeKiB = zone.fieldsKiB.free
    if (freeKiB === undefined || zone.freeBlocks.length === 0) continue
    bytes += freeKiB * 1024
    pages += zone.freeBlocks.reduce((sum, blocks, order) => sum + blocks * 2 ** order, 0)
  }
  return nearest(bytes, pages)
}

function byVictim(kill: KilledProcess, row: TaskRow): number | null {
  const virtual = kill.totalVmKiB === null ? null : nearest(kill.totalVmKiB * 1024, row.totalVmPages ?? 0)
  if (virtual !== null) return virtual
  const { anonRssKiB, fileRssKiB, shmemRssKiB } = kill
  if (anonRssKiB === null || row.rssPages === null) return null
  return nearest((anonRssKiB + (fileRssKiB ?? 0) + (shmemRssKiB ?? 0)) * 1024, row.rssPages)
}

function byVictims(report: OomReport): number | null {
  const rows = new Map(report.tasks?.rows.map(row => [row.pid, row]))
  for (const kill of report.kills) {
    const row = rows.get(kill.pid)
    const size = row && byVictim(kill, row)
    if (size) return size
  }
  return null
}

/** The per-node lines in kB against the totals in pages. Where nodes are left out, fields disagree and nothing is said. */
function byNodeLines(memInfo: MemInfo): number | null {
  const sizes = new Set<number | null>()
  for (const name of ['active_anon', 'inactive_anon', 'active_file', 'inactive_file', 'shmem']) {
    const pages = memInfo.totalsPages[name] ?? 0
    if (pages < ENOUGH_PAGES || memInfo.nodes.some(node => node.fieldsKiB[name] === undefined)) continue
    const kib = memInfo.nodes.reduce((sum, node) => sum + (node.fieldsKiB[name] ?? 0), 0)
    sizes.add(nearest(kib * 1024, pages))
  }
  const [only] = sizes
  return sizes.size === 1 ? (only ?? null) : null
}

/** What a cgroup's processes hold, by its statistics in bytes and by the rows of its own tasks in pages. */
function byCgroup(report: OomReport): number | null {
  const { anon } = report.memcg?.stats ?? {}
  if (anon === undefined || report.memInfo !== null) return null
  const rows = report.tasks?.rows ?? []
  return nearest(
    anon,
    rows.reduce((sum, row) => sum + (row.rssAnonPages ?? row.rssPages ?? 0), 0),
  )
}

/** Page tables are whole pages: their sizes have the page size as a divisor, and no larger one by chance in every row. */
function byPageTables(rows: readonly TaskRow[]): number | null {
  const sizes = rows.flatMap(row => (row.pgtablesBytes === null || row.pgtablesBytes === 0 ? [] : [row.pgtablesBytes]))
  const fitting = PAGE_SIZES.filter(size => sizes.every(bytes => bytes % size === 0))
  const [only] = fitting
  return sizes.length > 0 && fitting.length === 1 ? (only ?? null) : null
}

/**
 * The page size of the machine in bytes, which the kernel does not print.
 *
 * Found where the same memory is given both in kB and in pages. First the zones' free memory and their free blocks; then
 * the victim's `total-vm` (else its rss) and its row of the task table; then the per-node lines and the totals; then the
 * sizes of page tables, which are whole pages; then a cgroup's anonymous memory and its tasks. Null when none tells.
 */
export function pageBytesOf(report: OomReport): number | null {
  const { memInfo } = report
  return (
    (memInfo && bySmallestBlock(memInfo)) ??
    byVictims(report) ??
    (memInfo && byNodeLines(memInfo)) ??
    byPageTables(report.tasks?.rows ?? []) ??
    byCgroup(report)
  )
}
