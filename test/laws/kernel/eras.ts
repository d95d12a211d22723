/** How each era of the kernel prints its lines: mm/oom_kill.c, mm/memcontrol.c, lib/show_mem.c, and RHEL's of 6 to 8. */

export interface Era {
  readonly name: string
  readonly release: string
  readonly header: 'oom_adj' | 'both' | 'score' | 'flags' | 'nodemask' | 'two blanks'
  /** `java cpuset=/ mems_allowed=0` in a line of its own, to 4.20. */
  readonly cpusetLine: boolean
  readonly cpu: 'Pid' | 'CPU' | 'CPU UID'
  readonly frames: 'addresses' | 'plain'
  /** Reports of a cgroup hold `Mem-Info:` as well, to 3.8. */
  readonly memcgMemInfo: boolean
  readonly counters: readonly string[]
  readonly stats: 'none' | 'line' | 'record'
  readonly totals: 'old' | 'cma' | 'pcp' | 'no unstable' | 'misc' | 'sec'
  readonly nodes: 'none' | 'blanks' | 'no blanks' | 'balloon'
  readonly zones: 'per zone' | 'per node'
  /** Kinds of free blocks in brackets, since 3.8. */
  readonly migrateTypes: boolean
  readonly highatomic: boolean
  readonly heading: boolean
  readonly table: readonly string[]
  readonly bracket: '[ pid ]' | '[  pid  ]'
  readonly summary: boolean
  readonly chosen: 'none' | 'or a child' | 'or sacrifice child'
  readonly sizes: 'none' | 'vsz' | 'no shmem' | 'shmem'
  readonly uid: 'none' | 'before name' | 'after name' | 'last' | 'pgtables'
  readonly group: boolean
}

const BEFORE = ['uid', 'tgid', 'total_vm', 'rss']
const AFTER = ['swapents', 'oom_score_adj']
const V1 = ['memory', 'memory+swap', 'kmem']

const FIRST: Era = {
  name: '2.6.32',
  release: '2.6.32.2',
  header: 'oom_adj',
  cpusetLine: true,
  cpu: 'Pid',
  frames: 'addresses',
  memcgMemInfo: true,
  counters: ['memory', 'memory+swap'],
  stats: 'none',
  totals: 'old',
  nodes: 'none',
  zones: 'per zone',
  migrateTypes: false,
  highatomic: false,
  heading: false,
  table: [...BEFORE, 'cpu', 'oom_adj'],
  bracket: '[ pid ]',
  summary: false,
  chosen: 'or a child',
  sizes: 'none',
  uid: 'none',
  group: false,
}

const since = (era: Era, changes: Partial<Era> & Pick<Era, 'name' | 'release'>): Era => ({ ...era, ...changes })

const v2634 = since(FIRST, { name: '2.6.34', release: '2.6.34.1', sizes: 'vsz' })
const v2636 = since(v2634, {
  name: '2.6.36',
  release: '2.6.36',
  header: 'both',
  table: [...BEFORE, 'cpu', 'oom_adj', 'oom_score_adj'],
  chosen: 'or sacrifice child',
  sizes: 'no shmem',
})
const rhel6 = since(v2636, { name: 'RHEL 6', release: '2.6.32-642.el6.x86_64', uid: 'before name' })
const v32 = since(v2636, { name: '3.2', release: '3.2.7' })
const v38 = since(v32, {
  name: '3.8',
  release: '3.8.13',
  header: 'score',
  table: [...BEFORE, 'nr_ptes', ...AFTER],
  totals: 'cma',
  migrateTypes: true,
  counters: V1,
})
const v310 = since(v38, { name: '3.10', release: '3.10.65', cpu: 'CPU', memcgMemInfo: false, stats: 'line' })
const rhel7 = since(v310, {
  name: 'RHEL 7.9',
  release: '3.10.0-1160.el7.x86_64',
  totals: 'pcp',
  sizes: 'shmem',
  uid: 'after name',
})
const v41 = since(v310, {
  name: '4.1',
  release: '4.1.19',
  totals: 'pcp',
  table: [...BEFORE, 'nr_ptes', 'nr_pmds', ...AFTER],
})
const v44 = since(v41, { name: '4.4', release: '4.4.0-21-generic' })
const v46 = since(v44, { name: '4.6', release: '4.6.2', header: 'flags', sizes: 'shmem' })
const v48 = since(v46, { name: '4.8', release: '4.8.15', nodes: 'blanks', zones: 'per node' })
const v49 = since(v48, { name: '4.9', release: '4.9.0-8-amd64', header: 'nodemask' })
const v412 = since(v49, { name: '4.12', release: '4.12.0', header: 'two blanks', frames: 'plain' })
const v415 = since(v412, {
  name: '4.15',
  release: '4.15.18',
  header: 'nodemask',
  table: [...BEFORE, 'pgtables_bytes', ...AFTER],
})
const rhel81 = since(v415, { name: 'RHEL 8.1', release: '4.18.0-147.el8.x86_64', chosen: 'none', group: true })
const v419 = since(v415, { name: '4.19', release: '4.19.0-21', heading: true, bracket: '[  pid  ]', group: true })
const v50 = since(v419, { name: '5.0', release: '5.0.0', header: 'flags', cpusetLine: false, summary: true })
const rhel83 = since(v50, {
  name: 'RHEL 8.3',
  release: '4.18.0-240.el8.x86_64',
  heading: false,
  chosen: 'none',
  bracket: '[ pid ]',
  counters: ['memory', 'swap'],
  stats: 'record',
  uid: 'last',
})
const v54 = since(v50, {
  name: '5.4',
  release: '5.4.0-150-generic',
  chosen: 'none',
  uid: 'pgtables',
  counters: ['memory', 'swap'],
  stats: 'record',
})
const v515 = since(v54, { name: '5.15', release: '5.15.0-91-generic', totals: 'misc', highatomic: true })
const v61 = since(v515, { name: '6.1', release: '6.1.0-18-amd64', totals: 'sec' })
const v66 = since(v61, { name: '6.6', release: '6.6.9', nodes: 'no blanks' })
const v68 = since(v66, {
  name: '6.8',
  release: '6.8.1',
  table: [...BEFORE, 'rss_anon', 'rss_file', 'rss_shmem', 'pgtables_bytes', ...AFTER],
})
const v612 = since(v68, { name: '6.12', release: '6.12.19', cpu: 'CPU UID' })
const v618 = since(v612, { name: '6.18', release: '6.18.13', nodes: 'balloon' })
const v619 = since(v618, { name: '6.19', release: '6.19.0' })

export const ERAS: readonly [Era, ...Era[]] = [
  FIRST,
  v2634,
  v2636,
  rhel6,
  v32,
  v38,
  v310,
  rhel7,
  v41,
  v44,
  v46,
  v48,
  v49,
  v412,
  v415,
  rhel81,
  v419,
  v50,
  rhel83,
  v54,
  v515,
  v61,
  v66,
  v68,
  v612,
  v618,
  v619,
]
