import type { MemcgUsage, MemInfo, OomReport } from '../../model/kernel.ts'
import type { SwapState } from '../../model/report.ts'

const kibToBytes = (kib: number | null | undefined): number | null => (kib == null ? null : kib * 1024)

/** Since 5.3 on cgroup v2 swap has a counter of its own; before, and on v1, it is the difference of two. */
function ofCgroup(memcg: MemcgUsage): Pick<SwapState, 'usageBytes' | 'limitBytes'> {
  const { memory, swap, memoryPlusSwap } = memcg
  if (swap) return { usageBytes: swap.usageBytes, limitBytes: swap.limitBytes }
  if (!memory || !memoryPlusSwap) return { usageBytes: null, limitBytes: null }
  return {
    usageBytes: Math.max(0, memoryPlusSwap.usageBytes - memory.usageBytes),
    limitBytes:
      memoryPlusSwap.limitBytes === null || memory.limitBytes === null
        ? null
        : Math.max(0, memoryPlusSwap.limitBytes - memory.limitBytes),
  }
}

const ofNode = (memInfo: MemInfo | null): Pick<SwapState, 'freeBytes' | 'totalBytes'> => ({
  freeBytes: kibToBytes(memInfo?.freeSwapKiB),
  totalBytes: kibToBytes(memInfo?.totalSwapKiB),
})

/**
 * Swap at the time of the report, in bytes. `usageBytes` and `limitBytes` are the cgroup's, `freeBytes` and `totalBytes`
 * the node's. Null where the report says nothing about swap. A limit that is not known and one that is not set are both null.
 */
export function swapOf(report: OomReport): SwapState | null {
  const state: SwapState = {
    ...(report.memcg ? ofCgroup(report.memcg) : { usageBytes: null, limitBytes: null }),
    ...ofNode(report.memInfo),
  }
  return Object.values(state).every(value => value === null) ? null : state
}
