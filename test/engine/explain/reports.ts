import type {
  KilledProcess,
  MemcgCounter,
  MemcgUsage,
  MemInfo,
  OomReport,
  TaskRow,
  ZoneInfo,
} from '../../../src/model/kernel.ts'
import type { Span } from '../../../src/model/span.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'

export const span: Span = { path: 'dmesg.txt', line: 1, endLine: 1, start: 0, end: 10, excerpt: 'x' }

export const report = (parts: Partial<OomReport> = {}): OomReport => ({
  kind: 'kernel.oom-report',
  stamp: NO_STAMP,
  node: null,
  boot: 0,
  title: 'OOM',
  severity: 'critical',
  evidence: [span],
  trigger: null,
  gfpMask: '0x140dca',
  gfpFlags: null,
  order: 0,
  constraint: null,
  globalOom: false,
  oomMemcg: null,
  taskMemcg: null,
  cpuset: null,
  memsAllowed: null,
  nodemask: null,
  chosen: null,
  kills: [],
  killPrefix: null,
  memcg: null,
  memInfo: null,
  tasks: null,
  stack: null,
  sysrq: false,
  panic: null,
  noKillable: false,
  oomGroup: null,
  kernelRelease: '6.1.0-56-cloud-amd64',
  has: { header: true, memory: true, conclusion: true },
  cutBy: null,
  span,
  host: null,
  originUnproven: false,
  ...parts,
})

export const row = (pid: number, comm: string, rssPages: number, parts: Partial<TaskRow> = {}): TaskRow => ({
  pid,
  tgid: pid,
  uid: 0,
  totalVmPages: rssPages + 500,
  rssPages,
  rssAnonPages: null,
  rssFilePages: null,
  rssShmemPages: null,
  pgtablesBytes: 40_960,
  nrPtes: null,
  nrPmds: null,
  swapentsPages: 0,
  oomScoreAdj: 0,
  comm,
  ...parts,
})

export const table = (rows: readonly TaskRow[], hasHeader = true): OomReport['tasks'] => ({ rows, span, hasHeader })

export const chosen = (pid: number, comm = 'x'): OomReport['chosen'] => ({ pid, comm, uid: 0, span })

export const kill = (pid: number, parts: Partial<KilledProcess> = {}): KilledProcess => ({
  pid,
  comm: 'x',
  uid: 0,
  totalVmKiB: null,
  anonRssKiB: null,
  fileRssKiB: null,
  shmemRssKiB: null,
  pgtablesKiB: null,
  oomScoreAdj: null,
  outcome: 'killed',
  span,
  bootSeconds: null,
  ...parts,
})

export const counter = (usageBytes: number, limitBytes: number | null): MemcgCounter => ({
  usageBytes,
  limitBytes,
  failcnt: null,
  span,
})

export const memcg = (parts: Partial<MemcgUsage> = {}): MemcgUsage => ({
  memory: null,
  swap: null,
  memoryPlusSwap: null,
  kmem: null,
  stats: {},
  statsSpan: span,
  ...parts,
})

export const zone = (
  name: string,
  fieldsKiB: Record<string, number>,
  freeBlocks: readonly number[] = [],
): ZoneInfo => ({
  node: 0,
  name,
  fieldsKiB,
  lowmemReservePages: [],
  freeBlocks,
  freeBlockTypes: [],
  span,
})

/** A 256 MiB machine with 5.10 that one process has run out: its numbers are of a real boot, the account closes to 2.9 %. */
export const memInfo = (parts: Partial<MemInfo> = {}): MemInfo => ({
  totalsPages: {
    active_anon: 552,
    inactive_anon: 50_828,
    isolated_anon: 0,
    active_file: 0,
    inactive_file: 0,
    isolated_file: 0,
    unevictable: 224,
    slab_reclaimable: 1795,
    slab_unreclaimable: 1200,
    mapped: 451,
    shmem: 1105,
    pagetables: 219,
    bounce: 0,
    free: 660,
    free_pcp: 19,
    free_cma: 0,
  },
  nodes: [
    {
      node: 0,
      fieldsKiB: {
        active_anon: 2208,
        inactive_anon: 203_312,
        active_file: 0,
        inactive_file: 0,
        shmem: 4420,
        kernel_stack: 880,
      },
      span,
    },
  ],
  zones: [
    zone('DMA', { free: 920, min: 132, present: 15_992, managed: 15_908 }, [0, 1, 1, 2, 1, 2, 2, 0, 0, 0, 0]),
    zone('DMA32', { free: 1720, min: 1736, present: 245_632, managed: 213_560 }, [2, 2, 0, 1, 2, 2, 1, 2, 0, 0, 0]),
  ],
  hugepages: [{ node: 0, total: 0, free: 0, sizeKiB: 2048 }],
  pagecachePages: 1105,
  swapCachePages: 0,
  freeSwapKiB: 0,
  totalSwapKiB: 0,
  ramPages: 65_406,
  reservedPages: 8039,
  slabs: [],
  spans: {},
  span,
  ...parts,
})
