import { type Line, lineSpan } from '../../model/line.ts'
import { NO_BOOT, type OomSeen } from '../../model/node-log.ts'
import type { DocumentFormat } from '../../model/reader.ts'
import { kubernetesStamp, NO_STAMP } from '../../model/stamp.ts'
import { withoutMark } from '../host/reader.ts'
import { linesOf } from '../kubectl/source-lines.ts'
import { printable } from '../kubernetes/printable.ts'
import { parseRfc3339 } from '../kubernetes/rfc3339.ts'

const HEAD = /^ID +=/m
const TASK = /^Task "([^"]{1,128})"(?: \([^)]{1,60}\))? is "/
/** What the drivers of Nomad report where the runtime marks a container as OOM-killed (drivers/docker/handle.go). */
const OOM = /^(\S{20,30}) +Terminated +Exit Code: \d{1,3}, .*\bExit Message: "OOM Killed"/
const NODE = /^Node Name +(?:= )?(\S{1,253})\s*$/

function oom(task: string | null, epochMs: number | null, node: string | null, line: Line): OomSeen {
  return {
    kind: 'node.oom',
    stamp: epochMs === null ? NO_STAMP : kubernetesStamp(epochMs),
    node,
    boot: NO_BOOT,
    title: printable(`Nomad: task ${task ?? 'without a name'} was OOM-killed`),
    severity: 'critical',
    evidence: [lineSpan(line)],
    by: 'nomad',
    subject: { pod: null, container: task === null ? null : { name: task, id: null }, sandboxId: null },
    pid: null,
    comm: null,
    oomMemcg: null,
    taskMemcg: null,
    isGlobalWatch: false,
  }
}

/** `nomad alloc status`: the last events of each task (command/alloc_status.go, Nomad 0.9 and later). */
export const nomadAlloc: DocumentFormat = {
  id: 'nomad-alloc',
  matches: (_path, head) =>
    HEAD.test(withoutMark(head)) && /^Client Status +=/m.test(head) && /^Recent Events:/m.test(head),
  *read({ path, bytes }) {
    let task: string | null = null
    let node: string | null = null
    for (const line of linesOf(path, bytes)) {
      node ??= NODE.exec(line.text)?.[1] ?? null
      task = TASK.exec(line.text)?.[1] ?? task
      const time = OOM.exec(line.text)?.[1]
      if (time !== undefined) yield oom(task, parseRfc3339(time)?.epochMs ?? null, node, line)
    }
  },
}
