import type { IncidentCase, VictimWitness } from '../../src/model/case.ts'
import type { MemInfo, OomReport, ZoneInfo } from '../../src/model/kernel.ts'
import type { KillerKill, UnitOom } from '../../src/model/killer.ts'
import type { ContainerFact, ContainerState, KubeEvent, NodeFact, PodFact } from '../../src/model/kubernetes.ts'
import type { HeapExhausted, NodeLogEvent } from '../../src/model/node-log.ts'
import type {
  Incident,
  IncidentGroup,
  MemoryAccount,
  RankedTask,
  Scope,
  Selection,
  Victim,
} from '../../src/model/report.ts'
import type { Evidence, Span } from '../../src/model/span.ts'
import { NO_STAMP } from '../../src/model/stamp.ts'

export const MIB = 2 ** 20

export const span = (line: number): Span => ({
  path: 'dmesg.txt',
  line,
  endLine: line,
  start: line * 100,
  end: line * 100 + 80,
  excerpt: `line ${line}`,
})

const evidence: Evidence = [span(1)]

/** Deliberately partial: a test names what it is about, everything else is unknown. */
export interface CaseParts {
  readonly incident?: Partial<Incident>
  readonly report?: Partial<OomReport> | null
  readonly kill?: KillerKill | null
  readonly units?: readonly UnitOom[]
  readonly witnesses?: readonly VictimWitness[]
  readonly isInKernelLog?: boolean
  readonly nodes?: readonly NodeFact[]
  readonly nodePods?: readonly PodFact[]
  readonly events?: readonly KubeEvent[]
  readonly nodeLines?: readonly NodeLogEvent[]
  readonly heaps?: readonly HeapExhausted[]
  readonly repeats?: Partial<IncidentGroup>
}

export const victim = (parts: Partial<Victim> = {}): Victim => ({
  pid: 310,
  comm: 'crawler',
  uid: 0,
  totalVmKiB: null,
  anonRssKiB: 30_000,
  fileRssKiB: 4,
  shmemRssKiB: 0,
  pgtablesKiB: 100,
  oomScoreAdj: 900,
  cgroup: null,
  pod: null,
  container: null,
  outcome: 'killed',
  ...parts,
})

export const scope = (parts: Partial<Scope> = {}): Scope => ({
  level: 'container',
  cgroup: null,
  node: null,
  pod: null,
  container: null,
  ...parts,
})

export const incident = (parts: Partial<Incident> = {}): Incident => ({
  id: 'i1',
  kind: 'memcg',
  killer: 'kernel',
  scope: scope(),
  at: { wall: '2026-11-23T16:57:57.000Z', bootSeconds: 100, plusMinusSeconds: 1, basis: null },
  trigger: null,
  gfpMask: null,
  order: 0,
  allocation: null,
  oomMemcg: null,
  taskMemcg: null,
  limitBytes: null,
  usageBytes: null,
  failcnt: null,
  victims: [victim()],
  panic: false,
  complete: true,
  partial: null,
  swap: null,
  selection: null,
  memory: null,
  culprit: null,
  holders: null,
  thrashing: null,
  causes: [],
  sizing: null,
  advice: [],
  eviction: null,
  links: [],
  evidence: [span(9)],
  ...parts,
})

export const report = (parts: Partial<OomReport> = {}): OomReport => ({
  kind: 'kernel.oom-report',
  stamp: NO_STAMP,
  node: null,
  boot: 0,
  title: 'OOM',
  severity: 'critical',
  evidence,
  trigger: null,
  gfpMask: null,
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
  kernelRelease: null,
  has: { header: true, memory: true, conclusion: true },
  cutBy: null,
  span: span(1),
  host: null,
  originUnproven: false,
  ...parts,
})

export const killerKill = (parts: Partial<KillerKill> = {}): KillerKill => ({
  kind: 'killer.kill',
  stamp: { bootSeconds: null, wall: null, age: null },
  node: null,
  boot: 0,
  title: 'earlyoom killed crawler (310)',
  severity: 'critical',
  evidence: [span(1)],
  killer: 'earlyoom',
  cgroup: null,
  usageBytes: null,
  victims: [{ pid: 310, comm: 'crawler', uid: 0, oomScoreAdj: null, rssKiB: 638_976 }],
  policy: {
    kind: 'thresholds',
    all: [{ of: 'memory', is: 'available', bytes: null, totalBytes: null, limitBytes: null, limitPercent: 20 }],
  },
  signal: 'SIGTERM',
  escalated: false,
  outcome: 'killed',
  isProven: true,
  ...parts,
})

/** Two kills at one limit, of which nothing more is known. */
export const group = (parts: Partial<IncidentGroup> = {}): IncidentGroup => ({
  id: 'g1',
  of: 'workload',
  what: 'memcg of container app of deployment payments-api in namespace shop',
  incidents: ['i1', 'i2'],
  first: incident().at,
  last: incident().at,
  spacingSeconds: null,
  shortestSpacingSeconds: null,
  longestSpacingSeconds: null,
  growth: 'unknown',
  growthBy: null,
  confidence: null,
  sizesOf: null,
  sizesName: null,
  sizesBytes: [null, null],
  limitsBytes: [null, null],
  limitChanges: [],
  aliveSeconds: [null, null],
  victims: [{ name: 'java', count: 2 }],
  causes: [],
  restarts: null,
  why: '',
  evidence: [],
  ...parts,
})

export const caseOf = (parts: CaseParts = {}): IncidentCase => ({
  incident: incident(parts.incident),
  report: parts.report === null ? null : report(parts.report),
  kill: parts.kill ?? null,
  units: parts.units ?? [],
  witnesses: parts.witnesses ?? [],
  nodes: parts.nodes ?? [],
  nodePods: parts.nodePods ?? [],
  events: (parts.events ?? []).filter(({ object }) => object.kind !== 'Node'),
  nodeEvents: (parts.events ?? []).filter(({ object }) => object.kind === 'Node'),
  nodeLines: parts.nodeLines ?? [],
  isInKernelLog: parts.isInKernelLog ?? false,
  heaps: parts.heaps ?? [],
  repeats: parts.repeats ? group(parts.repeats) : null,
})

/** An account from MiB by part; what is missing to the total is unaccounted. */
export function account(
  of: MemoryAccount['of'],
  totalMiB: number,
  partsMiB: Readonly<Record<string, number>>,
): MemoryAccount {
  const parts = Object.entries(partsMiB).map(([name, mib]) => ({ name, bytes: mib * MIB }))
  const sum = parts.reduce((total, { bytes }) => total + bytes, 0)
  const unaccountedBytes = totalMiB * MIB - sum
  return { of, totalBytes: totalMiB * MIB, parts, unaccountedBytes, processes: null, note: null }
}

export const task = (pid: number, comm: string, rssPages: number, oomScoreAdj = 0): RankedTask => ({
  pid,
  comm,
  points: rssPages,
  rssPages,
  swapPages: 0,
  pgtablesBytes: 4096,
  oomScoreAdj,
  qos: null,
  requestBytes: null,
})

export const selection = (ranking: readonly RankedTask[], parts: Partial<Selection> = {}): Selection => ({
  predictedPid: ranking[0]?.pid ?? null,
  agrees: true,
  why: 'it had the most points',
  ranking,
  tasks: ranking.length,
  totalPages: null,
  ...parts,
})

export const memInfo = (parts: Partial<MemInfo> = {}): MemInfo => ({
  totalsPages: {},
  nodes: [],
  zones: [],
  hugepages: [],
  pagecachePages: null,
  swapCachePages: null,
  freeSwapKiB: null,
  totalSwapKiB: null,
  ramPages: null,
  reservedPages: null,
  slabs: [],
  spans: {},
  span: span(50),
  ...parts,
})

export const zone = (name: string, fieldsKiB: Record<string, number>, parts: Partial<ZoneInfo> = {}): ZoneInfo => ({
  node: 0,
  name,
  fieldsKiB,
  lowmemReservePages: [0, 0, 0, 0],
  freeBlocks: [],
  freeBlockTypes: [],
  span: span(51),
  ...parts,
})

export const containerState = (parts: Partial<ContainerState> = {}): ContainerState => ({
  phase: 'terminated',
  reason: 'Error',
  message: null,
  exitCode: 137,
  signal: null,
  startedAtMs: null,
  finishedAtMs: Date.parse('2026-11-23T16:57:49Z'),
  containerId: null,
  evidence: [span(201)],
  ...parts,
})

export const container = (parts: Partial<ContainerFact> = {}): ContainerFact => ({
  name: 'app',
  type: 'regular',
  sidecar: null,
  containerId: null,
  requestBytes: null,
  limitBytes: null,
  restartCount: null,
  state: null,
  lastState: null,
  evidence: [span(202)],
  ...parts,
})

const kube = <K extends 'kube.pod' | 'kube.node' | 'kube.event'>(kind: K, line: number) => ({
  kind,
  stamp: NO_STAMP,
  node: null,
  boot: 0,
  title: '',
  severity: 'info' as const,
  evidence: [span(line)] as Evidence,
})

export const pod = (parts: Partial<PodFact> = {}): PodFact => ({
  ...kube('kube.pod', 203),
  source: 'object',
  namespace: 'shop',
  name: 'cart-1',
  uid: null,
  configHash: null,
  qosClass: null,
  priorityClassName: null,
  phase: null,
  reason: null,
  message: null,
  reasonSpan: null,
  startedAtMs: null,
  scheduledAtMs: null,
  deletedAtMs: null,
  disruption: null,
  podLimitBytes: null,
  podRequestBytes: null,
  owner: null,
  containers: [],
  memoryVolumes: [],
  ...parts,
})

export const node = (parts: Partial<NodeFact> = {}): NodeFact => ({
  ...kube('kube.node', 204),
  source: 'describe',
  name: 'worker-1',
  hostnames: [],
  bootId: null,
  machineId: null,
  kernelRelease: null,
  kubeletVersion: null,
  capacityBytes: null,
  allocatableBytes: null,
  conditions: [],
  leaseRenewedMs: null,
  pods: [],
  ...parts,
})

export const event = (parts: Partial<KubeEvent> = {}): KubeEvent => ({
  ...kube('kube.event', 205),
  type: null,
  reason: 'Killing',
  message: '',
  object: { kind: 'Pod', namespace: 'shop', name: 'cart-1', uid: null },
  container: null,
  count: null,
  first: NO_STAMP,
  createdAtMs: null,
  component: null,
  host: null,
  uid: null,
  eventName: null,
  annotations: {},
  ...parts,
})

export const witness = (parts: Partial<VictimWitness> = {}): VictimWitness => ({
  pod: pod(),
  container: container(),
  state: containerState(),
  ...parts,
})
