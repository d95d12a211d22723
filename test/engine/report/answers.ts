/** What answers are given from, put together from what a test needs to vary. */
import type { KernelLogs } from '../../../src/engine/report/kernel-logs.ts'
import type { TriageFacts } from '../../../src/engine/report/triage-facts.ts'
import type { ThrashingWindow } from '../../../src/model/report.ts'
import { incident } from '../../rules/cases.ts'

export const logs = (parts: Partial<KernelLogs> = {}): KernelLogs => ({
  nodes: new Set(),
  hasNameless: false,
  isThere: false,
  covers: () => false,
  surelyCovers: () => false,
  ...parts,
})

export const facts = (parts: Partial<TriageFacts> = {}): TriageFacts => ({
  incidents: [],
  hidden: 0,
  pods: [],
  endings: [],
  nodes: [],
  events: [],
  notices: [],
  logs: logs(),
  thrashing: [],
  hasPressure: false,
  pressed: null,
  heaps: [],
  ...parts,
})

export const window = (parts: Partial<ThrashingWindow> = {}): ThrashingWindow => ({
  id: 't1',
  scope: 'node',
  node: null,
  from: incident().at,
  to: incident().at,
  seconds: 60,
  confidence: 'certain',
  sort: 'unknown',
  ended: 'recovery',
  peak: { signal: 'psi-memory-full', value: 0.5 },
  alert: null,
  signals: [],
  ...parts,
})
