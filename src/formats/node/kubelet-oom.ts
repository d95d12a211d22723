import type { OomSeen } from '../../model/node-log.ts'
import { NO_SUBJECT } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { isName } from '../kernel/comm.ts'
import { lineFact } from './fact.ts'
import { type Fields, fieldsOf, isKlog, klogRecord } from './klog-record.ts'

/** `%v` of the event prints values without names, in the order of cAdvisor's OomInstance. */
const VALUES = /^&?\{(\d{1,10}) (.{1,64}?) \d{4}-\d\d-\d\d .{1,100}? (\/\S*) (\/[^\s}]*)(?: [^\s}]*)?\}/
const PRINTF = /^Got sys oom event(?: from cadvisor)?: (.*)$/s

const fromValues = (text: string): Fields => {
  const [, pid = '', comm = '', task = '', oom = ''] = VALUES.exec(text) ?? []
  const named: readonly (readonly [string, string])[] = [
    ['pid', pid],
    ['processname', comm],
    ['containername', task],
    ['victimcontainername', oom],
  ]
  return new Map(pid === '' ? [] : named)
}

function seen(body: Body, fields: Fields, isGlobalWatch: boolean): OomSeen {
  const pid = /^\d{1,10}$/.test(fields.get('pid') ?? '') ? Number(fields.get('pid')) : 0
  const comm = fields.get('processname') ?? ''
  const isNamed = pid > 0 && isName(comm)
  const who = isNamed ? `: ${comm} (${pid})` : ''
  return {
    ...lineFact('node.oom', body, `The kubelet saw an OOM kill${who}`, 'critical'),
    by: 'kubelet',
    subject: NO_SUBJECT,
    pid: isNamed ? pid : null,
    comm: isNamed ? comm : null,
    // The names are the wrong way round: VictimContainerName is the cgroup that was hit (cAdvisor, oomparser.go).
    oomMemcg: fields.get('victimcontainername') ?? null,
    taskMemcg: fields.get('containername') ?? null,
    isGlobalWatch,
  }
}

/** `Created an OOM event in container "/kubepods/…" at 2024-…`: cAdvisor within the kubelet, at verbosity 3. */
const CREATED = /^Created an OOM event in container "([^"]{1,600})" at /

/**
 * `"Got sys oom event" event={…}`: the kubelet's oom watcher, which reads the kernel log (pkg/kubelet/oom, verbosity 1).
 * The structured form is of Kubernetes 1.21 and later, which log kills outside of memory cgroups only.
 */
export const kubeletOom: Message = {
  id: 'kubelet-oom',
  cues: ['Got sys oom event', 'Created an OOM event in container'],
  read(body) {
    const record = klogRecord(body)
    if (record?.message === 'Got sys oom event') return seen(body, fieldsOf(record.get('event') ?? ''), true)
    const created = isKlog(body) ? CREATED.exec(body.text)?.[1] : undefined
    if (created !== undefined) return seen(body, new Map([['containername', created]]), false)
    const printed = isKlog(body) ? PRINTF.exec(body.text)?.[1] : undefined
    if (printed === undefined) return null
    const fields = fieldsOf(printed)
    return seen(body, fields.size > 0 ? fields : fromValues(printed), false)
  },
}
