import { readCpuLine } from '../../../../grammars/kernel/cpu-line.ts'
import { type OomHeader, readOomHeader } from '../../../../grammars/kernel/oom-header.ts'
import { isName, unescapeName } from '../comm.ts'
import { decimal } from '../number.ts'
import type { Draft, Part } from './draft.ts'

export const INVOKED = ' invoked oom-killer:'

/** The header, where the line begins with it: what stands before `invoked` must be able to be the name of a task. */
export function readHeaderLine(text: string): OomHeader | null {
  if (!text.includes(INVOKED)) return null
  const reading = readOomHeader(text)
  return reading.ok && isName(unescapeName(reading.value.comm.text)) ? reading.value : null
}

export const header: Part = {
  read(draft, body, span) {
    const line = draft.headerSpan === null ? readHeaderLine(body.text) : null
    if (line === null) return false
    const { comm, fields } = line
    draft.headerSpan = span
    draft.trigger = {
      comm: unescapeName(comm.text),
      pid: null,
      oomScoreAdj: decimal(fields.get('oom_score_adj')),
    }
    draft.gfpMask = fields.get('gfp_mask') ?? null
    draft.order = decimal(fields.get('order'))
    draft.nodemask = fields.get('nodemask') ?? null
    return true
  },
}

export const CPUSET: RegExp = /^(.+) cpuset=(.+) mems_allowed=(\d[\d-]*(?:,\d[\d-]*)*)\s*$/

/** `java cpuset=/ mems_allowed=0`: a line of its own until 4.20, of the task that asked. */
export const cpusetLine: Part = {
  read(draft, body) {
    const line = draft.concluded || draft.trigger === null ? null : CPUSET.exec(body.text)
    if (line === null || unescapeName(line[1] ?? '') !== draft.trigger?.comm) return false
    draft.cpuset ??= line[2] ?? null
    draft.memsAllowed ??= line[3] ?? null
    return true
  },
}

export const CPU: RegExp = /^(?:CPU: *\d+ |Pid: )/

/** `CPU: 0 PID: 166 Comm: java …`: the pid of the task that asked. The same line stands above other dumps, so the name must agree. */
export const cpuLine: Part = {
  read(draft, body) {
    if (!CPU.test(body.text) || draft.trigger === null || draft.trigger.pid !== null) return false
    const reading = readCpuLine(body.text)
    if (!reading.ok || unescapeName(reading.value.comm) !== draft.trigger.comm) return false
    draft.trigger.pid = decimal(reading.value.pid)
    draft.kernelRelease ??= reading.value.release
    return true
  },
}

/** Functions whose frame tells which path of the allocator gave up; the topmost one counts. */
const FRAMES: readonly (readonly [string, NonNullable<Draft['stack']>])[] = [
  ['mem_cgroup_out_of_memory', 'memcg'],
  ['mem_cgroup_oom_synchronize', 'memcg'],
  ['moom_callback', 'sysrq'],
  ['__alloc_pages_may_oom', 'global'],
  ['__alloc_pages_slowpath', 'global'],
]
export const FRAME: RegExp =
  /^ *(?:\[<[0-9a-f]+>\] )?(?:\? )?[A-Za-z_][\w.]*(?:\+0x[0-9a-f]+\/0x[0-9a-f]+| from [A-Za-z_][\w.]*\+0x)/

export const stackFrame: Part = {
  read(draft, body) {
    if (draft.concluded || !FRAME.test(body.text)) return false
    draft.killerAtWork ||= /\boom_kill_process\b/.test(body.text)
    // Below a lost frame another may say something else.
    if (draft.headerSpan !== null) draft.stack ??= FRAMES.find(([name]) => body.text.includes(name))?.[1] ?? null
    return true
  },
}

export const DUMP: RegExp =
  /^(?:Hardware name:|Call [Tt]race:|Workqueue:|Tainted:| ?<\/?(?:TASK|IRQ|NMI)>|RIP: |RSP: |Code: |R[A-DS][XIP]: |R\d\d: |RBP: |ORIG_RAX|CS: |CR2: |COMPACTION is disabled)/

/** The rest of the stack dump: known, and of no further use. */
export const dumpLine: Part = {
  read: (draft, body) => !draft.concluded && DUMP.test(body.text),
}
