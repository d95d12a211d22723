import { bytesOf, CACHE_PARTS } from '../model/account-parts.ts'
import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import { cited, memcgSpans } from './evidence.ts'
import { percent, shareOf } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { isInCgroup } from './scope.ts'
import { boundaryObject } from './subject.ts'
import { PAGE_CACHE_SHARE, PINNED_CACHE_SHARE } from './thresholds.ts'

/** The smallest page there is: refaults are counted in pages, and this takes the fewest bytes for them. */
const LEAST_PAGE_BYTES = 4096

/** What kept the cache from being dropped, by the cgroup's statistics; null where nothing shows. */
function whatHeldIt({ report }: IncidentCase, cacheBytes: number): string | null {
  const stats = report?.memcg?.stats ?? {}
  const dirty = (stats.file_dirty ?? stats.dirty ?? 0) + (stats.file_writeback ?? stats.writeback ?? 0)
  if (dirty >= PINNED_CACHE_SHARE * cacheBytes) return `${formatBytes(dirty)} of it had to be written to disk first`
  const locked = stats.unevictable ?? 0
  if (locked >= PINNED_CACHE_SHARE * cacheBytes) return `${formatBytes(locked)} of the cgroup is locked in memory`
  const refaults = (stats.workingset_refault_file ?? stats.workingset_refault ?? 0) * LEAST_PAGE_BYTES
  if (refaults >= cacheBytes) return 'as much as the whole of it had been dropped and read back before'
  return null
}

export const pageCacheInCgroup: Rule = {
  id: 'page-cache-in-cgroup',
  title: 'File pages fill the cgroup',
  explains:
    'Most of the usage is page cache of files. The kernel drops clean cache before it kills, so cache alone is rarely the reason: something must have kept it, such as data waiting to be written, locked pages, or a working set of files that is read again at once.',
  grounds: `A memcg kill where files other than shared memory hold at least ${percent(PAGE_CACHE_SHARE)} of the usage and more than process memory.`,
  criteria: {
    likely: `The statistics show why the cache stayed: at least ${percent(PINNED_CACHE_SHARE)} as much as it was dirty or under writeback, or was locked; or as much as the whole of it had been read back before.`,
    possible: 'Nothing shows why the kernel did not drop it.',
  },
  remedy: "Write in smaller steps, or give the files' working set room in the limit. A smaller heap does not help.",
  check(incidentCase) {
    const { memory } = incidentCase.incident
    if (!isInCgroup(incidentCase) || !memory) return null
    const bytes = bytesOf(memory, ...CACHE_PARTS)
    const share = shareOf(memory, ...CACHE_PARTS)
    if (share < PAGE_CACHE_SHARE || bytes <= bytesOf(memory, 'anonymous')) return null
    const held = whatHeldIt(incidentCase, bytes)
    const reason = held ?? 'nothing in the statistics shows why the kernel did not simply drop it'
    return verdict(
      'page-cache-in-cgroup',
      held === null ? 'possible' : 'likely',
      `Page cache holds ${formatBytes(bytes)} of the usage (${percent(share)}); ${reason}.`,
      cited(incidentCase, ...memcgSpans(incidentCase)),
      advise(
        "Write in smaller steps (fsync, direct I/O) or give the files' working set room in the limit.",
        boundaryObject(incidentCase),
        'Cache counts against the limit of the cgroup that read or wrote the file first.',
        'A smaller heap: it is not the heap that fills the limit.',
      ),
    )
  },
}
