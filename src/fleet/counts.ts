import { isMemoryKill } from './digest.ts'
import { groupBy } from '../model/group-by.ts'
import { kernelOf } from './kernel-of.ts'
import type { IncidentDigest } from './record.ts'
import type { FleetIncident } from './same.ts'
import type { Count, FleetSummary, KernelCount, WorkloadCount } from './summary.ts'

const byText = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1

/** Most first; equal ones by name, the unknown last. */
const mostFirst = (a: Count, b: Count): number => b.incidents - a.incidents || byText(a.name, b.name)

export function countsBy(all: readonly FleetIncident[], nameOf: (each: FleetIncident) => string | null): Count[] {
  const groups = groupBy(all, nameOf)
  return [...groups].map(([name, own]) => ({ name, incidents: own.length })).sort(mostFirst)
}

const known = <T>(all: readonly FleetIncident[], of: (incident: IncidentDigest) => T | null): T[] =>
  all.map(({ incident }) => of(incident)).filter(value => value !== null)

export function workloadCounts(all: readonly FleetIncident[]): WorkloadCount[] {
  const groups = groupBy(all, ({ incident }) => incident.workload)
  return [...groups]
    .map(([name, own]) => {
      const times = known(own, ({ wall }) => wall).sort()
      const limits = known(own, ({ limitBytes }) => limitBytes)
      return {
        name,
        incidents: own.length,
        nodes: new Set(known(own, ({ node }) => node)).size,
        causes: countsBy(own, ({ incident }) => incident.cause?.code ?? null),
        first: times[0] ?? null,
        last: times.at(-1) ?? null,
        largestLimitBytes: limits.length === 0 ? null : limits.reduce((a, b) => Math.max(a, b)),
      }
    })
    .sort(mostFirst)
}

/** Kernels of all nodes, also of those on which nothing happened. */
export function kernelCounts(
  all: readonly FleetIncident[],
  nodes: readonly { readonly name: string | null; readonly kernel: string | null }[],
): KernelCount[] {
  const incidents = new Map(countsBy(all, kernelOf).map(count => [count.name, count.incidents]))
  const names = groupBy(
    nodes.filter(({ kernel }) => kernel !== null),
    ({ kernel }) => kernel,
  )
  return [...new Set([...names.keys(), ...incidents.keys()])]
    .map(name => ({
      name,
      incidents: incidents.get(name) ?? 0,
      nodes: new Set((names.get(name) ?? []).flatMap(node => node.name ?? [])).size,
    }))
    .sort(mostFirst)
}

const FROM = { day: [10, 'T00:00:00Z'], hour: [13, ':00:00Z'] } as const

export function trendOf(all: readonly FleetIncident[], by: 'day' | 'hour'): FleetSummary['trend'] {
  const [length, rest] = FROM[by]
  const groups = groupBy(all, ({ incident }) => incident.wall && incident.wall.slice(0, length) + rest)
  const dated = [...groups].flatMap(([from, own]) => (from === null || from === '' ? [] : [{ from, own }]))
  return {
    by,
    buckets: dated
      .sort((a, b) => byText(a.from, b.from))
      .map(({ from, own }) => ({
        from,
        incidents: own.length,
        memoryKills: own.filter(({ incident }) => isMemoryKill(incident)).length,
      })),
    undated: groups.get(null)?.length ?? 0,
  }
}
