import { parseRfc3339 } from '../kubernetes/rfc3339.ts'
import type { ContainerExit, OomSeen } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { lineFact } from './fact.ts'
import { exitOf } from './kubelet-exit.ts'
import { type Fields, fieldsOf } from './klog-record.ts'
import { stopOf } from './kubelet-stop.ts'
import { idOf, subjectOf } from './subject.ts'

/** What containers print is theirs, unless it is a line of the runtime with the head that logrus gives it. */
export const isOfRuntime = (body: Body): boolean =>
  body.origin !== 'kernel' && (body.ident !== 'container' || body.envelopes.includes('logrus'))

const OOM = 'TaskOOM event '
const FIELD = /^[a-z_]{1,40}=\S+$/

/** A message without the fields of logrus that may follow it. */
function withoutFields(text: string): string {
  let end = text.length
  for (let at = text.lastIndexOf(' '); at > 0; at = text.lastIndexOf(' ', at - 1)) {
    if (!FIELD.test(text.slice(at + 1, end))) break
    end = at
  }
  return text.slice(0, end)
}

/** What is printed behind one of these beginnings; null for another message. */
const printedBehind = (begin: string | undefined, text: string): string | null =>
  begin !== undefined && text.startsWith(begin) ? withoutFields(text.slice(begin.length)) : null

/**
 * `TaskOOM event container_id:"…"`: the kernel killed some process in this container's cgroup (containerd 1.3 to 2.2,
 * pkg/oom, internal/cri/server/events.go). On cgroup v2 that is so whoever ran out of memory.
 */
export const taskOom: Message = {
  id: 'containerd-oom',
  cues: ['TaskOOM event'],
  read(body): OomSeen | null {
    const printed = isOfRuntime(body) ? printedBehind(OOM, body.text) : null
    const id = idOf(fieldsOf(printed ?? '').get('containerid'))
    if (id === null) return null
    return {
      ...lineFact('node.oom', body, `containerd: a process of container ${id.slice(0, 12)} was OOM-killed`, 'critical'),
      by: 'containerd',
      subject: subjectOf({ id }),
      pid: null,
      comm: null,
      oomMemcg: null,
      taskMemcg: null,
      isGlobalWatch: false,
    }
  },
}

const EXIT =
  /^(?:TaskExit event(?: in podsandbox handler)?|received (?:container |sandbox container |sandbox )?exit event) /
const OF_SANDBOX = /^(?:TaskExit event in podsandbox handler|received sandbox )/

function exitedAt(fields: Fields): number | null {
  const seconds = fields.get('seconds')
  if (seconds !== undefined && /^\d{9,11}$/.test(seconds)) {
    const nanos = Number(/^\d{1,9}$/.exec(fields.get('nanos') ?? '')?.[0] ?? 0)
    return Number(seconds) * 1000 + Math.floor(nanos / 1e6)
  }
  const [, day, time] =
    /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,3})?)\d* \+0000 UTC/.exec(fields.get('exitedat') ?? '') ?? []
  return parseRfc3339(`${day}T${time}Z`)?.epochMs ?? null
}

/**
 * `TaskExit event container_id:"…" id:"…" pid:4321 exit_status:137`: where the two IDs differ, a command that was executed
 * in the container ended (a probe), not the container.
 */
export const taskExit: Message = {
  id: 'containerd-exit',
  cues: ['TaskExit event', 'received exit event', 'received container exit', 'received sandbox '],
  read(body) {
    const printed = isOfRuntime(body) ? printedBehind(EXIT.exec(body.text)?.[0], body.text) : null
    if (printed === null) return null
    const fields = fieldsOf(printed)
    const [id, own] = [idOf(fields.get('containerid')), fields.get('id')]
    const code = fields.get('exitstatus') ?? '0'
    if (id === null || own !== id || !/^\d{1,3}$/.test(code)) return null
    const role: ContainerExit['role'] = OF_SANDBOX.test(body.text) ? 'sandbox' : 'unknown'
    const subject = role === 'sandbox' ? subjectOf({ id, sandboxId: id }) : subjectOf({ id })
    return exitOf(body, { by: 'containerd', subject, exitCode: Number(code), role, exitedAtMs: exitedAt(fields) })
  },
}

const STOP = /^StopContainer for "([0-9a-f]{64})" with timeout (\d{1,9}) \(s\)/
const KILL = /^(?:Kill container "([0-9a-f]{64})"|Killing container ([0-9a-f]{64}) with signal)/

/** `StopContainer for "…" with timeout 30 (s)` and `Kill container "…"`: the kubelet asked for it. */
export const containerdStop: Message = {
  id: 'containerd-stop',
  cues: ['StopContainer for ', 'Kill container '],
  read(body) {
    if (!isOfRuntime(body)) return null
    const [, stopped, grace] = STOP.exec(body.text) ?? []
    if (stopped !== undefined) return stopOf(body, 'containerd', 'grace-period', { id: stopped }, grace)
    const id = KILL.exec(body.text)?.[1]
    return id === undefined ? null : stopOf(body, 'containerd', 'sigkill', { id })
  },
}
