import { bareContainerId } from '../../model/identity.ts'
import type { ContainerFact } from '../../model/kubernetes.ts'
import type { Capture } from './capture.ts'
import { isTrouble, readState } from './container-state.ts'
import { bytesOf, integerOf, textOf } from './fields.ts'
import { evidenceOf, type Places } from './place.ts'
import { at, type Value } from './value.ts'

/** Where the pod object keeps its containers, and where their statuses. */
const LISTS = [
  { type: 'init', spec: 'initContainers', status: 'initContainerStatuses' },
  { type: 'regular', spec: 'containers', status: 'containerStatuses' },
  { type: 'ephemeral', spec: 'ephemeralContainers', status: 'ephemeralContainerStatuses' },
] as const

/** The part of the specification and the status that have one name. */
interface Pair {
  spec: Value | null
  status: Value | null
}

function pairUp(specs: readonly Value[], statuses: readonly Value[]): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>()
  for (const part of ['spec', 'status'] as const) {
    for (const value of part === 'spec' ? specs : statuses) {
      const name = textOf(value.get('name'))
      if (name === null) continue
      const pair = pairs.get(name) ?? { spec: null, status: null }
      pair[part] = value
      pairs.set(name, pair)
    }
  }
  return pairs
}

function readContainer(
  name: string,
  type: ContainerFact['type'],
  { spec, status }: Pair,
  places: Places,
  capture: Capture,
): ContainerFact | null {
  const owner = status ?? spec
  if (owner === null) return null
  const state = readState(at(status, 'state'), places, capture)
  const lastState = readState(at(status, 'lastState'), places, capture)
  const restartCount = integerOf(at(status, 'restartCount'))
  // The status tells what the kubelet has set (Kubernetes ≥ 1.27): after an in-place resize the two differ.
  const limit = at(status, 'resources', 'limits', 'memory') ?? at(spec, 'resources', 'limits', 'memory')
  const request = at(status, 'resources', 'requests', 'memory') ?? at(spec, 'resources', 'requests', 'memory')
  const troubled = (restartCount ?? 0) > 0 || isTrouble(state) || isTrouble(lastState)
  return {
    name,
    type,
    sidecar:
      type === 'init' && spec === null ? null : type === 'init' && textOf(at(spec, 'restartPolicy')) === 'Always',
    containerId: bareContainerId(at(status, 'containerID')?.text()),
    requestBytes: bytesOf(request),
    limitBytes: bytesOf(limit),
    restartCount,
    state,
    lastState,
    evidence: evidenceOf(
      places,
      owner,
      troubled ? [owner.get('name'), owner.get('restartCount'), limit] : [owner.get('name')],
    ),
  }
}

/** Reads the containers of a pod object: specification and status joined by name, init containers first. */
export function readContainers(pod: Value, places: Places, capture: Capture): readonly ContainerFact[] {
  const facts: ContainerFact[] = []
  for (const list of LISTS) {
    const specs = at(pod, 'spec', list.spec)?.items() ?? []
    const statuses = at(pod, 'status', list.status)?.items() ?? []
    for (const [name, pair] of pairUp(specs, statuses)) {
      const fact = readContainer(name, list.type, pair, places, capture)
      if (fact !== null) facts.push(fact)
    }
  }
  return facts
}
