import type { Report } from '../model/report.ts'
import type { Order } from './json-value.ts'

const SPAN = { path: null, line: null, endLine: null, start: null, end: null, excerpt: null } as const
const INSTANT = { wall: null, bootSeconds: null, plusMinusSeconds: null, basis: null } as const
const POD = { namespace: null, name: null, uid: null } as const
const CONTAINER = { name: null, id: null } as const

const VICTIM = {
  pid: null,
  comm: null,
  uid: null,
  totalVmKiB: null,
  anonRssKiB: null,
  fileRssKiB: null,
  shmemRssKiB: null,
  pgtablesKiB: null,
  oomScoreAdj: null,
  cgroup: null,
  pod: POD,
  container: CONTAINER,
  outcome: null,
} as const

const SELECTION = {
  predictedPid: null,
  agrees: null,
  ranking: {
    pid: null,
    comm: null,
    points: null,
    rssPages: null,
    swapPages: null,
    pgtablesBytes: null,
    oomScoreAdj: null,
  },
  tasks: null,
  totalPages: null,
} as const

const INCIDENT: Order<Report['incidents']> = {
  id: null,
  kind: null,
  killer: null,
  scope: { level: null, cgroup: null, node: null, pod: POD, container: CONTAINER },
  at: INSTANT,
  trigger: { comm: null, pid: null, oomScoreAdj: null, pod: POD, container: CONTAINER },
  gfpMask: null,
  order: null,
  oomMemcg: null,
  taskMemcg: null,
  limitBytes: null,
  usageBytes: null,
  failcnt: null,
  victims: VICTIM,
  panic: null,
  complete: null,
  partial: null,
  swap: { usageBytes: null, limitBytes: null, freeBytes: null, totalBytes: null },
  selection: SELECTION,
  memory: { of: null, totalBytes: null, parts: { name: null, bytes: null }, unaccountedBytes: null },
  culprit: { what: null, name: null, bytes: null, why: null },
  thrashing: null,
  causes: { code: null, confidence: null, why: null, evidence: SPAN },
  sizing: { limitAtKillBytes: null, specLimitBytes: null, usageAtKillBytes: null, atLeastBytes: null, why: null },
  advice: { do: null, object: null, from: null, to: null, why: null, willNotHelp: null },
  eviction: { resource: null, threshold: null, available: null },
  links: { to: null, because: null },
  evidence: SPAN,
}

/** Every key of a report in the order of its types: a key that is missing here, or too many, does not compile. */
export const REPORT_ORDER: Order<Report> = {
  schema: null,
  generator: { name: null, version: null },
  bundle: { name: null, layout: null, capturedAt: null },
  nodes: {
    name: null,
    kernel: null,
    cgroupVersion: null,
    ramBytes: null,
    pageBytes: null,
    bootIds: null,
    clockAheadSeconds: null,
    clockPlusMinusSeconds: null,
    kernelLog: { from: INSTANT, to: INSTANT },
  },
  sources: {
    path: null,
    format: null,
    bytes: null,
    lines: null,
    events: null,
    from: null,
    to: null,
    node: null,
  },
  headline: null,
  incidents: INCIDENT,
  thrashing: {
    id: null,
    scope: null,
    node: null,
    from: INSTANT,
    to: INSTANT,
    seconds: null,
    confidence: null,
    sort: null,
    ended: null,
    peak: { signal: null, value: null },
    signals: { signal: null, peak: null, evidence: SPAN },
  },
  timeline: {
    id: null,
    kind: null,
    at: INSTANT,
    title: null,
    severity: null,
    incident: null,
    node: null,
    evidence: SPAN,
  },
  triage: { step: null, question: null, answer: null, detail: null, evidence: SPAN, collect: null },
  groups: { id: null, what: null, incidents: null, spacingSeconds: null, growth: null },
  contradictions: { says: null, against: null, evidence: SPAN, settledBy: null },
  missing: { what: null, wouldSettle: null, collect: null },
  healthy: { finding: null, evidence: SPAN },
  problems: { code: null, severity: null, detail: null, advice: null, evidence: SPAN, path: null },
}
