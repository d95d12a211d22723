import { readCpuLine } from '../../../../grammars/kernel/cpu-line.ts'
import { type OomHeader, readOomHeader } from '../../../../grammars/kernel/oom-header.ts'
import { isName, unescapeName } from '../comm.ts'
import { decimal } from '../number.ts'
import { askedAgain } from './asked-again.ts'
import type { Draft, Part } from './draft.ts'

export const INVOKED = ' invoked oom-killer:'

const headerOf = askedAgain((text: string): OomHeader | null => {
  const reading = readOomHeader(text)
  return reading.ok && isName(unescapeName(reading.value.comm.text)) ? reading.value : null
})

/** The header, where the line begins with it: what stands before `invoked` must be able to be the name of a task. */
export const readHeaderLine = (text: string): OomHeader | null => (text.includes(INVOKED) ? headerOf(text) : null)

/**
 * A zeroed page for user space is asked of the page allocator only: what is charged to a cgroup is never asked to be zeroed
 * and movable (mm/memory.c, mm/memcontrol.c). By name since 4.6; the number is of kernels until 4.3.
 */
const isZeroedUserPage = (mask: string | null, flags: string | null): boolean =>
  mask === '0x280da' || (/GFP_HIGHUSER_MOVABLE\b/.test(flags ?? '') && /__GFP_ZERO\b/.test(flags ?? ''))

function take(draft: Draft, text: string, { comm, fields, flags }: OomHeader): void {
  draft.headerText = text
  draft.trigger = {
    comm: unescapeName(comm.text),
    pid: draft.trigger?.pid ?? null,
    oomScoreAdj: decimal(fields.get('oom_score_adj')),
  }
  draft.gfpMask = fields.get('gfp_mask') ?? null
  draft.gfpFlags = flags === null ? null : flags.split('|').filter(name => name !== '')
  draft.isUserPage = isZeroedUserPage(draft.gfpMask, flags)
  draft.order = decimal(fields.get('order'))
  draft.nodemask = fields.get('nodemask') ?? null
}

export const header: Part = {
  read(draft, body, span) {
    const line = draft.headerSpan === null ? readHeaderLine(body.text) : null
    if (line === null) return false
    draft.headerSpan = span
    take(draft, body.text, line)
    return true
  },
}

const FRAGMENT = /^(?:\(null\)|\d[\d,-]*)?(?:,? +order=-?\d|,? ?oom_score_adj=|\s*$)/

/** From 4.12 to 4.14 the header is three calls of printk, which other lines may come between (dump_header). */
export const headerFragment: Part = {
  read(draft, { text }) {
    const { headerText } = draft
    if (headerText === null || draft.order !== null || draft.concluded || text === '' || !FRAGMENT.test(text))
      return false
    if (!/nodemask=(?:\(null\)|\d[\d,-]*)?$/.test(headerText)) return false
    const line = readHeaderLine(headerText + text)
    if (line === null) return false
    take(draft, headerText + text, line)
    return true
  },
}

export const CPUSET: RegExp = /^(.{1,100}) cpuset=(.+) mems_allowed=(\d[\d-]*(?:,\d[\d-]*)*)\s*$/s

/** `java cpuset=/ mems_allowed=0`: a line of its own until 4.20, of the task that asked. */
export const cpusetLine: Part = {
  read(draft, body) {
    const isAsked = !draft.concluded && draft.trigger !== null && body.text.includes(' cpuset=')
    const line = isAsked ? CPUSET.exec(body.text) : null
    if (line === null || unescapeName(line[1] ?? '') !== draft.trigger?.comm) return false
    draft.cpuset ??= line[2] ?? null
    draft.memsAllowed ??= line[3] ?? null
    return true
  },
}

export const CPU: RegExp = /^(?:CPU: *\d+ |Pid: )/

/**
 * `CPU: 0 PID: 166 Comm: java …`: the pid of the task that asked. The same line stands above other dumps, so the name must
 * agree. Where the header is lost it is the task that panicked, or, once its stack shows the OOM killer, that asked.
 */
export const cpuLine: Part = {
  read(draft, body) {
    const { trigger } = draft
    if (!CPU.test(body.text) || (trigger !== null && trigger.pid !== null)) return false
    if (trigger === null && draft.concluded && draft.panic === null) return false
    const reading = readCpuLine(body.text)
    if (!reading.ok || reading.value.comm === null) return false
    const comm = unescapeName(reading.value.comm)
    const task = { comm, pid: decimal(reading.value.pid), oomScoreAdj: trigger?.oomScoreAdj ?? null }
    if (trigger !== null && comm !== trigger.comm) return false
    if (trigger !== null || draft.panic !== null) draft.trigger = task
    else draft.running = task
    draft.kernelRelease ??= reading.value.release
    return true
  },
}

export const DUMP: RegExp =
  /^(?:Hardware name:|Call [Tt]race:|Workqueue:|Tainted:| ?<\/?(?:TASK|IRQ|NMI)>|RIP: |RSP: |Code: |R[A-DS][XIP]: |R\d\d: |RBP: |ORIG_RAX|CS: |CR2: |COMPACTION is disabled)/

/** The rest of the stack dump: known, and of no further use. */
export const dumpLine: Part = {
  read: (draft, body) => !draft.concluded && DUMP.test(body.text),
}
