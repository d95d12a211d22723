import { describe, expect, it } from 'vitest'
import { reportIn, reportsIn } from './read.ts'

const HEADER = 'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0'
const stackOf = (frames: readonly string[], header = HEADER): string | null =>
  reportIn(['start', header, 'Call Trace:', ...frames].join('\n')).stack

describe('the call trace of a report', () => {
  it.each([
    ['names the charge', [' mem_cgroup_out_of_memory+0x170/0x1e0', ' __alloc_pages+0x1/0x2'], 'memcg'],
    [
      'of an inlined charge',
      [' oom_kill_process+0x1/0x2', ' out_of_memory+0x1/0x2', ' try_charge_memcg+0x1/0x2'],
      'memcg',
    ],
    [
      'with guesses between',
      [' out_of_memory+0x1/0x2', ' ? mem_cgroup_iter+0x1/0x2', ' __alloc_pages+0x1/0x2'],
      'global',
    ],
    ['of MIPS', ['[<800d0bd0>] out_of_memory+0x64/0x98', '[<800d3dd8>] __alloc_pages_nodemask+0x564/0x608'], 'global'],
    [
      'of ARM',
      [' oom_kill_process from out_of_memory+0x218/0x34c', ' out_of_memory from __alloc_pages+0xa98/0x1044'],
      'global',
    ],
    [
      'of ARM before',
      ['[<c0139d08>] (out_of_memory) from [<c013f734>] (__alloc_pages_nodemask+0x960/0xa2c)'],
      'global',
    ],
    [
      'of 2.6.24',
      [
        ' [out_of_memory+0x167/0x1a0] out_of_memory+0x167/0x1a0',
        ' [nfs:__alloc_pages+0x34c/0x380] __alloc_pages+0x34c/0x380',
      ],
      'global',
    ],
    [
      'decoded',
      ['out_of_memory (mm/oom_kill.c:1180 (discriminator 4))', 'mem_cgroup_out_of_memory (mm/memcontrol.c:1654)'],
      'memcg',
    ],
    [
      'cut',
      [' [<ffffffff8118475e>] oom_kill_process+0x24e/0x3c0', ' [<ffffffff811f3121>] mem_cgroup_oom_synchroni'],
      'memcg',
    ],
    ['of a manual request', [' out_of_memory+0x1/0x2', ' moom_callback+0x1/0x2'], 'sysrq'],
    ['of MGLRU', [' out_of_memory+0x1/0x2', ' lru_gen_age_node+0x1/0x2'], 'global'],
    ['without symbols', ['[<000000008011c2f2>] 0x000000008011c2f2'], null],
    ['that lost its top', [' __alloc_pages+0x1/0x2', ' alloc_pages+0x1/0x2'], null],
    ['that lost the caller', [' out_of_memory+0x1/0x2', ' foo+0x1/0x2', ' __alloc_pages+0x1/0x2'], null],
    ['from a page fault', [' out_of_memory+0x1/0x2', ' pagefault_out_of_memory+0x1/0x2'], null],
  ] as const)('%s', (_, frames, stack) => {
    expect(stackOf(frames)).toBe(stack)
  })

  it('without a header counts where the killer is seen at work', () => {
    const frames = [
      ' oom_kill_process from out_of_memory+0x218/0x34c',
      ' out_of_memory from __alloc_pages+0xa98/0x1044',
    ]
    const log = frames.map((frame, index) => `[  505.03700${index}] ${frame}`)
    expect(reportIn(log.join('\n'))).toMatchObject({ stack: 'global', trigger: null, cutBy: 'file-start' })
    expect(reportsIn(log.slice(1).join('\n'))).toEqual([])
  })

  it.each([
    ['0x100dca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO)', 'global'],
    ['0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_COMP|__GFP_ZERO)', 'global'],
    ['0x280da', 'global'],
    // The page cache and page tables are charged with masks of their own.
    ['0x100cca(GFP_HIGHUSER_MOVABLE)', null],
    ['0x400dc0(GFP_KERNEL_ACCOUNT|__GFP_ZERO)', null],
    ['0xd0', null],
  ])('may be replaced by a mask that one path uses: %s', (mask, stack) => {
    expect(stackOf([], HEADER.replace('0xcc0(GFP_KERNEL)', mask))).toBe(stack)
  })
})

describe('kernels before 2.6.28', () => {
  const log = [
    'SAB.py invoked oom-killer: gfp_mask=0x1201d2, order=0, oomkilladj=0',
    'Pid: 5795, comm: SAB.py Not tainted 2.6.24-24-server #1',
    'Mem-info:',
    'DMA free:2040kB min:88kB low:108kB high:132kB active:4972kB inactive:5076kB present:16256kB pages_scanned:21155 all_unreclaimable? yes',
    'Free swap  = 0kB',
    'Total swap = 875532kB',
    '130672 pages of RAM',
    '2196 reserved pages',
    'Out of memory: kill process 5790 (SAB.py) score 42837 or a child',
    'Killed process 5790 (SAB.py)',
  ]
  it('are read with their own words', () => {
    expect(reportIn(log.map((line, index) => `[ 2685.74750${index}] ${line}`).join('\n'))).toMatchObject({
      order: 0,
      trigger: { comm: 'SAB.py', pid: 5795 },
      memInfo: { ramPages: 130672, reservedPages: 2196, freeSwapKiB: 0, totalSwapKiB: 875532 },
      kills: [{ pid: 5790 }],
      has: { header: true, memory: true, conclusion: true },
    })
  })
})

describe('a panic whose header is lost', () => {
  const row = (pid: number) => `[${pid}]     0 ${pid}     3010      170       9        0             0 agent`
  const panic = 'Kernel panic - not syncing: Out of memory: compulsory panic_on_oom is enabled'
  const cpu = 'CPU: 3 PID: 8284 Comm: DefSch0200 Tainted: G           O   3.10.0-229.x86_64 #1'
  it('names the task that asked, which panicked', () => {
    const log = [row(19420), row(19421), row(19422), panic, '', cpu]
    expect(reportIn(log.join('\n'))).toMatchObject({ trigger: { comm: 'DefSch0200', pid: 8284 }, kills: [] })
  })
  it('but not where the header names another', () => {
    const log = ['start', HEADER, panic, cpu]
    expect(reportIn(log.join('\n')).trigger).toMatchObject({ comm: 'java', pid: null })
  })
})

describe('a table whose beginning is lost', () => {
  it('belongs to the report above it, and its kill too', () => {
    const rows = Array.from(
      { length: 500 },
      (_, at) => `[${23034 + at}]    48 ${23034 + at}    53756      834   6       0             0 httpd`,
    )
    const kill = [
      'Out of memory: Kill process 14278 (php-fpm) score 6 or sacrifice child',
      'Killed process 14278, UID 1002, (php-fpm) total-vm:752004kB, anon-rss:139876kB, file-rss:79816kB',
    ]
    const head = ['controller invoked oom-killer: gfp_mask=0x201da, order=0, oom_adj=0, oom_score_adj=0', 'Mem-Info:']
    const report = reportIn(['start', ...head, ...rows, ...kill].join('\n'))
    expect(report).toMatchObject({ trigger: { comm: 'controller' }, kills: [{ pid: 14278, uid: 1002 }] })
    expect(report.tasks?.rows).toHaveLength(500)
    expect(report.tasks?.rows[0]).toMatchObject({ rssPages: 834, oomScoreAdj: 0, pgtablesBytes: null, comm: 'httpd' })
  })
})
