import { formatBytes } from '../../model/bytes.ts'
import type { OomReport } from '../../model/kernel.ts'
import type { Culprit, IncidentKind, MemoryAccount } from '../../model/report.ts'
import { type Holder, largestHolderOf } from './holders.ts'
import { swapOf } from './swap.ts'
import { usableRamPagesOf, zonePages } from './usable-ram.ts'

/** Who holds less than this share of the memory did not use it up alone. */
const DOMINANT_SHARE = 0.25

type What = Culprit['what']

interface Claim {
  readonly what: What
  readonly name: string
  readonly bytes: number
  readonly why: string
}

/** Parts of an account that no process of the table explains, by what they are. */
const KINDS: readonly { readonly what: What; readonly name: string; readonly parts: readonly string[] }[] = [
  { what: 'slab', name: 'kernel slab', parts: ['slab reclaimable', 'slab unreclaimable', 'slab'] },
  { what: 'hugepages', name: 'hugepage pool', parts: ['hugepages'] },
  { what: 'shmem', name: 'shared memory and tmpfs', parts: ['shmem'] },
  { what: 'page-cache', name: 'page cache', parts: ['file cache', 'cache'] },
  { what: 'kernel', name: 'socket buffers', parts: ['sockets'] },
  { what: 'kernel', name: 'page tables', parts: ['page tables', 'secondary page tables'] },
  { what: 'kernel', name: 'compressed swap', parts: ['compressed swap'] },
  {
    what: 'kernel',
    name: 'kernel memory',
    parts: ['kernel stacks', 'per-cpu', 'vmalloc', 'other kernel', 'kernel', 'kernel misc reclaimable'],
  },
]

/** The account is of the whole machine, which says nothing about the nodes that a cpuset or mempolicy allows. */
const isBound = (kind: IncidentKind): boolean => kind === 'cpuset' || kind === 'mempolicy'

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function shareOf(bytes: number, totalBytes: number): string {
  return `${formatBytes(bytes)} of ${formatBytes(totalBytes)} (${Math.round((bytes / totalBytes) * 100)} %)`
}

/** RAM and used swap that the table's tasks can have held. Node-bound kinds: the RAM of the nodes that the report shows. */
function heldTotalBytes(
  report: OomReport,
  kind: IncidentKind,
  pageBytes: number | null,
  account: MemoryAccount | null,
): number | null {
  const { memInfo } = report
  const bound = isBound(kind) && memInfo && pageBytes !== null
  const pages = bound ? zonePages(memInfo, 'managed', pageBytes) : usableRamPagesOf(memInfo, pageBytes)
  const ofPages = pages === null || pageBytes === null ? null : pages * pageBytes
  const ram =
    kind === 'memcg' ? (report.memcg?.memory?.usageBytes ?? null) : bound ? ofPages : (account?.totalBytes ?? ofPages)
  if (ram === null) return null
  const swap = swapOf(report)
  const used =
    kind === 'memcg' ? swap?.usageBytes : (swap?.totalBytes ?? 0) - (swap?.freeBytes ?? swap?.totalBytes ?? 0)
  return ram + Math.max(0, used ?? 0)
}

function claimsOf(account: MemoryAccount): readonly Claim[] {
  const { parts, totalBytes, unaccountedBytes } = account
  const claims: Claim[] = KINDS.map(({ what, name, parts: names }) => {
    const bytes = parts.reduce((sum, part) => (names.includes(part.name) ? sum + part.bytes : sum), 0)
    return {
      what,
      name,
      bytes,
      why: `${capital(name)} held ${shareOf(bytes, totalBytes)} at that time; no one process owns it.`,
    }
  })
  if (account.of === 'node') {
    const why = `${shareOf(unaccountedBytes, totalBytes)} of RAM is in no counter that the kernel prints: drivers, GPU, balloon or ZFS take memory that way.`
    claims.push({ what: 'kernel', name: 'memory that no counter names', bytes: unaccountedBytes, why })
  }
  return claims
}

function claimOf({ name, bytes, tasks, caveat }: Holder, totalBytes: number): Claim {
  const who = tasks > 1 ? `${tasks} processes of one name together held` : 'The largest process of the report held'
  const note = caveat === null ? '' : ` (${caveat})`
  return { what: 'process', name, bytes, why: `${who} ${shareOf(bytes, totalBytes)} at that time${note}.` }
}

const largest = (claims: readonly Claim[]): Claim | null =>
  claims.reduce<Claim | null>((best, claim) => (best && best.bytes >= claim.bytes ? best : claim), null)

/** Nobody stands out: said with the largest, so that it is not read as "nothing known". */
function nobody(best: Claim, totalBytes: number): Culprit {
  const why = `Nobody holds a quarter of the memory. The largest is ${best.name} with ${shareOf(best.bytes, totalBytes)}.`
  return { what: 'unknown', name: 'no single holder', bytes: null, why }
}

/**
 * Who used the memory up, by the report's own table and account: the largest process, many processes of one name, or
 * memory that no process owns. Whoever holds most, and at least a quarter. It is not the victim that is asked for.
 *
 * Sizes are those when the report was written, in bytes, swap included. Null for a manual kill, and where the table or the
 * total is missing. A pod or container is named afterwards, by a join.
 */
export function culpritOf(
  report: OomReport,
  kind: IncidentKind,
  pageBytes: number | null,
  account: MemoryAccount | null,
): Culprit | null {
  const totalBytes = kind === 'sysrq' ? null : heldTotalBytes(report, kind, pageBytes, account)
  if (totalBytes === null || totalBytes <= 0) return null
  const holder = pageBytes === null ? null : largestHolderOf(report.tasks?.rows ?? [], pageBytes)
  const owned = holder ? [claimOf(holder, totalBytes)] : []
  const best = largest([...owned, ...(account && !isBound(kind) ? claimsOf(account) : [])])
  if (!best) return null
  // Without a table nobody can be named for the anonymous part, so that another part must exceed all of it.
  const anonymous = holder ? 0 : (account?.parts.find(part => part.name === 'anonymous')?.bytes ?? 0)
  if (best.bytes < anonymous) return null
  if (best.bytes < DOMINANT_SHARE * totalBytes) return holder ? nobody(best, totalBytes) : null
  return best
}
