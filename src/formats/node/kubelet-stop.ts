import type { StopOrder } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { lineFact } from './fact.ts'
import { isKlog, klogRecord } from './klog-record.ts'
import { formattedPod, type Named, qualified, subjectOf, titleOf } from './subject.ts'

const WORDS: Readonly<Record<StopOrder['why'], string>> = {
  'grace-period': 'was asked to stop',
  sigkill: 'was sent SIGKILL',
  shutdown: 'was asked to stop because the node shuts down',
  delete: 'is being deleted',
}

export function stopOf(
  body: Body,
  by: StopOrder['by'],
  why: StopOrder['why'],
  named: Named,
  grace: string | null = null,
): StopOrder {
  const subject = subjectOf(named)
  const graceSeconds = grace !== null && /^\d{1,9}$/.test(grace) ? Number(grace) : null
  const title = `${titleOf(subject)} ${WORDS[why]}${graceSeconds === null ? '' : `, ${graceSeconds} s of grace`}`
  const fact = lineFact('node.stop', body, title.charAt(0).toUpperCase() + title.slice(1), 'info')
  return { ...fact, by, subject, why, graceSeconds }
}

const MESSAGES: Readonly<Record<string, StopOrder['why']>> = {
  'Killing container with a grace period': 'grace-period',
  'Killing container with a grace period override': 'grace-period',
  'Shutdown manager killing pod with gracePeriod': 'shutdown',
  'SyncLoop DELETE': 'delete',
}
/** `Killing container "docker://…" with 30 second grace period`, kubelets before 1.21. */
const OLD_KILL = /^Killing container "([^"]{1,100})" with a? ?(\d{1,9}) second grace period/
const OLD_DELETE = /^SyncLoop \(DELETE, "[^"]{1,20}"\): "([^",]{1,400})"$/

/** The kubelet ends a container or a pod: a kill by the kernel needs no such order. */
export const kubeletStop: Message = {
  id: 'kubelet-stop',
  cues: ['Killing container ', 'Shutdown manager killing pod', 'SyncLoop DELETE', 'SyncLoop (DELETE'],
  read(body) {
    if (!isKlog(body)) return null
    const record = klogRecord(body)
    if (record === null) {
      const [, id, grace] = OLD_KILL.exec(body.text) ?? []
      const pod = OLD_DELETE.exec(body.text)?.[1]
      if (pod !== undefined) return stopOf(body, 'kubelet', 'delete', formattedPod(pod))
      return id === undefined ? null : stopOf(body, 'kubelet', 'grace-period', { id }, grace)
    }
    const why = MESSAGES[record.message]
    if (why === undefined) return null
    // `pods=["shop/cart-0"]`; of several pods the first only can be the subject of one fact.
    const pod = record.get('pod') ?? /^\[?"?([^\s",\]]+)/.exec(record.get('pods') ?? '')?.[1] ?? null
    return stopOf(
      body,
      'kubelet',
      why,
      {
        ...qualified(pod),
        uid: record.get('podUID'),
        container: record.get('containerName'),
        id: record.get('containerID'),
      },
      record.get('gracePeriod'),
    )
  },
}
