import { lineSpan } from '../../../model/line.ts'
import type { Block, Body, OpenBlock } from '../../../model/reader.ts'
import { assemble } from './assemble.ts'
import { type Draft, newDraft, type Part } from './draft.ts'
import { cpuLine, dumpLine, header, INVOKED, stackFrame } from './header.ts'
import { conclusion, kill, prefixOf, readKillLine, SUMMARY, summary } from './kill.ts'
import { memInfoLine, memInfoStart, slabs } from './mem-info.ts'
import { memcgLine, memcgStat } from './memcg.ts'
import { TABLE_HEADING, taskTable } from './tasks.ts'

const PARTS: readonly Part[] = [
  header,
  summary,
  kill,
  conclusion,
  memcgLine,
  memcgStat,
  memInfoStart,
  memInfoLine,
  slabs,
  taskTable,
  cpuLine,
  stackFrame,
  dumpLine,
]

/** Lines by others between two lines of one report: beyond this the report is over. Dumps of other tasks may stand between. */
const MAX_FOREIGN = 400
/** Seconds between two lines of one report: a serial console prints a long table slowly, but line by line. */
const MAX_GAP_SECONDS = 20
/** The members of a group are killed at once, and a panic follows its report at once. */
const MAX_AFTER_SECONDS = 5

/** By one clock: the lines of a record that a daemon wrote carry its own time only. */
function secondsBetween({ stamp: earlier }: Body, { stamp: later }: Body): number | null {
  if (earlier.bootSeconds !== null && later.bootSeconds !== null) return later.bootSeconds - earlier.bootSeconds
  if (earlier.wall === null || later.wall === null) return null
  return (later.wall.epochMs - earlier.wall.epochMs) / 1000
}

/** A line of the kernel, as far as its wrapping tells. */
const mayBeKernel = (body: Body): boolean => body.origin !== 'user' && (body.ident === null || body.ident === 'kernel')

/** True where the line begins another report: a second header, a second summary, or a kill that this report does not explain. */
function beginsAnother(draft: Draft, body: Body): boolean {
  const { text } = body
  if (text.includes(INVOKED)) return draft.headerSpan !== null || draft.concluded
  if (text.startsWith(SUMMARY)) return draft.summary !== null || draft.concluded
  if (draft.concluded && /^Out of memory and no killable/.test(text)) return true
  const line = draft.concluded || draft.chosen !== null ? readKillLine(text) : null
  if (line === null || line.tail === 'sharing') return false
  if (draft.concluded) {
    const isMember = draft.oomGroup !== null && prefixOf(line.prefix) === draft.killPrefix
    return !isMember && !draft.kills.some(known => known.pid === Number(line.pid) && line.verb === 'Kill process')
  }
  return false
}

const ORPHANS: readonly RegExp[] = [
  /^oom-kill:constraint=/,
  /^Tasks state \(memory values in pages\):/,
  /^\[ *pid *\] +uid +tgid +total_vm +rss /,
  /^memory: usage \d+kB, limit \d+kB, failcnt \d/,
  /^Memory cgroup stats for \//,
  /^Task in \/.* killed as a result of limit of /,
  /^Memory limit reached of cgroup \//,
  /^Out of memory and no killable processes/,
  /^Kernel panic - not syncing: (?:Out of memory|System is deadlocked on memory)/,
]

const opens = (body: Body): boolean =>
  body.text.includes(INVOKED) || ORPHANS.some(shape => shape.test(body.text)) || readKillLine(body.text) !== null

function openReport(opening: Body, boot: number, isFirst: boolean): OpenBlock | null {
  const draft = newDraft(opening, lineSpan(opening.line))
  let latest = opening
  const take = (body: Body): 'mine' | 'foreign' | 'end' => {
    const gap = secondsBetween(latest, body)
    if (gap !== null && gap > (draft.concluded ? MAX_AFTER_SECONDS : MAX_GAP_SECONDS)) return 'end'
    if (body !== opening && beginsAnother(draft, body)) return 'end'
    const span = lineSpan(body.line)
    // A report opened by its end has no header to wait for.
    if (!PARTS.some(part => part.read(draft, body, span))) {
      draft.foreign += 1
      return draft.foreign > MAX_FOREIGN ? 'end' : 'foreign'
    }
    draft.last = span
    draft.foreign = 0
    latest = body
    return 'mine'
  }
  if (take(opening) !== 'mine') return null
  return {
    take: body => (mayBeKernel(body) ? take(body) : 'foreign'),
    close(reason) {
      const isWhole = draft.headerSpan !== null && draft.concluded
      const cutBy = isWhole
        ? null
        : draft.headerSpan === null
          ? isFirst
            ? 'file-start'
            : 'rate-limit'
          : reason === 'file-end'
            ? 'file-end'
            : 'new-report'
      return [assemble(draft, cutBy, boot)]
    },
  }
}

/** The whole report of the kernel's OOM killer (mm/oom_kill.c), from `invoked oom-killer` to the last kill. */
export const oomReport: Block = {
  id: 'oom-report',
  cues: [
    INVOKED,
    SUMMARY,
    'Killed process ',
    'Kill process ',
    'OOM victim ',
    TABLE_HEADING,
    'total_vm',
    'memory: usage ',
    'Memory cgroup stats for ',
    'killed as a result of limit of ',
    'Memory limit reached of cgroup ',
    'Out of memory and no killable processes',
    'Kernel panic - not syncing',
  ],
  open(body, context) {
    if (!mayBeKernel(body) || !opens(body)) return null
    return openReport(body, context.boot, context.first)
  },
}
