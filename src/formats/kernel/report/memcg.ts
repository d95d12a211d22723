import { readCounterLine } from '../../../../grammars/kernel/counter-line.ts'
import { readMemcgLine } from '../../../../grammars/kernel/memcg-line.ts'
import { decimal } from '../number.ts'
import type { Draft, MemcgDraft, Part } from './draft.ts'

const STARTS =
  /^(?:memory|memory\+swap|swap|kmem): usage \d|^Memory cgroup stats for |^Task in \/|^ ?killed as a result of limit of \/|^Memory limit reached of cgroup |^Tasks in \//

/**
 * What the kernel prints for "no limit": LLONG_MAX or ULONG_MAX pages by version and page size, in any case above
 * 4 PiB (mm/memcontrol.c and include/linux/page_counter.h, 2.6.32 to 6.19), or the 32-bit value.
 */
const isUnlimited = (kib: number): boolean => kib >= 2 ** 42 || kib === 8_589_934_588

function memcgOf(draft: Draft): MemcgDraft {
  draft.memcg ??= {
    counters: new Map(),
    stats: new Map(),
    statsPath: null,
    statsSpan: null,
    statsBytes: 0,
    statsLines: 0,
  }
  return draft.memcg
}

export const memcgLine: Part = {
  read(draft, body, span) {
    if (!STARTS.test(body.text)) return false
    const isHalf = /^ ?killed/.test(body.text)
    if (isHalf && draft.taskInText === null) return false
    const text = isHalf ? `${draft.taskInText} ${body.text.trim()}` : body.text.trimEnd()
    const reading = readMemcgLine(text)
    if (!reading.ok) return false
    const line = reading.value
    if (line.form === 'oom-group') {
      draft.oomGroup = line.path
      draft.isGroup = true
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
      // Old kernels print one line for each cgroup below the limiting one, which comes first, below its usage.
      const isLimiting = line.stats.size === 0 || memcg.counters.size > 0
      if (memcg.statsPath === null && isLimiting) {
        memcg.statsPath = line.path
        memcg.statsSpan = span
        for (const [key, value] of line.stats) memcg.stats.set(key, Number(value) * 1024)
        draft.inside = 'stats'
      }
    } else if (line.form === 'task-in') {
      // Without the second half the line was cut, and the path may be; from 3.15 to 3.16 it is a line of its own.
      draft.taskInText = line.limitPath === null ? body.text.trimEnd() : null
      if (line.limitPath === null) return true
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
    const { memcg } = draft
    if (memcg === null || draft.inside !== 'stats' || !/^ *[a-z][a-z0-9_]* \d{1,20} *$/.test(body.text)) return false
    const reading = readCounterLine(body.text)
    if (!reading.ok || reading.value.form !== 'counters') return false
    memcg.statsBytes += body.text.trim().length + 1
    memcg.statsLines += 1
    for (const [key, { value }] of reading.value.counters) memcg.stats.set(key, Number(value))
    return true
  },
}

/** A record of printk holds this much, with or without a stamp on each of its lines (kernel/printk/printk.c). */
const RECORD_BYTES = { least: 880, most: 1024 } as const
const STAMP_BYTES = { least: 15, most: 24 } as const

/** The statistics. From 5.3 to 6.4 they are one record, which ends in the middle of a number where it is full. */
export function statsOf(memcg: MemcgDraft): ReadonlyMap<string, number> {
  const { statsBytes, statsLines } = memcg
  const isFull = (least: number, most: number) => most >= RECORD_BYTES.least && least <= RECORD_BYTES.most
  const mayBeCut =
    isFull(statsBytes, statsBytes) ||
    isFull(statsBytes + statsLines * STAMP_BYTES.least, statsBytes + statsLines * STAMP_BYTES.most)
  return mayBeCut ? new Map([...memcg.stats].slice(0, -1)) : memcg.stats
}
