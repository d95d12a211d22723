import { describe, expect, it } from 'vitest'
import { reportIn, reportsIn } from './read.ts'

const at = (seconds: number, message: string): string => `[${seconds.toFixed(6).padStart(12)}] ${message}`
const log = (lines: readonly string[], from = 10): string =>
  ['x', ...lines].map((line, index) => at(from + index / 1000, line)).join('\n')

const KILL =
  'Memory cgroup out of memory: Killed process 7 (java) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB'
const FOREIGN = 'usb 1-1: new high-speed USB device number 2 using xhci_hcd'

describe('a summary of several calls of printk', () => {
  const pieces = [
    'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null)',
    ',cpuset=/,mems_allowed=0-1,4',
    ',oom_memcg=/a,b/c',
    ',task_memcg=/a,b/c/d',
    ',task=java,pid=7,uid=1000',
  ]
  it.each([
    ['one after the other', pieces],
    ['with lines of others between', pieces.flatMap(piece => [piece, FOREIGN])],
    ['of which two are one', [`${pieces[0]}${pieces[1]}`, ...pieces.slice(2)]],
  ])('%s is read whole', (_, lines) => {
    expect(reportIn(log([...lines, KILL]))).toMatchObject({
      constraint: 'CONSTRAINT_MEMCG',
      memsAllowed: '0-1,4',
      oomMemcg: '/a,b/c',
      taskMemcg: '/a,b/c/d',
      chosen: { pid: 7, comm: 'java', uid: 1000 },
      kills: [{ pid: 7 }],
    })
  })

  it('that lost one of them says nothing that it does not hold', () => {
    const report = reportIn(log([...pieces.slice(0, 2), ...pieces.slice(3), KILL]))
    expect(report).toMatchObject({ oomMemcg: null, taskMemcg: '/a,b/c/d' })
  })
})

describe('a header of several calls of printk', () => {
  const head = 'java invoked oom-killer: gfp_mask=0x14000c0(GFP_KERNEL), nodemask='
  it.each([
    ['(null)', ',  order=2, oom_score_adj=-998'],
    ['(null),  order=2, oom_score_adj=-998', FOREIGN],
    ['0-1', ',  order=2, oom_score_adj=-998'],
  ])('%s %s is read whole', (...rest) => {
    const report = reportIn(log([head, FOREIGN, ...rest, KILL]))
    expect(report).toMatchObject({ order: 2, trigger: { comm: 'java', oomScoreAdj: -998 }, gfpMask: '0x14000c0' })
    expect(report.nodemask).toBe(rest[0].startsWith('(') ? null : '0-1')
  })
})

describe('`Task in` over three records, 3.15 and 3.16', () => {
  it('is read whole', () => {
    const lines = [
      'java invoked oom-killer: gfp_mask=0xd0, order=0, oom_score_adj=0',
      'Task in /docker/a',
      ' killed as a result of limit of /docker',
      '',
      'memory: usage 4kB, limit 4kB, failcnt 1',
    ]
    expect(reportIn(log([...lines, KILL]))).toMatchObject({ taskMemcg: '/docker/a', oomMemcg: '/docker' })
  })
})

describe('a request that nobody died of', () => {
  const head = [
    'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
    'memory: usage 4kB, limit 4kB, failcnt 1',
  ]
  const chosen =
    'oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/a,task_memcg=/a,task=java,pid=9,uid=0'
  const table = [
    '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
    '[      9]     0     9   100000    50000    40960        0             0 java',
  ]
  it.each([
    ['chosen another', [...head, chosen]],
    ['listed others', [...head, ...table]],
  ])('and that %s does not adopt the next victim', (_, lines) => {
    const reports = reportsIn(`${log(lines)}\n${at(14, KILL)}`)
    expect(reports.map(({ trigger, kills }) => [trigger?.comm ?? null, kills.length])).toEqual([
      ['java', 0],
      [null, 1],
    ])
  })
  it('keeps a kill that follows at once, also of another thread', () => {
    expect(reportIn(log([...head, chosen, KILL])).kills).toMatchObject([{ pid: 7 }])
  })
})
