import type { NodeCondition, NodeFact } from '../../model/kubernetes.ts'
import { cite } from '../../model/span.ts'
import { kubernetesStamp, NO_STAMP } from '../../model/stamp.ts'
import type { Capture } from './capture.ts'
import { bytesOf, textOf } from './fields.ts'
import { evidenceOf, type Places } from './place.ts'
import { isBad, nodeSummary } from './summary.ts'
import { at, type Value } from './value.ts'

/** Address types that name the machine; logs of it may print any of them. */
export const NAMING_ADDRESSES: ReadonlySet<string> = new Set(['Hostname', 'InternalDNS', 'ExternalDNS', 'InternalIP'])

function hostnamesOf(node: Value): readonly string[] {
  const names = new Set<string>()
  const label = textOf(at(node, 'metadata', 'labels', 'kubernetes.io/hostname'))
  if (label !== null) names.add(label)
  for (const entry of at(node, 'status', 'addresses')?.items() ?? []) {
    const type = textOf(entry.get('type'))
    const address = textOf(entry.get('address'))
    if (type !== null && address !== null && NAMING_ADDRESSES.has(type)) names.add(address)
  }
  // `aws:///eu-west-1a/i-0123456789abcdef0`: the cloud's name of the machine, which collectors on the node use.
  const provided = textOf(at(node, 'spec', 'providerID'))
    ?.split('/')
    .at(-1)
  if (provided) names.add(provided)
  return [...names]
}

/** Longer conditions are cited by their type alone. */
const MAX_CITED = 2048

function readCondition(condition: Value, node: string, places: Places, capture: Capture): NodeCondition | null {
  const type = textOf(condition.get('type'))
  const status = textOf(condition.get('status'))
  if (type === null || status === null) return null
  const range = condition.range()
  const typeRange = condition.get('type')?.range() ?? range
  // The node controller writes this one, of a node that has fallen silent.
  const clock = textOf(condition.get('reason')) === 'NodeStatusUnknown' ? null : node
  return {
    type,
    status,
    reason: textOf(condition.get('reason')),
    message: textOf(condition.get('message')),
    lastHeartbeatMs: capture.time(condition.get('lastHeartbeatTime'), node)?.epochMs ?? null,
    lastTransitionMs: capture.time(condition.get('lastTransitionTime'), clock)?.epochMs ?? null,
    span: range.end - range.start > MAX_CITED ? places.short(typeRange) : places.whole(range),
  }
}

/** Reads a v1 Node; null when it has no name. */
export function readNode(node: Value, places: Places, capture: Capture): NodeFact | null {
  const name = textOf(at(node, 'metadata', 'name'))
  if (name === null) return null
  const info = at(node, 'status', 'nodeInfo')
  const conditions = (at(node, 'status', 'conditions')?.items() ?? [])
    .map(condition => readCondition(condition, name, places, capture))
    .filter(condition => condition !== null)
  const bad = conditions.filter(isBad)
  const heartbeat = conditions.reduce((latest, { lastHeartbeatMs }) => Math.max(latest, lastHeartbeatMs ?? 0), 0)
  const named = evidenceOf(places, node, [
    at(node, 'metadata', 'name'),
    at(info, 'bootID'),
    at(node, 'status', 'capacity', 'memory'),
    at(node, 'status', 'allocatable', 'memory'),
  ])
  return {
    kind: 'kube.node',
    source: 'object',
    stamp: heartbeat === 0 ? NO_STAMP : kubernetesStamp(heartbeat),
    node: name,
    boot: 0,
    ...nodeSummary(name, conditions),
    evidence: cite(named, ...bad.map(condition => [condition.span] as const)),
    name,
    hostnames: hostnamesOf(node),
    bootId: textOf(at(info, 'bootID')),
    machineId: textOf(at(info, 'machineID')),
    kernelRelease: textOf(at(info, 'kernelVersion')),
    kubeletVersion: textOf(at(info, 'kubeletVersion')),
    capacityBytes: bytesOf(at(node, 'status', 'capacity', 'memory')),
    allocatableBytes: bytesOf(at(node, 'status', 'allocatable', 'memory')),
    conditions,
    leaseRenewedMs: null,
    pods: [],
  }
}
