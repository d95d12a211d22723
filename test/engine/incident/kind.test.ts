import { describe, expect, test } from 'vitest'
import { isInterleaved, kindOf } from '../../../src/engine/incident/kind.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import { memInfo, raw } from '../logs.ts'
import { reportsIn } from '../read-reports.ts'

async function only(...lines: readonly string[]): Promise<OomReport> {
  const [first, ...others] = await reportsIn(raw(1000, lines))
  if (!first || others.length > 0) throw new Error(`expected one report, found ${others.length + (first ? 1 : 0)}`)
  return first
}

const kind = async (...lines: readonly string[]) => kindOf(await only(...lines))

const HEAD = 'java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0'
const SIZES = 'total-vm:4000kB, anon-rss:2000kB, file-rss:0kB, shmem-rss:0kB'
const summary = (constraint: string, rest: string) =>
  `oom-kill:constraint=CONSTRAINT_${constraint},nodemask=(null),cpuset=/,mems_allowed=0,${rest}task=java,pid=42,uid=0`
const KILLED = `Out of memory: Killed process 42 (java) ${SIZES}, UID:0 pgtables:52kB oom_score_adj:0`
const MEMCG_KILLED = `Memory cgroup out of memory: Killed process 42 (java) ${SIZES}, UID:0 pgtables:52kB oom_score_adj:0`
const BARE = `Killed process 42 (java) ${SIZES}`
const COUNTER = 'memory: usage 65536kB, limit 65536kB, failcnt 7'
const frame = (name: string) => ` ${name}+0x41/0x90`

describe('by the summary line', () => {
  test.each([
    ['MEMCG', 'oom_memcg=/a,task_memcg=/a,', [], MEMCG_KILLED, 'memcg'],
    ['NONE', 'global_oom,task_memcg=/a,', memInfo, KILLED, 'global'],
    ['CPUSET', 'global_oom,task_memcg=/a,', memInfo, KILLED, 'cpuset'],
    ['MEMORY_POLICY', 'global_oom,task_memcg=/a,', memInfo, KILLED, 'mempolicy'],
  ])('CONSTRAINT_%s, %s', async (constraint, rest, block, end, expected) => {
    expect(await kind(HEAD, ...block, summary(constraint, rest), end)).toBe(expected)
    expect(await kind(HEAD, summary(constraint, rest))).toBe(expected)
  })

  test('CONSTRAINT_NONE with a cgroup is that cgroup: kernels 5.0 to 5.2 print it so', async () => {
    expect(await kind(HEAD, COUNTER, summary('NONE', 'oom_memcg=/a,task_memcg=/a,'), MEMCG_KILLED)).toBe('memcg')
  })

  test('CONSTRAINT_NONE of a line that was cut says nothing', async () => {
    const cut = 'oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_all'
    expect(await kind(HEAD, cut)).toBe('unknown')
    expect(await kind(HEAD, frame('mem_cgroup_out_of_memory'), cut)).toBe('memcg')
    expect(await kind(HEAD, cut, KILLED)).toBe('global')
  })
})

describe('without a summary line', () => {
  test('the nodes of the cpuset are no policy: kernels 4.9 and 4.10 print them', async () => {
    const head = HEAD.replace('order', 'nodemask=0-1, order')
    expect(await kind(head, 'java cpuset=/ mems_allowed=0-1', ...memInfo, BARE)).toBe('global')
    expect(await kind(head, 'java cpuset=/ mems_allowed=0-3', ...memInfo, BARE)).toBe('unknown')
    expect(await kind(head, ...memInfo, BARE)).toBe('unknown')
  })

  test.each<[string, readonly string[], string]>([
    ['Task in', [HEAD, 'Task in /a/b killed as a result of limit of /a', BARE], 'memcg'],
    ['Memory limit reached', [HEAD, 'Memory limit reached of cgroup /a'], 'memcg'],
    ['a usage line', [HEAD, COUNTER, BARE], 'memcg'],
    ['statistics of a cgroup', [HEAD, 'Memory cgroup stats for /a:', 'anon 4096', BARE], 'memcg'],
    ['the prefix of a cgroup', [MEMCG_KILLED], 'memcg'],
    [
      'the prefix of an old kernel',
      ['Memory cgroup out of memory: Kill process 42 (java) score 900 or sacrifice child', BARE],
      'memcg',
    ],
    ['the prefix of no cgroup', [KILLED], 'global'],
    ['oom_kill_allocating_task', [KILLED.replace('memory:', 'memory (oom_kill_allocating_task):')], 'global'],
    ['zones', [HEAD, ...memInfo, BARE], 'global'],
    ['a cgroup in the call trace', [HEAD, frame('out_of_memory'), frame('mem_cgroup_out_of_memory'), BARE], 'memcg'],
    [
      'the page allocator in the call trace',
      [HEAD, frame('out_of_memory'), frame('__alloc_pages_slowpath'), BARE],
      'global',
    ],
    ['an order of -1', [HEAD.replace('order=0', 'order=-1'), ...memInfo, KILLED], 'sysrq'],
    ['SysRq in the call trace', [HEAD, frame('moom_callback'), ...memInfo, KILLED], 'sysrq'],
    ['a panic', ['Kernel panic - not syncing: Out of memory: system-wide panic_on_oom is enabled'], 'global'],
    ['a deadlock', ['Kernel panic - not syncing: System is deadlocked on memory'], 'global'],
    [
      'a compulsory panic',
      ['Kernel panic - not syncing: Out of memory: compulsory panic_on_oom is enabled'],
      'unknown',
    ],
    ['only a bare kill line', [BARE], 'unknown'],
    ['only a header', [HEAD], 'unknown'],
    ['a mask of nodes', [HEAD.replace('order', 'nodemask=0, order'), ...memInfo, BARE], 'unknown'],
    [
      'a mask of nodes and the page allocator',
      [HEAD.replace('order', 'nodemask=0, order'), frame('__alloc_pages_slowpath'), BARE],
      'unknown',
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await kind(...lines)).toBe(expected)
  })
})

describe('two reports in one another', () => {
  test.each<[string, readonly string[], string]>([
    ['a block of a cgroup and a global kill', [HEAD, COUNTER, KILLED], 'unknown'],
    [
      'a block of a cgroup and a global summary',
      [HEAD, COUNTER, summary('NONE', 'global_oom,task_memcg=/a,')],
      'unknown',
    ],
    [
      'a block of a cgroup below the trace of the page allocator',
      [HEAD, frame('__alloc_pages_slowpath'), COUNTER, MEMCG_KILLED],
      'memcg',
    ],
    [
      'a global summary below the trace of a cgroup',
      [HEAD, frame('mem_cgroup_out_of_memory'), summary('NONE', 'global_oom,task_memcg=/a,'), KILLED],
      'global',
    ],
  ])('%s', async (_, lines, expected) => {
    const report = await only(...lines)
    expect(isInterleaved(report)).toBe(true)
    expect(kindOf(report)).toBe(expected)
  })

  test.each<[string, readonly string[]]>([
    [
      'a cgroup charged from within the page allocator',
      [HEAD, frame('mem_cgroup_out_of_memory'), frame('__alloc_pages_slowpath'), COUNTER, MEMCG_KILLED],
    ],
    ['zones and a cgroup, as kernels before 3.9 print them', [HEAD, COUNTER, ...memInfo, MEMCG_KILLED]],
    [
      'a global report',
      [HEAD, frame('__alloc_pages_slowpath'), ...memInfo, summary('NONE', 'global_oom,task_memcg=/a,'), KILLED],
    ],
  ])('%s is one', async (_, lines) => {
    expect(isInterleaved(await only(...lines))).toBe(false)
  })
})
