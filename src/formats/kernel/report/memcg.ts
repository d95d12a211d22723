import { readCounterLine } from '../../../../grammars/kernel/counter-line.ts'
import { readMemcgLine } from '../../../../grammars/kernel/memcg-line.ts'
import { decimal } from '../number.ts'
import type { Draft, MemcgDraft, Part } from './draft.ts'

const STARTS =
  /^(?:memory|memory\+swap|swap|kmem): usage \d|^Memory cgroup stats for |^Task in \/|^Memory limit reached of cgroup |^Tasks in \//

/**
 * What the kernel prints for "no limit": LLONG_MAX or ULONG_MAX pages by version and page size, in any case above
 * 4 PiB (mm/memcontrol.c and include/linux/page_counter.h, 2.6.32 to 6.19), or the 32-bit value.
 */
const isUnlimited = (kib: number): boolean => kib >= 2 ** 42 || kib === 8_589_934_588

function memcgOf(draft: Draft): MemcgDraft {
  draft.memcg ??= { counters: new Map(), stats: new Map(), statsPath: null, statsSpan: null }
  return draft.memcg
}

export const memcgLine: Part = {
  read(draft, body, span) {
    if (!STARTS.test(body.text)) return false
    const reading = readMemcgLine(body.text.trimEnd())
    if (!reading.ok) return false
    const line = reading.value
    if (line.form === 'oom-group') {
      draft.oomGroup = line.path
      return true
    }
    if (draft.concluded) return false
    const memcg = memcgOf(draft)
    draft.inside = null
    if (line.form === 'usage') {
      const limit = decimal(line.limitKB)
      memcg.counters.set(line.of, {
        usageBytes: Number(line.usageKB) * 1024,
        limitBytes: limit === null || isUnlimited(limit) ? null : limit * 1024,
        failcnt: decimal(line.failcnt),
        span,
      })
    } else if (line.form === 'stats-of') {
      // Old kernels print one line for each cgroup below the limiting one, which comes first.
      if (memcg.statsPath === null) {
        memcg.statsPath = line.path
        memcg.statsSpan = span
        for (const [key, value] of line.stats) memcg.stats.set(key, Number(value) * 1024)
        draft.inside = 'stats'
      }
    } else if (line.form === 'task-in') {
      draft.taskInMemcg = line.taskPath
      draft.limitMemcg = line.limitPath
    } else {
      draft.limitMemcg = line.path
    }
    return true
  },
}

/** `anon 66973696`: statistics since 5.3, one a line. Sizes in bytes. */
export const memcgStat: Part = {
  read(draft, body) {
    if (draft.inside !== 'stats' || !/^ *[a-z][a-z0-9_]* \d+ *$/.test(body.text)) return false
    const reading = readCounterLine(body.text)
    if (!reading.ok || reading.value.form !== 'counters') return false
    for (const [key, { value }] of reading.value.counters) draft.memcg?.stats.set(key, Number(value))
    return true
  },
}
