import { formatBytes } from '../../model/bytes.ts'
import type { MemInfo, OomReport } from '../../model/kernel.ts'
import { disagreementsOf } from './cross-check.ts'
import type { Closed } from './parts.ts'
import { swapOf } from './swap.ts'

/** Memory in no counter is worth a word from this share: 0.2 to 4.1 % is what sound reports leave over, 7 % with zram. */
const UNACCOUNTED_SHARE = 0.1

/** Parts that exceed the total by more than this were read too far apart in time. */
const EXCESS_SHARE = 0.01

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** Kernels print the pool of zsmalloc since 6.18; until then what zram and zswap hold is in no counter. */
function mayHideCompressedSwap(report: OomReport, memInfo: MemInfo): boolean {
  const { totalBytes, freeBytes } = swapOf(report) ?? {}
  const isUsed = totalBytes != null && freeBytes != null && freeBytes < totalBytes
  return isUsed && !memInfo.zones.some(({ fieldsKiB }) => fieldsKiB.zspages !== undefined)
}

/** What takes memory that no counter of a node's report shows, as far as the report lets one guess. */
export function unseenOnNode(report: OomReport, memInfo: MemInfo): string {
  const balloonKiB = memInfo.nodes.reduce((sum, { fieldsKiB }) => sum + (fieldsKiB.Balloon ?? 0), 0)
  return [
    'Drivers, a GPU, a balloon or ZFS take memory that way.',
    ...(balloonKiB > 0 ? [`The node lines count ${formatBytes(balloonKiB * 1024)} in a balloon.`] : []),
    ...(mayHideCompressedSwap(report, memInfo)
      ? ['Swap is in use: if it is zram, or zswap stands before it, what they keep compressed is part of this.']
      : []),
    ...(memInfo.hugepages.length === 0
      ? ['The report prints no hugepages: a pool of them would be part of this.']
      : []),
  ].join(' ')
}

const unseenInCgroup =
  'Kernels before 5.19 print no sum of kernel memory, and until 5.2 they leave out what cgroups below it hold.'

/** What a reader has to know before relying on an account; null where there is nothing. */
export function noteOf(report: OomReport, pageBytes: number | null, account: Closed): string | null {
  const { of, totalBytes, unaccountedBytes } = account
  const share = unaccountedBytes / totalBytes
  const notes: string[] = []
  if (of === 'node') {
    const says = disagreementsOf(report, pageBytes).map(each => each.says)
    if (says.length > 0) notes.push(`Lines of the report disagree, so that this may be wrong (${says.join('; ')}).`)
  }
  if (share >= UNACCOUNTED_SHARE) {
    const what = `${formatBytes(unaccountedBytes)} (${percent(share)}) is in no counter that the kernel prints.`
    notes.push(what, of === 'node' && report.memInfo ? unseenOnNode(report, report.memInfo) : unseenInCgroup)
  }
  if (share < -EXCESS_SHARE) {
    notes.push(
      `The parts add up to ${formatBytes(-unaccountedBytes)} more than there is: the kernel read them at different times.`,
    )
  }
  return notes.length === 0 ? null : notes.join(' ')
}
