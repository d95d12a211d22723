import type { Told } from './same.ts'

/** The kernel of the incident's node, as the bundle names it; of the only node where neither is named. */
export function kernelOf({ incident, record: { nodes } }: Told): string | null {
  const named = nodes.find(({ name }) => name === incident.node)
  const [only] = nodes
  return named?.kernel ?? (incident.node === null && nodes.length === 1 ? (only?.kernel ?? null) : null)
}
