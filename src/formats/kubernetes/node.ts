import type { NodeCondition, NodeFact } from '../../model/kubernetes.ts'
import { cite } from '../../model/span.ts'
import { kubernetesStamp, NO_STAMP } from '../../model/stamp.ts'
import type { Capture } from './capture.ts'
import { bytesOf, textOf } from './fields.ts'
import { evidenceOf, type Places } from './place.ts'
import { printable } from './printable.ts'
import { at, type Value } from './value.ts'

/** Address types that name the machine; logs of it may print any of them. */
const NAMING: ReadonlySet<string> = new Set(['Hostname', 'InternalDNS', 'ExternalDNS', 'InternalIP'])

function hostnamesOf(node: Value): readonly string[] {
  const names = new Set<string>()
  const label = textOf(at(node, 'metadata', 'labels', 'kubernetes.io/hostname'))
  if (label !== null) names.add(label)
  for (const entry of at(node, 'status', 'addresses')?.items() ?? []) {
    const type = textOf(entry.get('type'))
    const address = textOf(entry.get('address'))
    if (type !== null && address !== null && NAMING.has(type)) names.add(address)
  }
  return [...names]
}

function readCondition(condition: Value, places: Places, capture: Capture): NodeCondition | null {
  const type = textOf(condition.get('type'))
  const status = textOf(condition.get('status'))
  if (type === null || status === null) return null
  return {
    type,
    status,
    reason: textOf(condition.get('reason')),
    message: textOf(condition.get('message')),
    lastHeartbeatMs: capture.time(condition.get('lastHeartbeatTime'))?.epochMs ?? null,
    lastTransitionMs: capture.time(condition.get('lastTransitionTime'))?.epochMs ?? null,
    span: places.whole(condition.range()),
  }
}

/** `Ready` is healthy when true, every other condition of a node when not. */
const isBad = ({ type, status }: NodeCondition): boolean => (type === 'Ready' ? status !== 'True' : status === 'True')

/** Reads a v1 Node; null when it has no name. */
export function readNode(node: Value, places: Places, capture: Capture): NodeFact | null {
  const name = textOf(at(node, 'metadata', 'name'))
  if (name === null) return null
  const info = at(node, 'status', 'nodeInfo')
  const conditions = (at(node, 'status', 'conditions')?.items() ?? [])
    .map(condition => readCondition(condition, places, capture))
    .filter(condition => condition !== null)
  const bad = conditions.filter(isBad)
  const heartbeat = conditions.reduce((latest, { lastHeartbeatMs }) => Math.max(latest, lastHeartbeatMs ?? 0), 0)
  const says = bad.map(({ type, status, reason }) => `${type} ${status}${reason === null ? '' : ` (${reason})`}`)
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
    title: printable(`Node ${name}: ${says.length > 0 ? says.join('; ') : 'no bad condition'}`),
    severity: bad.length > 0 ? 'warning' : 'info',
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
