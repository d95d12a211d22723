import type { TimelineEntry } from '../../model/report.ts'
import type { NamedPod, PodIndex } from './pods.ts'

/** One column for each machine, or for each pod where the case has one machine only. */
export interface Lanes {
  readonly of: 'nodes' | 'pods'
  /** At most `MOST_LANES`, those that critical entries are of first. */
  readonly names: readonly string[]
  /** The lane of each entry; -1 where the entry names none, or one that has no lane. */
  readonly laneAt: Int32Array
}

export const MOST_LANES = 6

export const podLabel = ({ namespace, name }: NamedPod): string => (namespace === null ? name : `${namespace}/${name}`)

/** Names by their weight; those of critical entries count before any number of others. */
function heaviest(names: Iterable<readonly [name: string, isCritical: boolean]>): readonly string[] {
  const weights = new Map<string, number>()
  for (const [name, isCritical] of names) weights.set(name, (weights.get(name) ?? 0) + (isCritical ? 1e9 : 1))
  const sorted = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return sorted.slice(0, MOST_LANES).map(([name]) => name)
}

export function lanesOf(entries: readonly TimelineEntry[], pods: PodIndex): Lanes {
  const nodes = heaviest(
    entries.flatMap(({ node, severity }) => (node === null ? [] : [[node, severity === 'critical'] as const])),
  )
  const isOfNodes = nodes.length > 1
  const firstPod = (row: number): string | null => {
    const [pod] = pods.of(row)
    return pod ? podLabel(pod) : null
  }
  const labels = isOfNodes ? entries.map(({ node }) => node) : entries.map((_, row) => firstPod(row))
  const names = isOfNodes
    ? nodes
    : heaviest(
        labels.flatMap((label, row) => (label === null ? [] : [[label, entries[row]?.incident !== null] as const])),
      )
  const lanes = new Map(names.map((name, at) => [name, at]))
  const laneAt = Int32Array.from(labels, label => (label === null ? -1 : (lanes.get(label) ?? -1)))
  return { of: isOfNodes ? 'nodes' : 'pods', names, laneAt }
}
