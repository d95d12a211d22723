import { bareContainerId } from '../../model/identity.ts'
import type { ContainerFact } from '../../model/kubernetes.ts'
import { type ReadTime, readState } from './container-state.ts'
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

/** Where `mayLack` says that names may be cut off, each value without one is a container of its own. */
function pairUp(
  specs: readonly Value[],
  statuses: readonly Value[],
  mayLack: boolean,
): readonly (readonly [string | null, Pair])[] {
  const pairs = new Map<string, Pair>()
  const nameless: [null, Pair][] = []
  for (const part of ['spec', 'status'] as const) {
    for (const value of part === 'spec' ? specs : statuses) {
      const name = textOf(value.get('name'))
      if (name === null) {
        if (mayLack) nameless.push([null, { spec: null, status: null, [part]: value }])
        continue
      }
      const pair = pairs.get(name) ?? { spec: null, status: null }
      pair[part] = value
      pairs.set(name, pair)
    }
  }
  return [...pairs, ...nameless]
}

/**
 * A restartable init container. kubectl before 1.28 loses the field where it decodes objects itself, as in
 * `cluster-info dump`, whose items have no kind of their own: there its absence says nothing.
 */
function isSidecar(type: ContainerFact['type'], spec: Value | null, pod: Value): boolean | null {
  if (type !== 'init') return false
  if (textOf(at(spec, 'restartPolicy')) === 'Always') return true
  return spec === null || pod.get('kind') === null ? null : false
}

type Known = Pick<ContainerFact, 'name' | 'type' | 'sidecar'>

function readContainer(known: Known, { spec, status }: Pair, places: Places, time: ReadTime): ContainerFact | null {
  const owner = status ?? spec
  if (owner === null) return null
  const state = readState(at(status, 'state'), places, time)
  const lastState = readState(at(status, 'lastState'), places, time)
  const restartCount = integerOf(at(status, 'restartCount'))
  // The status tells what the kubelet has set (Kubernetes ≥ 1.27): after an in-place resize the two differ.
  const limit = at(status, 'resources', 'limits', 'memory') ?? at(spec, 'resources', 'limits', 'memory')
  const request = at(status, 'resources', 'requests', 'memory') ?? at(spec, 'resources', 'requests', 'memory')
  return {
    ...known,
    containerId: bareContainerId(at(status, 'containerID')?.text()),
    requestBytes: bytesOf(request),
    limitBytes: bytesOf(limit),
    restartCount,
    state,
    lastState,
    evidence: evidenceOf(places, owner, [owner.get('name'), restartCount ? owner.get('restartCount') : null, limit]),
  }
}

/** Reads the containers of a pod object: specification and status joined by name, init containers first. */
export function readContainers(pod: Value, places: Places, time: ReadTime, mayLack = false): readonly ContainerFact[] {
  const facts: ContainerFact[] = []
  for (const list of LISTS) {
    const specs = at(pod, 'spec', list.spec)?.items() ?? []
    const statuses = at(pod, 'status', list.status)?.items() ?? []
    for (const [name, pair] of pairUp(specs, statuses, mayLack)) {
      const known = { name, type: list.type, sidecar: isSidecar(list.type, pair.spec, pod) }
      const fact = readContainer(known, pair, places, time)
      if (fact !== null) facts.push(fact)
    }
  }
  return facts
}
