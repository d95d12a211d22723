import type { OomReport } from '../../src/model/kernel.ts'
import type { IncidentKind, ScopeLevel } from '../../src/model/report.ts'
import { MIB, span } from './cases.ts'

export const KINDS: readonly IncidentKind[] = [
  'memcg',
  'global',
  'cpuset',
  'mempolicy',
  'sysrq',
  'userspace',
  'eviction',
  'sigkill',
  'unknown',
]

export const LEVELS: readonly ScopeLevel[] = [
  'container',
  'pod',
  'qos',
  'node-allocatable',
  'service',
  'slice',
  'cgroup',
  'numa',
  'node',
  'unknown',
]

/** A report of a cgroup that reached its limit of 64 MiB, with these statistics. */
export const memcgWith = (stats: Readonly<Record<string, number>>): Partial<OomReport> => ({
  memcg: {
    memory: { usageBytes: 64 * MIB, limitBytes: 64 * MIB, failcnt: 1, span: span(20) },
    swap: null,
    memoryPlusSwap: null,
    kmem: null,
    stats,
    statsSpan: span(21),
  },
})
