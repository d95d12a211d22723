import { formatBytes } from '../../model/bytes.ts'
import type { OomReport } from '../../model/kernel.ts'
import type { Culprit, IncidentKind, MemoryAccount } from '../../model/report.ts'
import { heldTotalBytes, isBound } from './held-total.ts'
import { largestHolderOf, type TaskHolder } from './holders.ts'
import { unownedOf } from './unowned.ts'

/** Who holds less than this share of the memory did not use it up alone. */
const DOMINANT_SHARE = 0.25

type What = Culprit['what']

interface Claim {
  readonly what: What
  readonly name: string
  readonly bytes: number
  readonly why: string
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function shareOf(bytes: number, totalBytes: number): string {
  return `${formatBytes(bytes)} of ${formatBytes(totalBytes)} (${Math.round((bytes / totalBytes) * 100)} %)`
}

const claimsOf = (account: MemoryAccount): readonly Claim[] =>
  unownedOf(account).map(({ what, name, bytes, isCounted }) => {
    const share = shareOf(bytes, account.totalBytes)
    const why = isCounted
      ? `${capital(name)} held ${share} at that time; no one process owns it.`
      : `${share} of RAM is in no counter that the kernel prints: drivers, GPU, balloon or ZFS take memory that way.`
    return { what, name, bytes, why }
  })

function claimOf({ name, bytes, tasks, caveat }: TaskHolder, totalBytes: number): Claim {
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
  const anonymous = holder ? 0 : (account?.parts.find(part => part.name.startsWith('anonymous'))?.bytes ?? 0)
  if (best.bytes < anonymous) return null
  if (best.bytes < DOMINANT_SHARE * totalBytes) return holder ? nobody(best, totalBytes) : null
  return best
}
