import { NO_SUBJECT, type NodeSymptom, type Subject } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { lineFact } from './fact.ts'
import { isKlog, klogRecord } from './klog-record.ts'
import { qualified, subjectOf, titleOf } from './subject.ts'

const UNIT_SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001, µs: 1e-6, us: 1e-6, ns: 1e-9 }

/** `3m8.5s` as Go prints a duration, in seconds; null for what is none. */
export function goDuration(text: string | null | undefined): number | null {
  if (!text || !/^(?:\d+(?:\.\d+)?(?:h|ms|m|s|µs|us|ns))+$/.test(text)) return null
  const parts = text.matchAll(/(?<!\d)(\d+(?:\.\d+)?)(h|ms|m|s|µs|us|ns)/g)
  return [...parts].reduce((sum, [, number, unit = 's']) => sum + Number(number) * (UNIT_SECONDS[unit] ?? 1), 0)
}

const symptom = (
  body: Body,
  what: NodeSymptom['what'],
  title: string,
  seconds: number | null = null,
  subject: Subject = NO_SUBJECT,
): NodeSymptom => ({ ...lineFact('node.symptom', body, title, 'warning'), what, seconds, subject })

const tenths = (seconds: number | null): string => (seconds === null ? '' : ` ${Math.round(seconds * 10) / 10} s`)

/** `"Housekeeping took longer than expected"` (1.27 and later), `… than 15s` (1.20 to 1.26). */
export const housekeeping: Message = {
  id: 'kubelet-housekeeping',
  cues: ['Housekeeping took longer than'],
  read(body) {
    if (!isKlog(body)) return null
    const record = klogRecord(body)
    if (!/^"?Housekeeping took longer than (?:expected|15s)/.test(body.text)) return null
    const printed = record?.get('seconds') ?? /seconds=([\d.]{1,20})/.exec(body.text)?.[1] ?? null
    const seconds = goDuration(record?.get('actual')) ?? (printed === null ? null : Number(printed))
    return symptom(
      body,
      'housekeeping-late',
      `The kubelet's housekeeping took${tenths(seconds) || ' too long'}`,
      seconds,
    )
  },
}

const UNHEALTHY = /PLEG is not healthy: pleg was last seen active (\S{1,40}) ago/

/** `"Skipping pod synchronization" err="PLEG is not healthy: pleg was last seen active 3m8s ago; …"`. */
export const plegUnhealthy: Message = {
  id: 'kubelet-pleg-unhealthy',
  cues: ['PLEG is not healthy'],
  read(body) {
    if (!isKlog(body) || !/^"?[Ss]kipping pod synchronization/.test(body.text)) return null
    const ago = UNHEALTHY.exec(body.text)?.[1]
    if (ago === undefined) return null
    const seconds = goDuration(ago)
    return symptom(
      body,
      'pleg-unhealthy',
      `The kubelet did not look at its containers for${tenths(seconds) || ' long'}`,
      seconds,
    )
  },
}

const TIMED_OUT = /context deadline exceeded|Client\.Timeout exceeded|command timed out|timed out after|timeout: /

/** A probe that got no answer in time; other failures of probes say nothing about the node. */
export const probeTimeout: Message = {
  id: 'kubelet-probe-timeout',
  cues: ['Probe failed', 'probe errored'],
  read(body) {
    const record = klogRecord(body)
    if (record === null || !/^Probe (?:failed|errored)/.test(record.message)) return null
    if (!TIMED_OUT.test(record.get('output') ?? record.get('err') ?? '')) return null
    const named = { uid: record.get('podUID'), container: record.get('containerName') }
    const subject = subjectOf({ ...qualified(record.get('pod')), ...named })
    const type = record.get('probeType')?.toLowerCase() ?? 'probe'
    return symptom(body, 'probe-timeout', `A ${type} probe of ${titleOf(subject)} timed out`, null, subject)
  },
}

/** `Unexpectedly stopped receiving OOM notifications`: from here on the kubelet tells of no kill. */
export const oomWatchLost: Message = {
  id: 'kubelet-oom-watch-lost',
  cues: ['Unexpectedly stopped receiving OOM notifications'],
  read: body => (isKlog(body) ? symptom(body, 'oom-watch-lost', 'The kubelet stopped watching for OOM kills') : null),
}

const FLUSHING = /^Under memory pressure, flushing caches\.$/

/** `Under memory pressure, flushing caches.`: journald, resolved and others of systemd 254 and later (sd-event, by PSI). */
export const memoryPressure: Message = {
  id: 'systemd-memory-pressure',
  cues: ['Under memory pressure, flushing caches'],
  read(body) {
    const { ident } = body
    if (body.origin === 'kernel' || ident === null || ident === 'container' || !FLUSHING.test(body.text)) return null
    return symptom(body, 'memory-pressure-flush', `${ident} was under memory pressure and dropped its caches`)
  },
}

const KILLED =
  /^(\S{1,255}\.service): (?:Main|Control) process exited, code=(?:killed|dumped), status=(\d{1,2}\/[A-Z]{2,8})$/

/** `x.service: Main process exited, code=killed, status=9/KILL`: systemd says what ended, and not who ended it. */
export const unitKilled: Message = {
  id: 'systemd-unit-killed',
  cues: ['process exited, code='],
  read(body) {
    const [, unit, signal] = (body.ident === 'systemd' && KILLED.exec(body.text)) || []
    return unit === undefined
      ? null
      : symptom(body, 'unit-killed', `A process of ${unit} was ended by signal ${signal}`)
  },
}
