import { describe, expect, it } from 'vitest'
import { containerCgroup, killLines, list, podCgroup, podObject, syslog, terminated } from '../logs.ts'
import { onlyIncident, reportOf } from '../report-of.ts'
import { earlyoom, failed, KILL, killedByOomd, oomd, SENT, systemd } from './lines.ts'

const journal = (line: string, program = 'systemd-oomd'): string =>
  `${JSON.stringify({ __REALTIME_TIMESTAMP: '1791361861574139', _TRANSPORT: 'stdout', SYSLOG_IDENTIFIER: program, _HOSTNAME: 'web-07', MESSAGE: line })}\n`

describe('a kill by another killer', () => {
  it('is one, however many logs tell of it', async () => {
    const incident = await onlyIncident({
      'journal.json': journal(KILL),
      'journal.txt': `Oct 07 08:31:01 web-07 systemd-oomd[232]: ${KILL}\n`,
      'local.txt': `Oct 07 10:31:01 web-07 systemd-oomd[232]: ${KILL}\n`,
      'cat.txt': `${KILL}\n`,
      syslog: oomd('08:31:01', KILL) + systemd('08:31:01', killedByOomd('index.service'), failed('index.service')),
    })
    expect([incident.kind, incident.killer, incident.scope.level, incident.scope.cgroup]).toEqual([
      'userspace',
      'systemd-oomd',
      'service',
      '/batch.slice/index.service',
    ])
    const apart = Math.abs(Date.parse(incident.at.wall ?? '') - Date.parse('2026-10-07T08:31:01Z')) / 1000
    expect(apart).toBeLessThanOrEqual(incident.at.plusMinusSeconds ?? 0)
    expect(new Set(incident.evidence.map(span => span.path)).size).toBe(5)
    expect(incident.victims.map(({ pid, comm, cgroup, outcome }) => [pid, comm, cgroup, outcome])).toEqual([
      [null, null, '/batch.slice/index.service', 'killed'],
    ])
  })

  it('is another where one log tells of it again', async () => {
    const again = KILL.replace('24.15', '31.07')
    const { incidents, headline } = await reportOf({
      a: oomd('08:31:01', KILL, again),
      b: oomd('08:31:01', KILL, again),
    })
    expect(incidents.map(({ evidence }) => evidence.map(span => `${span.path}:${span.line}`))).toEqual([
      ['a:1', 'b:1'],
      ['a:2', 'b:2'],
    ])
    expect(headline).toBe(
      "systemd-oomd, not the kernel's OOM killer, killed /batch.slice/index.service, because memory pressure of /batch.slice was 24.15 %, above its limit of 20 % for more than 10 s. 1 more incident in this bundle.",
    )
  })

  it('is not known to have succeeded before systemd says so', async () => {
    const marked = KILL.replace('Killed', 'Marked').replace(' due', ' for killing due')
    const outcomes = async (text: string) => (await onlyIncident({ text })).victims.map(({ outcome }) => outcome)
    expect(await outcomes(oomd('08:31:01', marked))).toEqual(['signalled'])
    expect(await outcomes(oomd('08:31:01', marked) + systemd('08:31:02', killedByOomd('index.service')))).toEqual([
      'killed',
    ])
  })

  it('is one while the same process is signalled again', async () => {
    const text =
      earlyoom('08:30:33', SENT, 'kill failed: Timer expired') +
      earlyoom('08:30:43', SENT, 'process exited after 0.2 seconds')
    const incident = await onlyIncident({ text })
    expect(incident.victims.map(({ pid, outcome }) => [pid, outcome])).toEqual([[260, 'killed']])
    expect(incident.scope).toMatchObject({ level: 'node', cgroup: null })
    expect(incident.at.wall?.slice(0, 18)).toBe('2026-10-07T08:30:3')
  })

  it('is the kernel’s where the kernel killed the same process', async () => {
    const kernel = syslog('2026-10-07T08:30:34Z', killLines({ pid: 260, comm: 'ruby', oomMemcg: null }), 'web-07')
    const incident = await onlyIncident({ text: earlyoom('08:30:33', SENT) + kernel })
    expect([incident.kind, incident.killer]).toEqual(['global', 'kernel'])
    expect(incident.evidence.some(span => span.excerpt?.includes('earlyoom'))).toBe(true)
  })

  it('has the time of its line, also in a log that holds the kernel’s seconds', async () => {
    const kernel = syslog('2026-10-07T08:20:00Z', ['random: crng init done'], 'web-07', 5)
    const incident = await onlyIncident({ text: kernel + oomd('08:31:01', KILL) })
    expect(incident.at).toMatchObject({ bootSeconds: null, basis: 'time of reception' })
    expect(Date.parse(incident.at.wall ?? '')).toBeLessThanOrEqual(Date.parse('2026-10-07T08:31:01Z'))
  })

  it.each([
    ['a container', containerCgroup(), 'container'],
    ['a pod', podCgroup(), 'pod'],
  ])('ends the container that Kubernetes shows as 137: %s', async (_, cgroup, level) => {
    const line = KILL.replace('/batch.slice/index.service', cgroup)
    const pod = podObject({
      node: 'web-07',
      containers: [{ lastState: terminated('2026-10-07T08:31:01Z', { reason: 'Error' }) }],
    })
    const incident = await onlyIncident({ syslog: oomd('08:31:01', line), 'pods.json': list(pod) })
    expect([incident.kind, incident.scope.level, incident.links.length]).toEqual(['userspace', level, 1])
    expect(incident.victims[0]?.pod).toMatchObject({ namespace: 'shop', name: 'cart-0' })
  })

  it('does not take an OOMKilled end by its time alone', async () => {
    const pod = podObject({ node: 'web-07', containers: [{ lastState: terminated('2026-10-07T08:30:34Z') }] })
    const { incidents } = await reportOf({ syslog: earlyoom('08:30:33', SENT), 'pods.json': list(pod) })
    expect(incidents.map(({ kind }) => kind).toSorted()).toEqual(['unknown', 'userspace'])
  })

  it('says that a bare line proves less', async () => {
    const bare = await onlyIncident({ text: `${KILL}\n` })
    expect(bare.causes.map(({ code, confidence }) => `${code} ${confidence}`)).toEqual(['userspace-killer likely'])
    const named = await onlyIncident({ text: oomd('08:31:01', KILL) })
    expect(named.causes.map(({ confidence }) => confidence)).toEqual(['certain'])
  })
})
