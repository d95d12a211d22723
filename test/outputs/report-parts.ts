import type { Incident, Instant, NodeSummary, Report, Victim } from '../../src/model/report.ts'
import type { Span } from '../../src/model/span.ts'

export const span = (path: string, line: number, excerpt: string | null = null, endLine: number = line): Span => ({
  path,
  line,
  endLine,
  start: line * 100,
  end: endLine * 100 + (excerpt?.length ?? 80),
  excerpt,
})

export const wall = (time: string, plusMinusSeconds = 0.5, basis = 'boot time and printk seconds'): Instant => ({
  wall: `2026-03-14T${time}Z`,
  bootSeconds: 5321.407311,
  plusMinusSeconds,
  basis,
})

export const node = (name: string): NodeSummary => ({
  name,
  kernel: '6.1.0-28-amd64',
  cgroupVersion: 2,
  ramBytes: 16_777_216_000,
  pageBytes: 4096,
  bootIds: [],
  clockAheadSeconds: null,
  clockPlusMinusSeconds: null,
  kernelLog: [],
})

export const victim: Victim = {
  pid: 4242,
  comm: 'java',
  uid: 1000,
  totalVmKiB: 2_915_320,
  anonRssKiB: 491_520,
  fileRssKiB: 1024,
  shmemRssKiB: 0,
  pgtablesKiB: 1432,
  oomScoreAdj: 968,
  cgroup: null,
  pod: null,
  container: null,
  outcome: 'killed',
}

export const incident: Incident = {
  id: 'i1',
  kind: 'memcg',
  killer: 'kernel',
  scope: { level: 'unknown', cgroup: null, node: null, pod: null, container: null },
  at: { wall: null, bootSeconds: null, plusMinusSeconds: null, basis: null },
  trigger: null,
  gfpMask: null,
  order: null,
  allocation: null,
  oomMemcg: null,
  taskMemcg: null,
  limitBytes: null,
  usageBytes: null,
  failcnt: null,
  victims: [],
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
  evidence: [],
}

export const report: Report = {
  schema: 'oomlens.report.v1',
  generator: { name: 'oomlens', version: '0.1.0' },
  bundle: { name: 'bundle.tar', layout: 'plain', capturedAt: null },
  nodes: [],
  sources: [],
  headline: 'No memory kill was seen.',
  incidents: [],
  thrashing: [],
  series: [],
  timeline: [],
  timelineOmitted: 0,
  triage: [],
  groups: [],
  contradictions: [],
  missing: [],
  healthy: [],
  problems: [],
}
