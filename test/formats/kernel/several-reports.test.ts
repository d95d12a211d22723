import { describe, expect, it } from 'vitest'
import { eventsIn, FIXTURES, factsOf, fixture, reportIn, reportsIn } from './read.ts'
import { WRAPPINGS } from './wrap.ts'

const kill = (pid: number, comm: string, prefix = 'Memory cgroup out of memory'): string =>
  `${prefix}: Killed process ${pid} (${comm}) total-vm:4620kB, anon-rss:3956kB, file-rss:4kB, shmem-rss:72kB, UID:0 pgtables:44kB oom_score_adj:900`
const at = (seconds: number, message: string): string => `[${seconds.toFixed(6).padStart(12)}] ${message}`
const header = (comm: string): string =>
  `${comm} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=900`
const banner = (release: string): string => `Linux version ${release} (build@host) (gcc 12.2.0) #1 SMP`

describe('reports one after the other', () => {
  it.each(FIXTURES)('are kept apart: %s', name => {
    const facts = FIXTURES.map(each => factsOf(reportIn(fixture(each))))
    const reports = reportsIn([fixture(name), ...FIXTURES.map(fixture)].join(''))
    expect(reports.map(factsOf)).toEqual([factsOf(reportIn(fixture(name))), ...facts])
    const [first, second] = reports
    expect(second?.span.line).toBe((first?.span.endLine ?? 0) + 1)
  })

  it('of which the first has no end', () => {
    const lines = fixture('memcg-v2-6.1').trimEnd().split('\n').slice(0, 20)
    const reports = reportsIn([...lines, fixture('global-6.12')].join('\n'))
    expect(reports.map(report => report.cutBy)).toEqual(['new-report', null])
    expect(reports[0]?.kills).toEqual([])
    expect(factsOf(reports[1] ?? reports[0] ?? reportIn(''))).toEqual(factsOf(reportIn(fixture('global-6.12'))))
  })

  it('of which the second is the one before it lost its head', () => {
    const tail = fixture('memcg-v2-6.1').trimEnd().split('\n').slice(-2)
    const [, second] = reportsIn([fixture('global-6.12').trimEnd(), ...tail].join('\n'))
    expect(second).toMatchObject({ trigger: null, cutBy: null, kills: [{ pid: 166 }], constraint: 'CONSTRAINT_MEMCG' })
  })
})

describe('what the rate limit leaves of reports', () => {
  const lines = [at(1, 'systemd[1]: hello'), at(9.1, kill(7, 'a')), at(9.2, kill(8, 'b')), at(9.3, kill(8, 'b'))]

  it('is a report for each kill line', () => {
    const reports = reportsIn(lines.join('\n'))
    expect(reports.map(report => report.kills.map(each => each.pid))).toEqual([[7], [8], [8]])
    for (const report of reports) {
      expect(report).toMatchObject({ cutBy: 'rate-limit', trigger: null, has: { header: false, conclusion: true } })
    }
  })

  it('is a choice and a kill before 5.1', () => {
    const pair = (pid: number) => [
      `Memory cgroup out of memory: Kill process ${pid} (stress) score 1925 or sacrifice child`,
      `Killed process ${pid} (stress) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB`,
    ]
    const log = ['x', 'y', ...pair(5), ...pair(6), ...pair(6)].join('\n')
    const reports = reportsIn(log)
    expect(reports.map(report => [report.chosen?.pid, report.kills[0]?.pid])).toEqual([
      [5, 5],
      [6, 6],
      [6, 6],
    ])
    expect(reports[0]?.killPrefix).toBe('memcg')
  })

  it('is a whole group', () => {
    const group = 'Tasks in /a/b are going to be killed due to memory.oom.group set'
    const log = [at(1, 'x'), at(9.1, kill(7, 'a')), at(9.11, group), at(9.12, kill(8, 'b')), at(9.13, kill(7, 'a'))]
    const [report, ...more] = reportsIn([...log, at(9.2, kill(99, 'late', 'Out of memory'))].join('\n'))
    expect(report).toMatchObject({ oomGroup: '/a/b', kills: [{ pid: 7 }, { pid: 8 }] })
    expect(more).toMatchObject([{ kills: [{ pid: 99 }], oomGroup: null }])
  })

  it('is a whole group without the line that says so, when its first member is named twice in one go', () => {
    const log = [
      at(1, 'x'),
      at(9.1, kill(7, 'a')),
      at(9.101, kill(7, 'a')),
      at(9.102, kill(8, 'b')),
      at(9.11, kill(9, 'b')),
    ]
    expect(reportsIn(log.join('\n')).map(({ kills }) => kills.map(({ pid }) => pid))).toEqual([[7, 8, 9]])
  })

  it('is a whole group whose members are killed without a reason, in 4.19 and 5.0', () => {
    const killed = (pid: number) => `Killed process ${pid} (sh) total-vm:1kB, anon-rss:1kB, file-rss:0kB, shmem-rss:0kB`
    const log = [
      header('sh'),
      'Memory cgroup out of memory: Kill process 7 (sh) score 900 or sacrifice child',
      killed(7),
      'Tasks in /a are going to be killed due to memory.oom.group set',
      killed(7),
      killed(8),
      'Memory cgroup out of memory: Kill process 9 (sh) score 900 or sacrifice child',
      killed(9),
    ]
    expect(reportsIn(log.join('\n')).map(report => report.kills.map(each => each.pid))).toEqual([[7, 8], [9]])
  })

  it('is counted by the kernel later', () => {
    const log = at(20, 'oom_kill_process: 70 callbacks suppressed')
    expect(eventsIn(log, 'kernel.notice')).toMatchObject([{ what: 'reports-suppressed', count: 70 }])
  })
})

describe('a report', () => {
  it('ends after a long silence', () => {
    const log = [at(10, header('a')), at(40, kill(5, 'x'))].join('\n')
    expect(reportsIn(log)).toMatchObject([{ kills: [], cutBy: 'new-report' }, { kills: [{ pid: 5 }] }])
    expect(reportsIn([at(10, header('a')), at(25, kill(5, 'x'))].join('\n'))).toHaveLength(1)
  })

  it('is not torn by lines that lack one of the two clocks', () => {
    const log = [
      `Jan 15 08:30:10 n kernel: [   99.000000] ${header('a')}`,
      'Jan 15 08:30:11 n kernel: memory: usage 4kB, limit 4kB, failcnt 1',
      `Jan 15 08:30:12 n kernel: [  101.000000] ${kill(5, 'x')}`,
    ]
    expect(reportIn(log.join('\n'))).toMatchObject({ memcg: { memory: { limitBytes: 4096 } }, kills: [{ pid: 5 }] })
  })

  it('may say that its victim is gone already', () => {
    const line = 'Memory cgroup out of memory: OOM victim 12 (my app) is already exiting. Skip killing the task'
    expect(reportIn([header('a'), line].join('\n'))).toMatchObject({
      kills: [{ pid: 12, comm: 'my app', outcome: 'already-exiting', totalVmKiB: null }],
      has: { conclusion: true },
    })
  })

  it('names those that share the memory of a victim, in old kernels', () => {
    const log = [
      'Out of memory: Kill process 5 (x) score 900 or sacrifice child',
      'Killed process 5 (x) total-vm:8kB, anon-rss:4kB, file-rss:0kB',
      'Kill process 6 (y) sharing same memory',
    ]
    expect(reportIn(log.join('\n')).kills.map(each => each.pid)).toEqual([5, 6])
  })

  it('is dated by its kill', () => {
    const log = [at(10, header('a')), at(12, 'memory: usage 4kB, limit 4kB, failcnt 1'), at(13, kill(5, 'x'))]
    expect(reportIn(log.join('\n')).stamp.bootSeconds).toBe(13)
  })

  it('is of the boot that its lines are of', () => {
    const log = [
      at(0, banner('6.1.0-1')),
      at(100, header('a')),
      at(100.1, kill(5, 'x')),
      at(0, banner('6.1.0-2')),
      at(50, kill(6, 'y')),
      at(3, kill(7, 'z')),
    ].join('\n')
    expect(reportsIn(log).map(report => [report.boot, report.kills[0]?.pid])).toEqual([
      [0, 5],
      [1, 6],
      [2, 7],
    ])
    expect(eventsIn(log, 'kernel.boot').map(event => [event.boot, event.release])).toEqual([
      [0, '6.1.0-1'],
      [1, '6.1.0-2'],
    ])
  })

  it('ends where another boot begins', () => {
    const log = [at(100, header('a')), at(0, banner('6.1.0-2')), at(1, kill(6, 'y'))].join('\n')
    expect(reportsIn(log)).toMatchObject([
      { boot: 0, kills: [] },
      { boot: 1, kills: [{ pid: 6 }] },
    ])
  })

  it('stays open over a table of five thousand rows', () => {
    const rows = Array.from(
      { length: 5000 },
      (_, index) =>
        `[${String(index + 10).padStart(7)}]  1000 ${index + 10}     1155     1007    45056        0           900 worker ${index}`,
    )
    const log = WRAPPINGS.dmesg?.(
      [
        header('a'),
        'Tasks state (memory values in pages):',
        '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
        ...rows,
        kill(10, 'worker 0'),
      ].join('\n'),
    )
    const { tasks, kills } = reportIn(log ?? '')
    expect(tasks?.rows).toHaveLength(5000)
    expect(tasks?.rows.at(-1)).toMatchObject({ pid: 5009, comm: 'worker 4999' })
    expect(kills).toMatchObject([{ pid: 10 }])
  })
})
