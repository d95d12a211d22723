import type {
  HugepagePool,
  KilledProcess,
  MemcgCounter,
  NodeMemory,
  OomReport,
  OomTrigger,
  ZoneInfo,
} from '../../../model/kernel.ts'
import type { Body } from '../../../model/reader.ts'
import type { Span } from '../../../model/span.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

/** `Mem-Info:` while it is read. */
export interface MemInfoDraft {
  first: Span
  last: Span
  readonly totalsPages: Map<string, number>
  readonly nodes: NodeMemory[]
  readonly zones: Writable<ZoneInfo>[]
  readonly hugepages: HugepagePool[]
  readonly slabs: { name: string; usedKiB: number; totalKiB: number }[]
  readonly tail: Map<string, number>
  readonly spans: Map<string, Span>
}

/** The cgroup part while it is read. */
export interface MemcgDraft {
  readonly counters: Map<string, MemcgCounter>
  readonly stats: Map<string, number>
  /** Length of the lines of the statistics so far, and how many. */
  statsBytes: number
  statsLines: number
  statsPath: string | null
  statsSpan: Span | null
}

/** A report while it is read: what the lines said so far. */
export interface Draft {
  readonly opening: Body
  readonly first: Span
  last: Span
  /** The line by which the report is dated: the first kill, else the end, else the header. */
  dated: Body
  headerSpan: Span | null
  /** The header as far as it came. */
  headerText: string | null
  trigger: Writable<OomTrigger> | null
  /** The task of a stack dump above which no header stands. */
  running: OomTrigger | null
  gfpMask: string | null
  gfpFlags: OomReport['gfpFlags']
  /** The mask is one that only the page allocator is asked with. */
  isUserPage: boolean
  order: number | null
  nodemask: string | null
  cpuset: string | null
  memsAllowed: string | null
  summary: ReadonlyMap<string, string> | null
  summarySpan: Span | null
  /** The summary as far as it came; null where it is whole. */
  summaryText: string | null
  taskInMemcg: string | null
  /** `Task in /…`, where the rest is still to come. */
  taskInText: string | null
  limitMemcg: string | null
  chosen: OomReport['chosen']
  killPrefix: OomReport['killPrefix']
  readonly kills: Writable<KilledProcess>[]
  memcg: MemcgDraft | null
  memInfo: MemInfoDraft | null
  /** Part of the report that the next line may belong to. */
  inside: 'stats' | 'mem-info' | 'slabs' | 'tasks' | null
  readonly taskLines: { readonly text: string; readonly span: Span }[]
  stack: OomReport['stack']
  /** The frame before, where it was one that counts. */
  frame: string | null
  /** The stack dump shows the function that kills. */
  killerAtWork: boolean
  panic: string | null
  noKillable: boolean
  oomGroup: string | null
  /** More kills may follow: those of a whole cgroup. */
  isGroup: boolean
  kernelRelease: string | null
  concluded: boolean
  /** A line is of the kernel by its form, not in the middle of another's. */
  isConfirmed: boolean
  /** Lines since the last one that belonged to the report. */
  foreign: number
  /** The same, of lines by other programs. */
  programLines: number
}

export const newDraft = (opening: Body, span: Span): Draft => ({
  opening,
  first: span,
  last: span,
  dated: opening,
  headerSpan: null,
  headerText: null,
  trigger: null,
  running: null,
  gfpMask: null,
  gfpFlags: null,
  isUserPage: false,
  order: null,
  nodemask: null,
  cpuset: null,
  memsAllowed: null,
  summary: null,
  summarySpan: null,
  summaryText: null,
  taskInMemcg: null,
  taskInText: null,
  limitMemcg: null,
  chosen: null,
  killPrefix: null,
  kills: [],
  memcg: null,
  memInfo: null,
  inside: null,
  taskLines: [],
  stack: null,
  frame: null,
  killerAtWork: false,
  panic: null,
  noKillable: false,
  oomGroup: null,
  isGroup: false,
  kernelRelease: null,
  concluded: false,
  isConfirmed: false,
  foreign: 0,
  programLines: 0,
})

/** One kind of line of a report. `read` says whether the line is one, and writes down what it says. */
export interface Part {
  readonly read: (draft: Draft, body: Body, span: Span) => boolean
}
