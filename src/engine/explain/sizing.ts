import { bytesOf, CACHE_PARTS, KERNEL_PARTS } from '../../model/account-parts.ts'
import { formatBytes } from '../../model/bytes.ts'
import type { OomReport } from '../../model/kernel.ts'
import { limitsDiffer } from '../../model/limits.ts'
import type { IncidentKind, MemoryAccount, ScopeLevel, Sizing } from '../../model/report.ts'
import { swapOf } from './swap.ts'

/** Memory that no heap of the victim's explains; parts of the account, by what people call them. */
const OTHERS: readonly { readonly name: string; readonly parts: readonly string[] }[] = [
  { name: 'shared memory and files in RAM', parts: ['shmem'] },
  { name: 'page cache', parts: CACHE_PARTS },
  { name: 'kernel memory', parts: KERNEL_PARTS },
]

/** What held more of the limit than all that processes allocated; null where nothing did, or nothing tells. */
function otherHolder(memory: MemoryAccount | null): string | null {
  if (memory === null) return null
  const heap = bytesOf(memory, 'anonymous')
  return OTHERS.find(({ parts }) => bytesOf(memory, ...parts) > heap)?.name ?? null
}

export interface Boundary {
  readonly kind: IncidentKind
  readonly level: ScopeLevel
  /** The victim container's limit by its pod object, where one is known. */
  readonly specLimitBytes: number | null
  readonly memory: MemoryAccount | null
}

function whyOf({ of, limitAtKillBytes, specLimitBytes, swapAtKillBytes, heldBy }: Omit<Sizing, 'why'>): string {
  const bound =
    heldBy === null
      ? 'Usage at the kill is cut off by the limit: a lower bound of what the workload needed, never a recommendation.'
      : `No figure: ${heldBy} held more of the limit than what processes allocated, so that the usage does not tell what they need.`
  const swap =
    (swapAtKillBytes ?? 0) > 0 && heldBy === null ? [`${formatBytes(swapAtKillBytes ?? 0)} of it were in swap.`] : []
  const areBoth = limitAtKillBytes !== null && specLimitBytes !== null
  const isOther = areBoth && limitsDiffer(limitAtKillBytes, specLimitBytes)
  if (of === 'pod') {
    const all = 'The limit and the usage are of the whole pod, all its containers together.'
    return [bound, ...swap, all].join(' ')
  }
  const differ = isOther
    ? [
        `The limit that was hit (${formatBytes(limitAtKillBytes)}) is not the container's limit as Kubernetes shows it (${formatBytes(specLimitBytes)}): it was changed since, or is of another cgroup.`,
      ]
    : []
  return [bound, ...swap, ...differ].join(' ')
}

/**
 * The limit that was hit and what was in use, in bytes, for a memcg kill; null for any other kind, and where all pods
 * together reached what the node may give: then no limit is the number to change.
 *
 * Swap of the cgroup counts into the lower bound: what was swapped out was needed as well, and must fit where there is no
 * swap.
 */
export function sizingOf(report: OomReport, { kind, level, specLimitBytes, memory: account }: Boundary): Sizing | null {
  if (kind !== 'memcg' || level === 'node-allocatable') return null
  const memory = report.memcg?.memory ?? null
  if (!memory && specLimitBytes === null) return null
  const other = otherHolder(account)
  const swapAtKillBytes = swapOf(report)?.usageBytes ?? null
  const numbers = {
    of: level === 'container' || level === 'pod' ? level : 'cgroup',
    limitAtKillBytes: memory?.limitBytes ?? null,
    specLimitBytes,
    usageAtKillBytes: memory?.usageBytes ?? null,
    swapAtKillBytes,
    atLeastBytes: memory && other === null ? memory.usageBytes + (swapAtKillBytes ?? 0) : null,
    atLeastFrom: null,
    heldBy: other,
    group: null,
  } as const
  return { ...numbers, why: whyOf(numbers) }
}
