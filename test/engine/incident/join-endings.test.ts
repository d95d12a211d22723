import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../src/model/report.ts'
import {
  CONTAINER,
  containerCgroup,
  ctime,
  killLines,
  list,
  podObject,
  raw,
  running,
  syslog,
  terminated,
  UID,
} from '../logs.ts'
import { brief, onlyIncident, reportOf } from '../report-of.ts'

const END = '2026-01-15T08:30:10Z'
const NEXT = 'd'.repeat(64)
const lines = killLines()

/** A pod whose container was restarted after the end. */
const restarted = (end: unknown): string =>
  list(podObject({ containers: [{ id: NEXT, lastState: end, state: running('2026-01-15T08:30:12Z') }] }))

const links = (incident: Incident) => incident.links.map(link => link.because)
const paths = (incident: Incident) => [...new Set(incident.evidence.map(span => span.path))]

describe('by the ID of the container', () => {
  test('a kill and the status of its container are one incident, which cites both and is dated by the status', async () => {
    const incident = await onlyIncident({ 'dmesg.txt': raw(1000, lines), 'pods.json': restarted(terminated(END)) })
    expect(brief(incident)).toBe('memcg container java:4242')
    expect(incident.victims[0]).toMatchObject({
      pod: { namespace: 'shop', name: 'cart-0', uid: UID },
      container: { name: 'cart', id: CONTAINER },
    })
    expect(incident.at).toMatchObject({ wall: '2026-01-15T08:30:09.500Z', plusMinusSeconds: 1.5 })
    expect(links(incident)).toEqual(['container-id'])
    expect(paths(incident)).toEqual(['dmesg.txt', 'pods.json'])
  })

  test('137 without OOMKilled is explained by the kill: cgroup v1 shows a global OOM so', async () => {
    const files = {
      'dmesg.txt': raw(1000, killLines({ oomMemcg: null })),
      'pods.json': restarted(terminated(END, { reason: 'Error' })),
    }
    expect(brief(await onlyIncident(files))).toBe('global node java:4242')
  })

  test('a child dies, its container ends by itself hours later: one incident, which the end does not date', async () => {
    const files = {
      syslog: ctime(END, lines),
      'pods.json': restarted(terminated('2026-01-15T11:47:33Z', { exitCode: 0 })),
    }
    const incident = await onlyIncident(files)
    expect(incident.at.wall).toBe('2026-01-15T08:30:10.000Z')
    expect(links(incident)).toEqual(['container-id'])
    const undated = await onlyIncident({ ...files, syslog: raw(1000, lines) })
    expect(undated.at).toMatchObject({ wall: null, bootSeconds: 1000.008 })
  })

  test('a child dies, its container is OOMKilled with 137 hours later: still dated by the log', async () => {
    const files = { 'dmesg-T.txt': ctime(END, lines), 'pods.json': restarted(terminated('2026-01-15T11:47:33Z')) }
    const { incidents, contradictions } = await reportOf(files)
    expect(incidents.map(incident => incident.at.wall)).toEqual(['2026-01-15T08:30:10.000Z'])
    expect(contradictions).toEqual([])
  })

  test('a child dies, and something else ends its container hours later: two incidents', async () => {
    const end = terminated('2026-01-15T11:47:33Z', { reason: 'Error' })
    const { incidents } = await reportOf({ 'dmesg-T.txt': ctime(END, lines), 'pods.json': restarted(end) })
    expect(incidents.map(brief)).toEqual(['memcg container java:4242', 'sigkill container cart:null'])
  })

  test('of several kills in one container its status tells of the last, whatever the files are called', async () => {
    const early = syslog('2026-01-15T07:10:00Z', killLines({ pid: 41, comm: 'worker' }), 'node-1', 1000)
    const late = syslog(END, lines, 'node-1', 5810)
    for (const files of [
      { 'messages.1': early, messages: late },
      { messages: early, 'messages.1': late },
    ]) {
      const { incidents } = await reportOf({ ...files, 'pods.json': restarted(terminated(END)) })
      expect(incidents.map(brief)).toEqual(['memcg container worker:41', 'memcg container java:4242'])
      expect(incidents.map(links)).toEqual([[], ['container-id']])
    }
  })

  test('a crash loop: each kill is one incident, and the status belongs to the last', async () => {
    const ids = [1, 2, 3, 4].map(digit => String(digit).repeat(64))
    const kills = ids.map((id, at) =>
      raw(1000 + at * 300, killLines({ pid: 100 + at, taskMemcg: containerCgroup(UID, id) })),
    )
    const [, , third = '', fourth = ''] = ids
    const pod = podObject({
      containers: [
        {
          id: fourth,
          restarts: 4,
          lastState: terminated(END, { id: third }),
          state: terminated('2026-01-15T08:35:10Z', { id: fourth }),
        },
      ],
    })
    const { incidents, groups } = await reportOf({ 'dmesg.txt': kills.join(''), 'pods.json': list(pod) })
    expect(incidents.map(({ victims }) => victims[0]?.pid)).toEqual([100, 101, 102, 103])
    expect(incidents.map(links)).toEqual([[], [], ['container-id'], ['container-id']])
    expect(incidents.map(({ at }) => at.wall?.slice(11, 19))).toEqual(['08:20:09', '08:25:09', '08:30:09', '08:35:09'])
    expect(groups).toMatchObject([{ incidents: ['i1', 'i2', 'i3', 'i4'], spacingSeconds: 300 }])
  })

  test('an init container', async () => {
    const pod = podObject({
      containers: [{ name: 'migrate', init: true, id: CONTAINER, state: terminated(END) }, { id: NEXT }],
    })
    const incident = await onlyIncident({ 'dmesg.txt': raw(1000, lines), 'pods.json': list(pod) })
    expect(incident.victims[0]?.container).toEqual({ name: 'migrate', id: CONTAINER })
  })

  test('the container lives on: the kill is told, and nothing of its end', async () => {
    const pod = podObject({ containers: [{ id: CONTAINER, restarts: 0, state: running('2026-01-15T06:00:00Z') }] })
    const incident = await onlyIncident({
      'dmesg.txt': raw(1000, killLines({ comm: 'worker' })),
      'pods.json': list(pod),
    })
    expect(brief(incident)).toBe('memcg container worker:4242')
    expect(incident.links).toEqual([])
    expect(incident.causes.map(cause => cause.code)).toContain('invisible-child-kill')
  })
})

describe('clocks', () => {
  test('one kill dates the others of its boot, and not those of another', async () => {
    const other = (pid: number) => killLines({ pid, oomMemcg: null, taskMemcg: '/system.slice/db.service' })
    const log = raw(9000, other(1)) + raw(1000, lines) + raw(1600, other(2))
    const { incidents } = await reportOf({ 'dmesg.txt': log, 'pods.json': restarted(terminated(END)) })
    expect(incidents.map(({ victims, at }) => [victims[0]?.pid, at.wall])).toEqual([
      [4242, '2026-01-15T08:30:09.500Z'],
      [2, '2026-01-15T08:40:09.508Z'],
      [1, null],
    ])
  })

  test('dmesg -T in local time: the status wins, and the difference is said', async () => {
    const files = { 'dmesg-T.txt': ctime('2026-01-15T10:30:10Z', lines), 'pods.json': restarted(terminated(END)) }
    const { incidents, contradictions, problems } = await reportOf(files)
    expect(incidents.map(({ at }) => at)).toMatchObject([{ wall: '2026-01-15T08:30:09.500Z', plusMinusSeconds: 1.5 }])
    expect(contradictions.map(({ says }) => says)).toEqual([
      'dmesg-T.txt: by dmesg -T its lines are 2 h later than by finishedAt of the container',
    ])
    expect(problems.map(({ code }) => code)).toEqual(['CLOCK_DISAGREES'])
    expect(problems[0]?.detail).toContain('2 h')
  })

  test('dmesg -T that drifted by minutes: the status wins', async () => {
    const files = { 'dmesg-T.txt': ctime('2026-01-15T08:26:00Z', lines), 'pods.json': restarted(terminated(END)) }
    const { incidents, contradictions } = await reportOf(files)
    expect(incidents.map(({ at }) => at.wall)).toEqual(['2026-01-15T08:30:09.500Z'])
    expect(contradictions).toHaveLength(1)
  })

  test('a status confirms the zone', async () => {
    const files = { 'dmesg-T.txt': ctime(END, lines), 'pods.json': restarted(terminated(END)) }
    const { incidents, problems } = await reportOf(files)
    expect(incidents[0]?.at.basis).not.toMatch(/assumed/)
    expect(problems).toEqual([])
    const alone = await reportOf({ 'dmesg-T.txt': ctime(END, lines) })
    expect(alone.incidents[0]?.at.basis).toMatch(/zone assumed: UTC/)
    expect(alone.problems.map(({ code }) => code)).toEqual(['ZONE_ASSUMED'])
  })

  test('a kill printed after the end of its container shows a wrong clock', async () => {
    const files = { syslog: syslog('2026-01-15T08:47:00Z', lines), 'pods.json': restarted(terminated(END)) }
    const { incidents, contradictions } = await reportOf(files)
    expect(incidents.map(({ at }) => at.wall)).toEqual(['2026-01-15T08:30:09.500Z'])
    expect(contradictions).toHaveLength(1)
  })

  test('one log dates another of the same kill', async () => {
    const db = killLines({ pid: 7, oomMemcg: null, taskMemcg: '/system.slice/db.service' })
    const { incidents } = await reportOf({
      'dmesg.txt': raw(1000, lines) + raw(1060, db),
      'dmesg-T.txt': ctime(END, lines),
    })
    expect(incidents.map(({ at }) => at.wall)).toEqual(['2026-01-15T08:30:10.000Z', '2026-01-15T08:31:10.008Z'])
  })
})

describe('by pod and time', () => {
  const pod = (end: unknown) => list(podObject({ containers: [{ id: NEXT, lastState: end }] }))
  const inPod = killLines({ taskMemcg: containerCgroup(UID, 'a'.repeat(63)) })

  test('where the log names no whole ID', async () => {
    const incident = await onlyIncident({ 'dmesg-T.txt': ctime(END, inPod), 'pods.json': pod(terminated(END)) })
    expect(links(incident)).toEqual(['pod-uid'])
  })

  test.each([
    ['at another time', END, '2026-01-15T09:12:44Z', inPod],
    ['with the ID of another container', END, END, killLines({ taskMemcg: containerCgroup(UID, 'e'.repeat(64)) })],
    [
      'of another pod',
      END,
      END,
      killLines({ taskMemcg: containerCgroup('0'.repeat(8) + UID.slice(8), 'a'.repeat(63)) }),
    ],
  ])('not %s', async (_, killed, ended, kill) => {
    const { incidents } = await reportOf({ 'dmesg-T.txt': ctime(killed, kill), 'pods.json': pod(terminated(ended)) })
    expect(incidents.map(({ kind }) => kind).sort()).toEqual(['memcg', 'unknown'])
  })

  test('two kills in one pod within seconds: the end belongs to the last, and is no third incident', async () => {
    const log =
      ctime('2026-01-15T08:30:09Z', inPod) +
      ctime(END, killLines({ pid: 5, taskMemcg: containerCgroup(UID, 'a'.repeat(63)) }))
    const { incidents } = await reportOf({ 'dmesg-T.txt': log, 'pods.json': pod(terminated(END)) })
    expect(incidents.map(({ victims }) => victims[0]?.pid)).toEqual([4242, 5])
    expect(incidents.map(links)).toEqual([[], ['pod-uid']])
  })
})

describe('only Kubernetes tells', () => {
  test('OOMKilled is of unknown kind, within the bounds of its status', async () => {
    const incident = await onlyIncident({ 'pods.json': restarted(terminated(END)) })
    expect(brief(incident)).toBe('unknown unknown cart:null')
    expect(incident).toMatchObject({ killer: 'unknown', complete: false, partial: null })
    expect(incident.victims[0]).toMatchObject({ pid: null, comm: null, outcome: 'killed' })
    expect(incident.at).toMatchObject({ wall: '2026-01-15T08:30:09.500Z', plusMinusSeconds: 1.5 })
  })

  test('OOMKilled of a container that ended by itself was at any time of its life', async () => {
    const incident = await onlyIncident({ 'pods.json': restarted(terminated(END, { exitCode: 1 })) })
    expect(incident.at).toMatchObject({ wall: '2026-01-15T08:15:05.500Z', plusMinusSeconds: 905.5 })
  })

  test('137 alone is SIGKILL', async () => {
    const incident = await onlyIncident({ 'pods.json': restarted(terminated(END, { reason: 'Error' })) })
    expect(brief(incident)).toBe('sigkill container cart:null')
    expect(incident.victims[0]?.outcome).toBe('signalled')
  })

  test('137 that the kubelet made up is not even that', async () => {
    const report = await reportOf({ 'pods.json': restarted(terminated(null, { reason: 'ContainerStatusUnknown' })) })
    expect(report.incidents[0]?.victims[0]?.outcome).toBe('unknown')
    expect(report.headline).toMatch(/^The kubelet lost sight of container cart .*; how it ended is not known\.$/)
  })

  test.each([0, 1, 139, 143])('exit code %i is no kill', async exitCode => {
    const report = await reportOf({ 'pods.json': restarted(terminated(END, { reason: 'Error', exitCode })) })
    expect(report.incidents).toEqual([])
  })

  test('state and last state are two kills', async () => {
    const pod = podObject({
      containers: [
        { id: CONTAINER, state: terminated(END), lastState: terminated('2026-01-15T08:20:00Z', { id: NEXT }) },
      ],
    })
    const { incidents } = await reportOf({ 'pods.json': list(pod) })
    expect(incidents).toHaveLength(2)
  })
})
