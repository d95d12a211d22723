import { describe, expect, test } from 'vitest'
import { killLines, raw, syslog } from '../logs.ts'
import { brief, onlyIncident, reportOf } from '../report-of.ts'

const AT = '2026-01-15T08:30:10Z'
const reaped = (pid: number): string =>
  `oom_reaper: reaped process ${pid} (java), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB`

describe('a process that oom_reaper freed', () => {
  test.each([reaped(4242), 'oom_reaper: unable to reap pid:4242 (java)'])(
    'is a kill where nothing else tells of it: %s',
    async line => {
      const incident = await onlyIncident({ log: raw(1000, [line]) })
      expect(brief(incident)).toBe('unknown unknown java:4242')
      expect(incident).toMatchObject({ killer: 'kernel', complete: false, victims: [{ outcome: 'killed' }] })
      expect(incident.evidence[0]).toMatchObject({ path: 'log', line: 1 })
    },
  )

  test('is one kill in two logs', async () => {
    await onlyIncident({ dmesg: raw(1000, [reaped(4242)]), syslog: syslog(AT, [reaped(4242)], 'node-1', 1000) })
  })

  test.each([
    ['in the same log', { log: raw(1000, [...killLines(), reaped(4242)]) }],
    ['in another', { dmesg: raw(1000, killLines()), syslog: syslog(AT, [reaped(4242)]) }],
  ])('is no second kill where a report names it %s', async (_, files) => {
    expect(brief(await onlyIncident(files))).toBe('memcg container java:4242')
  })

  test('is a kill whose report is missing, where the log has the report of another', async () => {
    const { incidents, problems } = await reportOf({ log: raw(1000, [...killLines(), reaped(4243)]) })
    expect(incidents.map(brief)).toEqual(['memcg container java:4242'])
    expect(problems.filter(({ code }) => code === 'REPORTS_SUPPRESSED')).toMatchObject([
      { detail: 'oom_reaper freed java (4243): a kill of which this log has no report.', path: 'log' },
    ])
  })

  test('is none where a program says so', async () => {
    const { incidents } = await reportOf({ log: `Jan 15 08:30:10 node-1 app[7]: ${reaped(4242)}\n` })
    expect(incidents).toEqual([])
  })
})
