import { describe, expect, it } from 'vitest'
import { fixture, reportIn } from './read.ts'

const read = (name: string) => reportIn(fixture(name))
const POD = '/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod350be574_b76b_f8f6_2996_801efd6a56f7.slice'
const CONTAINER = `${POD}/cri-containerd-8a310546fc3215621c51a6c2244c67011805e2df596c2854a85d7bfc1142b44e.scope`

describe('a report of a cgroup', () => {
  it('of version 2 says which limit was hit, who asked and who died (6.1)', () => {
    const report = read('memcg-v2-6.1')
    expect(report).toMatchObject({
      trigger: { comm: 'java', pid: 166, oomScoreAdj: 968 },
      gfpMask: '0xcc0',
      order: 0,
      constraint: 'CONSTRAINT_MEMCG',
      globalOom: false,
      oomMemcg: CONTAINER,
      taskMemcg: CONTAINER,
      memsAllowed: '0',
      nodemask: null,
      chosen: { pid: 166, comm: 'java', uid: 0 },
      killPrefix: 'memcg',
      kernelRelease: '6.1.0-56-cloud-amd64',
      stack: 'memcg',
      memInfo: null,
      sysrq: false,
    })
    expect(report.kills).toMatchObject([
      { pid: 166, comm: 'java', uid: 0, totalVmKiB: 66060, anonRssKiB: 65196, fileRssKiB: 4, shmemRssKiB: 72 },
    ])
    expect(report.kills).toMatchObject([{ pgtablesKiB: 164, oomScoreAdj: 968, outcome: 'killed' }])
    expect(report.memcg).toMatchObject({
      memory: { usageBytes: 65536 * 1024, limitBytes: 65536 * 1024, failcnt: 19 },
      swap: { usageBytes: 0, limitBytes: null, failcnt: 0 },
      memoryPlusSwap: null,
      kmem: null,
    })
    expect(report.memcg?.stats).toMatchObject({ anon: 66973696, pagetables: 131072, slab: 2648 })
    expect(report.tasks).toMatchObject({
      hasHeader: true,
      rows: [
        { pid: 166, uid: 0, tgid: 166, totalVmPages: 16515, rssPages: 16318, pgtablesBytes: 167936, comm: 'java' },
      ],
    })
  })

  it('has a column for each sort of memory since 6.8', () => {
    const rows = read('global-6.12').tasks?.rows
    expect(rows?.at(-1)).toEqual({
      pid: 241,
      uid: 0,
      tgid: 241,
      totalVmPages: 42627,
      rssPages: 42240,
      rssAnonPages: 42240,
      rssFilePages: 0,
      rssShmemPages: 0,
      pgtablesBytes: 376832,
      nrPtes: null,
      nrPmds: null,
      swapentsPages: 0,
      oomScoreAdj: 900,
      comm: 'leaky-app',
    })
  })

  it('of version 1 prints memory and swap together, and kernel memory', () => {
    expect(read('memcg-v1-5.10').memcg).toMatchObject({
      memory: { limitBytes: expect.any(Number) },
      memoryPlusSwap: { limitBytes: null },
      kmem: { limitBytes: null },
      swap: null,
    })
  })

  it('before 5.0 names a chosen process and the child that died in its place', () => {
    const report = read('memcg-4.19')
    expect(report).toMatchObject({
      chosen: { pid: 4711, comm: 'java' },
      kills: [{ pid: 4720, comm: 'tmux: server', uid: 1000620000, totalVmKiB: 164936, pgtablesKiB: null }],
      killPrefix: 'memcg',
      oomMemcg: '/kubepods/burstable/pod1',
      taskMemcg: '/kubepods/burstable/pod1/web',
      cpuset: '8a310546fc32',
      memsAllowed: '0-1,4',
      constraint: null,
      trigger: { comm: 'java', pid: 4711 },
      kernelRelease: '4.19.0-21-amd64',
    })
    // The first line of statistics is of the cgroup whose limit was hit, and only of it.
    expect(report.memcg?.stats).toMatchObject({ rss: 0, active_anon: 65536 })
  })

  it('names every process of a group, the first only once', () => {
    const report = read('oom-group-6.1')
    expect(report.kills.map(kill => kill.pid)).toEqual([166, 157, 158, 161, 162])
    expect(report.oomGroup).toMatch(/^\/kubepods\.slice\/.*\.scope$/)
  })

  it('may end without a kill', () => {
    const report = read('memcg-no-killable-6.1')
    expect(report).toMatchObject({ kills: [], noKillable: true, panic: null, constraint: null, stack: 'memcg' })
    expect(report.tasks?.rows).toMatchObject([{ comm: 'immortal', oomScoreAdj: -1000 }])
  })
})

describe('a report of the whole node', () => {
  it('holds the memory of the node', () => {
    const { memInfo } = read('global-6.12')
    expect(memInfo).toMatchObject({
      pagecachePages: 1133,
      freeSwapKiB: 0,
      totalSwapKiB: 0,
      ramPages: 65403,
      reservedPages: 10814,
      totalsPages: { active_anon: 48839, free: 630, shmem: 1126, sec_pagetables: 0 },
      hugepages: [{ node: 0, total: 0, free: 0, sizeKiB: 2048 }],
    })
    expect(memInfo?.nodes).toMatchObject([{ node: 0, fieldsKiB: { active_anon: 195356, unevictable: 904 } }])
    expect(memInfo?.zones).toMatchObject([
      {
        node: 0,
        name: 'DMA',
        fieldsKiB: { free: 884, boost: 0, min: 132 },
        lowmemReservePages: [0, 188, 188, 188, 188],
      },
      { node: 0, name: 'DMA32', fieldsKiB: { free: 1636, min: 1688, reserved_highatomic: 0 } },
    ])
    expect(memInfo?.zones[1]?.freeBlocks).toEqual([7, 7, 3, 3, 2, 2, 2, 1, 0, 0, 0])
  })

  it('is read where rsyslog put the totals into one line, and the stamps were cut off', () => {
    const bare = fixture('global-6.12').replace(/^\[ *\d+\.\d+\] /gm, '')
    const oneLine = bare.replace(/^active_anon:[\s\S]*?(?=\nNode )/m, totals => totals.replaceAll(/\n */g, '#012 '))
    expect(oneLine).toMatch(/isolated_anon:0#012 active_file:/)
    expect(reportIn(oneLine).memInfo?.totalsPages).toEqual(read('global-6.12').memInfo?.totalsPages)
  })

  it('is no report of a cgroup', () => {
    expect(read('global-6.12')).toMatchObject({
      constraint: 'CONSTRAINT_NONE',
      globalOom: true,
      oomMemcg: null,
      killPrefix: 'global',
      stack: 'global',
      memcg: null,
    })
  })

  it('may be of the nodes of a cpuset', () => {
    expect(read('cpuset-6.1')).toMatchObject({ constraint: 'CONSTRAINT_CPUSET', globalOom: true, memcg: null })
  })

  it('may be of the nodes of a memory policy', () => {
    const text = fixture('cpuset-6.1').replace(
      'CONSTRAINT_CPUSET,nodemask=(null)',
      'CONSTRAINT_MEMORY_POLICY,nodemask=0-1,4',
    )
    expect(reportIn(text)).toMatchObject({ constraint: 'CONSTRAINT_MEMORY_POLICY', nodemask: '0-1,4' })
  })

  it('may be asked for by an operator', () => {
    expect(read('sysrq-6.1')).toMatchObject({
      sysrq: true,
      order: -1,
      stack: 'sysrq',
      trigger: { comm: 'kworker/0:2' },
    })
  })

  it('may be made to kill the task that asked', () => {
    expect(read('allocating-task-6.12')).toMatchObject({ kills: [{ pid: 225, comm: 'hog' }] })
    const text = fixture('allocating-task-6.12').replace(
      'Out of memory: K',
      'Out of memory (oom_kill_allocating_task): K',
    )
    expect(reportIn(text).killPrefix).toBe('allocating-task')
  })

  it('may end in a panic', () => {
    expect(read('panic-6.1')).toMatchObject({
      panic: 'Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled',
      kills: [],
      noKillable: false,
    })
    expect(read('no-killable-panic-6.1')).toMatchObject({
      panic: 'Kernel panic - not syncing: System is deadlocked on memory',
      noKillable: true,
      kills: [],
    })
  })
})

describe('a citation of a report', () => {
  it('is of the lines that prove it', () => {
    const report = read('memcg-v2-6.1')
    const lines = fixture('memcg-v2-6.1').split('\n')
    expect(report.span).toMatchObject({ path: 'log', line: 1, endLine: lines.length - 1 })
    for (const span of report.evidence) {
      if (span.line === span.endLine) expect(span.excerpt?.slice(0, 400)).toBe(lines[span.line - 1]?.slice(0, 400))
    }
    expect(report.kills[0]?.span.excerpt).toContain('Killed process 166 (java)')
  })
})
