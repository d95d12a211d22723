import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../src/model/report.ts'
import { eventTable } from '../described.ts'
import { ctime, eventObject, killLines, list, nodeObject, raw, syslog } from '../logs.ts'
import { brief, onlyIncident, reportOf } from '../report-of.ts'

const AT = '2026-01-15T08:30:10Z'
const DB = '/system.slice/db.service'
const global = killLines({ oomMemcg: null, taskMemcg: DB })
const BARE = 'Killed process 4242 (java) total-vm:68000kB, anon-rss:64000kB, file-rss:4kB'
const TEXT = 'System OOM encountered, victim process: java, pid: 4242'

const systemOom = (more: Partial<Parameters<typeof eventObject>[0]> = {}) =>
  eventObject({ reason: 'SystemOOM', message: TEXT, kind: 'Node', name: 'node-1', at: '2026-01-15T08:30:11Z', ...more })
const links = (incident: Incident) => incident.links.map(link => link.because)

describe('SystemOOM', () => {
  test.each([
    ['v1.21.0', 'global'],
    ['v1.31.2-gke.100', 'global'],
    ['v2.0.0', 'global'],
    ['v1.20.15', 'unknown'],
    ['v1.9.0', 'unknown'],
  ])('of kubelet %s is %s', async (version, kind) => {
    const incident = await onlyIncident({ 'all.json': list(nodeObject('node-1', version), systemOom()) })
    expect(incident).toMatchObject({ kind, killer: 'kernel', complete: false })
    expect(brief(incident)).toMatch(/java:4242$/)
  })

  test.each([
    ['no kubelet version', []],
    ['the version of another node only', [nodeObject('node-2', 'v1.31.2')]],
    [
      'a node that two sources call differently old',
      [nodeObject('node-1', 'v1.31.2'), nodeObject('node-1', 'v1.19.0')],
    ],
  ])('with %s is of unknown kind', async (_, nodes) => {
    expect((await onlyIncident({ 'all.json': list(...nodes, systemOom()) })).kind).toBe('unknown')
  })

  test('joins the kill in the kernel log by its pid', async () => {
    const incident = await onlyIncident({ 'dmesg.txt': raw(1000, global), 'all.json': list(nodeObject(), systemOom()) })
    expect(brief(incident)).toBe('global node java:4242')
    expect(links(incident)).toEqual(['pid'])
    expect(incident.scope.node).toBe('node-1')
  })

  test('settles the kind of a kill of which one line is left, where the kubelet is new enough', async () => {
    const kindOf = async (version: string) =>
      (
        await onlyIncident({
          'dmesg.txt': raw(1000, [BARE]),
          'all.json': list(nodeObject('node-1', version), systemOom()),
        })
      ).kind
    expect(await kindOf('v1.31.2')).toBe('global')
    expect(await kindOf('v1.19.0')).toBe('unknown')
  })

  test('does not turn a kill at a limit into a global one', async () => {
    const files = {
      'dmesg.txt': raw(1000, killLines()),
      'all.json': list(nodeObject('node-1', 'v1.20.1'), systemOom()),
    }
    expect((await onlyIncident(files)).kind).toBe('memcg')
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['another pid', { 'dmesg.txt': raw(1000, killLines({ pid: 4243, oomMemcg: null, taskMemcg: DB })) }],
    ['another name', { 'dmesg.txt': raw(1000, killLines({ comm: 'node', oomMemcg: null, taskMemcg: DB })) }],
    ['another node', { syslog: syslog(AT, global, 'node-2') }],
    ['an event from before the kill', { 'dmesg-T.txt': ctime('2026-01-15T09:37:00Z', global) }],
  ])('is another kill by %s', async (_, files) => {
    expect((await reportOf({ ...files, 'all.json': list(nodeObject(), systemOom()) })).incidents).toHaveLength(2)
  })

  test('that a kubelet sends again after its restart is no other kill', async () => {
    const files = {
      'dmesg-T.txt': ctime(AT, global),
      'all.json': list(nodeObject(), systemOom({ at: '2026-01-15T12:00:00Z' })),
    }
    const incident = await onlyIncident(files)
    expect(incident.at.wall).toBe('2026-01-15T08:30:10.000Z')
    const twice = { 'all.json': list(nodeObject(), systemOom(), systemOom({ at: '2026-01-15T12:00:00Z' })) }
    expect((await onlyIncident(twice)).links).toHaveLength(2)
  })

  test('of a pid that came back belongs to the latest kill before it', async () => {
    const log =
      ctime('2026-01-15T06:01:00Z', global) + ctime(AT, killLines({ oomMemcg: null, taskMemcg: DB, anonKiB: 50_000 }))
    const { incidents } = await reportOf({ 'dmesg-T.txt': log, 'all.json': list(nodeObject(), systemOom()) })
    expect(incidents.map(links)).toEqual([[], ['pid']])
  })

  test('by the short name of a node that the API calls by its full one', async () => {
    const files = {
      syslog: syslog(AT, global, 'node-1'),
      'all.json': list(nodeObject('node-1.example.com'), systemOom({ name: 'node-1.example.com' })),
    }
    expect((await onlyIncident(files)).scope.node).toBe('node-1.example.com')
  })

  test('without a victim is a kill of which nobody knows whom it hit', async () => {
    const report = await reportOf({ 'all.json': list(nodeObject(), systemOom({ message: 'System OOM encountered' })) })
    expect(report.incidents.map(incident => incident.victims)).toEqual([[]])
    expect(report.headline).toBe('Node node-1 ran out of memory; who died, the evidence does not show.')
  })

  test('is dated some seconds late at most', async () => {
    const { at } = await onlyIncident({ 'all.json': list(nodeObject(), systemOom()) })
    expect(at).toMatchObject({ wall: '2026-01-15T08:30:11.500Z', plusMinusSeconds: 10.5 })
  })

  test('a text without end is read at once', async () => {
    const message = `System OOM encountered, ${'victim process: '.repeat(20_000)}`
    const started = performance.now()
    expect((await reportOf({ 'all.json': list(systemOom({ message })) })).incidents).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})

describe('OOMKilling of node-problem-detector', () => {
  const npd = (message: string, more: Partial<Parameters<typeof eventObject>[0]> = {}) =>
    eventObject({ reason: 'OOMKilling', message, kind: 'Node', name: 'node-1', ...more })
  const line = `Memory cgroup out of memory: ${BARE}, shmem-rss:0kB`

  test('quotes the kernel, which settles the kind', async () => {
    const incident = await onlyIncident({ 'events.json': list(npd(line)) })
    expect(incident).toMatchObject({ kind: 'memcg', killer: 'kernel', complete: false, partial: 'excerpt' })
    expect(links(incident)).toEqual(['event-text'])
    expect(incident.scope.node).toBe('node-1')
    expect((await onlyIncident({ 'events.json': list(npd(line.replace('Memory cgroup out', 'Out'))) })).kind).toBe(
      'global',
    )
  })

  test('and the kernel log tell of one kill', async () => {
    const incident = await onlyIncident({ 'dmesg.txt': raw(1000, killLines()), 'events.json': list(npd(line)) })
    expect(brief(incident)).toBe('memcg container java:4242')
    expect(links(incident)).toEqual(['event-text'])
  })

  test('does not shift the times of the other events of its file', async () => {
    const other = eventObject({
      reason: 'NodeHasInsufficientMemory',
      message: 'x',
      kind: 'Node',
      name: 'node-1',
      at: '2026-01-15T09:00:00Z',
    })
    const { timeline, contradictions } = await reportOf({
      'dmesg-T.txt': ctime(AT, killLines()),
      'events.json': list(npd(line, { at: '2026-01-15T08:34:00Z' }), other),
    })
    expect(timeline.find(entry => entry.title.includes('InsufficientMemory'))?.at.wall).toBe('2026-01-15T09:00:00.500Z')
    expect(contradictions).toEqual([])
  })
})

test('an event in JSON and in a table is one', async () => {
  const files = {
    'events.json': list(nodeObject(), systemOom()),
    'events.txt': eventTable(['5m', 'SystemOOM', 'node/node-1', TEXT]),
  }
  const incident = await onlyIncident(files)
  expect([...new Set(incident.evidence.map(span => span.path))]).toEqual(['events.json', 'events.txt'])
})
