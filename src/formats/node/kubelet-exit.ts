import type { ContainerExit, NodeIdentity, Subject } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { lineFact } from './fact.ts'
import { fieldsOf, isKlog, klogRecord } from './klog-record.ts'
import { formattedPod, qualified, subjectOf, titleOf } from './subject.ts'

export const identity = (body: Body, subject: Subject, by: NodeIdentity['by']): NodeIdentity | null =>
  subject.pod === null && subject.container === null
    ? null
    : { ...lineFact('node.identity', body, `A line names ${titleOf(subject)}`, 'info'), by, subject }

/** A clean exit is of no interest, but for the names in the line. */
export function exitOf(
  body: Body,
  exit: Pick<ContainerExit, 'by' | 'subject' | 'exitCode' | 'role'> & Partial<ContainerExit>,
): ContainerExit | NodeIdentity | null {
  const { by, subject, exitCode } = exit
  if (exitCode === 0 && !exit.oomKilled) return identity(body, subject, by)
  const title = `${titleOf(subject)} exited with ${exitCode}${exit.oomKilled ? ', marked as killed for lack of memory' : ''}`
  return {
    exitedAtMs: null,
    oomKilled: null,
    limitBytes: null,
    ...lineFact('node.exit', body, title.charAt(0).toUpperCase() + title.slice(1), 'warning'),
    ...exit,
  }
}

/** `"Generic (PLEG): container finished" … exitCode=137` (pkg/kubelet/pleg/generic.go, verbosity 2; never a sandbox). */
export const kubeletExit: Message = {
  id: 'kubelet-exit',
  cues: ['Generic (PLEG): container finished'],
  read(body) {
    const record = klogRecord(body)
    const code = record?.get('exitCode') ?? ''
    if (!record || !/^\d{1,3}$/.test(code) || record.get('containerID') === null) return null
    const subject = subjectOf({ uid: record.get('podID'), id: record.get('containerID') })
    return exitOf(body, { by: 'kubelet', subject, exitCode: Number(code), role: 'container' })
  },
}

const OLD = /^SyncLoop \(PLEG\): "([^"]{1,400})", event: (.*)$/s

/** `"SyncLoop (PLEG): event for pod" pod="shop/cart-0" event={…}`: which container or sandbox is of which pod. */
export const kubeletPleg: Message = {
  id: 'kubelet-pleg',
  cues: ['SyncLoop (PLEG): '],
  read(body) {
    const record = klogRecord(body)
    const [, oldPod, oldEvent] = (record === null && isKlog(body) && OLD.exec(body.text)) || []
    if (record !== null && record.message !== 'SyncLoop (PLEG): event for pod') return null
    const fields = fieldsOf(record?.get('event') ?? oldEvent ?? '')
    const pod = record === null ? formattedPod(oldPod) : qualified(record.get('pod'))
    return identity(body, subjectOf({ ...pod, uid: fields.get('id') ?? pod.uid, id: fields.get('data') }), 'kubelet')
  },
}
