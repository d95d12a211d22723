import { readCpuLine } from '../../../../grammars/kernel/cpu-line.ts'
import { readOomHeader } from '../../../../grammars/kernel/oom-header.ts'
import { unescapeName } from '../comm.ts'
import { decimal } from '../number.ts'
import type { Draft, Part } from './draft.ts'

export const INVOKED = ' invoked oom-killer:'

export const header: Part = {
  read(draft, body, span) {
    if (draft.headerSpan !== null || !body.text.includes(INVOKED)) return false
    const reading = readOomHeader(body.text)
    if (!reading.ok) return false
    const { comm, fields } = reading.value
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

/** `CPU: 0 PID: 166 Comm: java …`: the pid of the task that asked. The same line stands above other dumps, so the name must agree. */
export const cpuLine: Part = {
  read(draft, body) {
    if (!/^(?:CPU: *\d+ |Pid: )/.test(body.text) || draft.trigger === null || draft.trigger.pid !== null) return false
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
const FRAME = /^ *(?:\[<[0-9a-f]+>\] )?(?:\? )?[A-Za-z_][\w.]*\+0x[0-9a-f]+\/0x[0-9a-f]+/

export const stackFrame: Part = {
  read(draft, body) {
    if (draft.concluded || !FRAME.test(body.text)) return false
    draft.stack ??= FRAMES.find(([name]) => body.text.includes(name))?.[1] ?? null
    return true
  },
}

const DUMP =
  /^(?:Hardware name:|Call [Tt]race:|Workqueue:|Tainted:| ?<\/?(?:TASK|IRQ|NMI)>|RIP: |RSP: |Code: |R[A-DS][XIP]: |R\d\d: |RBP: |ORIG_RAX|CS: |CR2: |COMPACTION is disabled)/

/** The rest of the stack dump: known, and of no further use. */
export const dumpLine: Part = {
  read: (draft, body) => !draft.concluded && DUMP.test(body.text),
}
