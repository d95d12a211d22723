import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import { type Act, NOBODY, newAct } from './act.ts'

/** A name of a process has 15 bytes; longer texts are none. */
const VICTIM = /victim process: (.{1,64}), pid: (\d{1,10})/

/** True for a kubelet that watches for kills outside of memory cgroups only; older ones reported those as well. */
function reportsGlobalOnly(kubeletVersion: string): boolean {
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(kubeletVersion) ?? []
  return major !== undefined && (Number(major) > 1 || Number(minor) >= 21)
}

/** Nodes all of whose kubelets, as far as any source names one, report global kills only. */
export function globalReporters(nodes: readonly NodeFact[]): ReadonlySet<string> {
  const reporters = new Map<string, boolean>()
  for (const { name, kubeletVersion } of nodes) {
    if (kubeletVersion !== null) reporters.set(name, reportsGlobalOnly(kubeletVersion) && (reporters.get(name) ?? true))
  }
  return new Set([...reporters].flatMap(([name, isGlobal]) => (isGlobal ? [name] : [])))
}

/** `SystemOOM`: since Kubernetes 1.21 the kubelet sends it for kills outside of memory cgroups only (pkg/kubelet/oom). */
export function systemOomAct(event: KubeEvent, globals: ReadonlySet<string>): Act | null {
  if (event.reason !== 'SystemOOM') return null
  const [, comm, pid] = VICTIM.exec(event.message) ?? []
  const victims = comm === undefined ? [] : [{ ...NOBODY, comm, pid: Number(pid), outcome: 'killed' as const }]
  return newAct({
    kind: event.node !== null && globals.has(event.node) ? 'global' : 'unknown',
    killer: 'kernel',
    victims,
    events: [{ fact: event, because: 'event-text' }],
    node: event.node,
  })
}
