import type { Era } from '../eras.ts'
import { printStats } from '../lines/cgroup.ts'
import { printCpu } from '../lines/cpu.ts'
import { printHeader } from '../lines/header.ts'
import { type KillFacts, printChosen, printExiting, printKilled } from '../lines/kill.ts'
import { printSummary } from '../lines/summary.ts'
import type { ReportFacts, Task, Zone } from './facts.ts'
import { printMemInfo } from './print-mem-info.ts'

/** The lines of a whole report, in the order of its era. */

export const STAT_KEYS = [
  'anon',
  'file',
  'kernel_stack',
  'shmem',
  'file_mapped',
  'slab',
  'pgfault',
  'pgmajfault',
] as const
export const V1_STAT_KEYS = [
  'cache',
  'rss',
  'rss_huge',
  'mapped_file',
  'swap',
  'inactive_anon',
  'active_anon',
  'unevictable',
] as const

/** 5.0 to 5.2 forget to note it for a cgroup. */
export const constraintOf = ({ kind, era }: ReportFacts): string =>
  ({
    memcg: era.name === '5.0' ? 'NONE' : 'MEMCG',
    global: 'NONE',
    cpuset: 'CPUSET',
    mempolicy: 'MEMORY_POLICY',
    sysrq: 'NONE',
  })[kind]

export const prefixOf = ({ kind }: ReportFacts): string =>
  kind === 'memcg' ? 'Memory cgroup out of memory' : 'Out of memory'

/** Those that are named as killed, in order. */
export const victimsOf = ({ ending, tasks }: ReportFacts): readonly Task[] =>
  ending === 'no killable' || ending === 'panic'
    ? []
    : ending === 'group'
      ? tasks
      : ending === 'sacrifice'
        ? tasks.slice(1, 2)
        : tasks.slice(0, 1)

export const killOf = (facts: ReportFacts, task: Task): KillFacts => ({
  prefix: prefixOf(facts),
  pid: task.pid,
  comm: task.comm,
  uid: task.uid,
  totalVm: task.totalVm * 4,
  anon: task.rss[0] * 4,
  file: task.rss[1] * 4,
  shmem: task.rss[2] * 4,
  pgtables: task.pageTables * 4,
  adj: task.adj,
  score: 900,
})

const frame = ({ frames }: Era, name: string): string =>
  frames === 'addresses' ? ` [<ffffffff8119a1b2>] ${name}+0x1a0/0x2f0` : ` ${name}+0x1a0/0x2f0`

const FRAMES = {
  memcg: ['mem_cgroup_out_of_memory', 'try_charge'],
  sysrq: ['moom_callback', 'process_one_work'],
  global: ['__alloc_pages_slowpath', 'alloc_pages_current'],
} as const

function printStack(facts: ReportFacts): readonly string[] {
  const { era, header, triggerPid, kind } = facts
  const cpu = { cpu: '1', uid: '0', pid: String(triggerPid), comm: header.comm, taint: 'Not tainted' }
  const frames = FRAMES[kind === 'memcg' || kind === 'sysrq' ? kind : 'global']
  return [
    printCpu(era, { ...cpu, release: era.release, build: '#1 SMP' }),
    'Hardware name: QEMU Standard PC (i440FX + PIIX, 1996), BIOS 1.16.2 04/01/2014',
    'Call Trace:',
    ...['dump_stack', 'dump_header', 'oom_kill_process', 'out_of_memory', ...frames].map(name => frame(era, name)),
  ]
}

function printCgroup(facts: ReportFacts): readonly string[] {
  const { era, taskPath, limitPath, counters, stats } = facts
  const keys = era.stats === 'line' ? V1_STAT_KEYS : STAT_KEYS
  const unit = era.stats === 'line' ? 1024 : 1
  const taskIn =
    victimsOf(facts).length > 0
      ? `Task in ${taskPath} killed as a result of limit of ${limitPath}`
      : `Memory limit reached of cgroup ${limitPath}`
  return [
    ...(era.summary ? [] : [taskIn]),
    ...era.counters.map((of, at) => {
      const { usageKiB = 0, limitKiB = 0, failcnt = 0 } = counters[at] ?? {}
      return `${of}: usage ${usageKiB}kB, limit ${limitKiB}kB, failcnt ${failcnt}`
    }),
    ...(era.stats === 'none'
      ? []
      : printStats(era, limitPath, Object.fromEntries(keys.map((key, at) => [key, (stats[at] ?? 0) * unit])))),
  ]
}

const wide = (value: number, width: number): string => String(value).padStart(width)

export const cellOf = (task: Task, column: string): number =>
  ({
    uid: task.uid,
    tgid: task.tgid,
    total_vm: task.totalVm,
    rss: task.rss[0] + task.rss[1] + task.rss[2],
    rss_anon: task.rss[0],
    rss_file: task.rss[1],
    rss_shmem: task.rss[2],
    pgtables_bytes: task.pageTables * 4096,
    nr_ptes: task.pageTables,
    nr_pmds: 3,
    swapents: task.swap,
    cpu: 1,
    oom_adj: 0,
    oom_score_adj: task.adj,
  })[column] ?? 0

const WIDTHS: Readonly<Record<string, number>> = { uid: 5, tgid: 5, cpu: 3, rss_shmem: 9, nr_ptes: 7, nr_pmds: 7 }

function printRow({ table, bracket }: Era, task: Task): string {
  const cells = table.map(column => {
    const value = cellOf(task, column)
    if (column === 'oom_adj') return `    ${wide(value, 3)}`
    if (column === 'oom_score_adj') return `        ${wide(value, 5)}`
    return wide(value, WIDTHS[column] ?? 8)
  })
  return `[${wide(task.pid, bracket.length - 2)}] ${cells.join(' ')} ${task.comm}`
}

const HEADERS: Readonly<Record<string, string>> = {
  uid: '  uid',
  tgid: ' tgid',
  rss: '     rss',
}

const printTable = (era: Era, tasks: readonly Task[]): readonly string[] => [
  ...(era.heading ? ['Tasks state (memory values in pages):'] : []),
  `${era.bracket} ${era.table.map(column => HEADERS[column] ?? column).join(' ')} name`,
  ...tasks.map(task => printRow(era, task)),
]

function printEnding(facts: ReportFacts): readonly string[] {
  const { era, kind, ending, tasks, taskPath, limitPath } = facts
  const [chosen] = tasks
  if (ending === 'panic') {
    const who = kind === 'memcg' ? 'compulsory' : 'system-wide'
    return [`Kernel panic - not syncing: Out of memory: ${who} panic_on_oom is enabled`]
  }
  if (ending === 'no killable') {
    const words = 'Out of memory and no killable processes...'
    if (!era.group) return [`Kernel panic - not syncing: ${words}`]
    return kind === 'memcg' ? [words] : [words, 'Kernel panic - not syncing: System is deadlocked on memory']
  }
  if (!chosen) return []
  const memcg = kind === 'memcg' ? { oom_memcg: limitPath } : { global_oom: '' }
  const summary = printSummary({
    constraint: `CONSTRAINT_${constraintOf(facts)}`,
    nodemask: facts.header.nodemask,
    cpuset: facts.cpuset,
    mems_allowed: facts.mems,
    ...memcg,
    task_memcg: taskPath,
    task: chosen.comm,
    pid: String(chosen.pid),
    uid: String(chosen.uid),
  })
  const kills = victimsOf(facts).map(victim => printKilled(era, killOf(facts, victim)))
  return [
    ...(era.summary ? [summary] : []),
    ...(era.chosen === 'none' ? [] : [printChosen(era, killOf(facts, chosen))]),
    ...(ending === 'exiting' ? [printExiting(killOf(facts, chosen))] : kills.slice(0, 1)),
    ...(ending === 'group'
      ? [`Tasks in ${limitPath} are going to be killed due to memory.oom.group set`, ...kills]
      : []),
  ]
}

export function printReport(facts: ReportFacts): readonly string[] {
  const { era, header, kind, cpuset, mems } = facts
  return [
    printHeader(era, header),
    ...(era.cpusetLine ? [`${header.comm} cpuset=${cpuset} mems_allowed=${mems}`] : []),
    ...printStack(facts),
    ...(kind === 'memcg' ? printCgroup(facts) : []),
    ...(kind !== 'memcg' || era.memcgMemInfo ? printMemInfo(facts) : []),
    ...printTable(era, facts.tasks),
    ...printEnding(facts),
  ]
}

export const blocksOf = ({ blocks }: Zone): number =>
  blocks.reduce((sum, count, order) => sum + count * 4 * 2 ** order, 0)

/** As the kernel's buffer and dmesg show lines, a tenth of a millisecond apart. */
export const stamped = (lines: readonly string[], startSeconds: number): readonly string[] =>
  lines.map((line, at) => `[${(startSeconds + at / 10_000).toFixed(6).padStart(12)}] ${line}`)
