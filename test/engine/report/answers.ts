/** What answers are given from, put together from what a test needs to vary. */
import type { KernelLogs } from '../../../src/engine/report/kernel-logs.ts'
import { triageOf } from '../../../src/engine/report/triage.ts'
import type { TriageFacts } from '../../../src/engine/report/triage-facts.ts'
import type { Incident, ThrashingWindow } from '../../../src/model/report.ts'
import { incident, scope } from '../../rules/cases.ts'

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

/** The answer to a question, by its number. */
export const answer = (step: number, parts: Partial<TriageFacts> = {}) => {
  const found = triageOf(facts(parts))[step - 1]
  if (!found) throw new Error(`there is no step ${step}`)
  return found
}

/** What it says, and what would tell. */
export const brief = (step: number, parts: Partial<TriageFacts> = {}) => {
  const { answer: is, detail, collect } = answer(step, parts)
  return [is, detail, collect]
}

/** A kill of a whole node. */
export const onNode = (name: string | null, parts: Partial<Incident> = {}) =>
  incident({ kind: 'global', ...parts, scope: scope({ node: name, ...parts.scope }) })
