import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../src/model/report.ts'
import { describedPod } from '../described.ts'
import {
  ctime,
  eventObject,
  killLines,
  list,
  nodeObject,
  podObject,
  raw,
  running,
  syslog,
  terminated,
  UID,
} from '../logs.ts'
import { brief, onlyIncident, reportOf } from '../report-of.ts'

const END = '2026-01-15T08:30:10Z'
const links = (incident: Incident) => incident.links.map(link => link.because)

const oom = (pid: number, at: string, node = 'node-1') =>
  eventObject({
    reason: 'SystemOOM',
    message: `System OOM encountered, victim process: java, pid: ${pid}`,
    kind: 'Node',
    name: node,
    at,
  })
const pod = (name: string, end: string, node = 'node-1') => {
  const id = Buffer.from(name).toString('hex').padEnd(64, '0')
  return podObject({
    name,
    node,
    uid: UID.replace(/^......../, id.slice(-8).padStart(8, name.charCodeAt(0).toString(16))),
    containers: [{ id: 'd'.repeat(63) + name.slice(-1), lastState: terminated(end, { id }), state: running(end) }],
  })
}

describe('a kill that names no cgroup and an end by OOM', () => {
  test('at one time, and alone there, are one kill of that container', async () => {
    const incident = await onlyIncident({
      'all.json': list(nodeObject(), oom(42, '2026-01-15T08:30:11Z'), pod('a', END)),
    })
    expect(brief(incident)).toBe('global node java:42')
    expect(incident.victims[0]).toMatchObject({ pod: { name: 'a' }, container: { name: 'cart' } })
    expect(links(incident)).toEqual(['time-only', 'event-text'])
  })

  test('among others are one kill each by the nearest, but the process is not said to be of that pod', async () => {
    const { incidents } = await reportOf({
      'all.json': list(
        nodeObject(),
        oom(42, END),
        oom(43, '2026-01-15T08:30:14Z'),
        pod('a', END),
        pod('b', '2026-01-15T08:30:14Z'),
      ),
    })
    expect(incidents.map(brief)).toEqual(['global node java:42', 'global node java:43'])
    expect(incidents.map(({ victims }) => victims[0]?.pod)).toEqual([null, null])
    expect(incidents.map(links)).toEqual([
      ['time-only', 'event-text'],
      ['time-only', 'event-text'],
    ])
  })

  test('two ends in one second: neither is taken', async () => {
    const { incidents } = await reportOf({ 'all.json': list(nodeObject(), oom(42, END), pod('a', END), pod('b', END)) })
    expect(incidents.map(({ kind }) => kind)).toEqual(['unknown', 'unknown', 'global'])
  })

  test.each([
    ['on another node', pod('a', END, 'node-2')],
    ['a minute later', pod('a', '2026-01-15T08:31:30Z')],
    [
      'by 137 without OOMKilled',
      podObject({ containers: [{ id: 'd'.repeat(64), lastState: terminated(END, { reason: 'Error' }) }] }),
    ],
  ])('not %s', async (_, other) => {
    const { incidents } = await reportOf({ 'all.json': list(nodeObject(), oom(42, END), other) })
    expect(incidents).toHaveLength(2)
  })

  test('hundreds of ends within seconds tell nothing of one of them, and take no time', async () => {
    const pods = Array.from({ length: 600 }, (_, at) => {
      const id = at.toString(16).padStart(64, '0')
      return podObject({
        name: `p-${at}`,
        uid: UID.slice(0, -6) + at.toString(16).padStart(6, '0'),
        containers: [{ id: id.replace(/^0/, 'f'), lastState: terminated(END, { id }) }],
      })
    })
    const started = performance.now()
    const { incidents } = await reportOf({ 'all.json': list(nodeObject(), oom(42, END), ...pods) })
    expect(incidents).toHaveLength(601)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('a kill in a pod that only a description tells of', () => {
  const lines = killLines()
  test('at one time and limit is one kill, of which both names are known', async () => {
    const incident = await onlyIncident({ 'dmesg-T.txt': ctime(END, lines), 'pod.txt': describedPod() })
    expect(brief(incident)).toBe('memcg container java:4242')
    expect(incident.victims[0]?.pod).toEqual({ namespace: 'shop', name: 'cart-0', uid: UID })
    expect(links(incident)).toEqual(['time-only'])
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['another limit', { 'dmesg-T.txt': ctime(END, lines), 'pod.txt': describedPod({ limit: '128Mi' }) }],
    ['another node', { syslog: syslog(END, lines, 'node-9'), 'pod.txt': describedPod() }],
    ['another time', { 'dmesg-T.txt': ctime('2026-01-15T09:12:34Z', lines), 'pod.txt': describedPod() }],
    ['no time and another limit', { 'dmesg.txt': raw(1000, lines), 'pod.txt': describedPod({ limit: '128Mi' }) }],
    [
      'a UID that another object has',
      { 'dmesg-T.txt': ctime(END, lines), 'pod.txt': describedPod({ name: 'other' }), 'pods.json': list(podObject()) },
    ],
  ])('%s is another kill', async (_, files) => {
    const { incidents } = await reportOf(files)
    expect(incidents.map(({ kind }) => kind).sort()).toEqual(['memcg', 'unknown'])
  })
})
