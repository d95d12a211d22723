import type { Found } from '../../model/reader.ts'
import { readContainers } from '../kubernetes/containers.ts'
import { readEvent } from '../kubernetes/event.ts'
import { textOf } from '../kubernetes/fields.ts'
import { evidenceOf } from '../kubernetes/place.ts'
import { readPod } from '../kubernetes/pod.ts'
import { isTrouble } from '../kubernetes/summary.ts'
import { at, type Value } from '../kubernetes/value.ts'
import { excerptPod } from './excerpt-pod.ts'
import { type FragmentNode, fragmentValue, isListNode, isMapNode, type MapNode, madeList, madeMap } from './fragment.ts'
import { inspectedContainer } from './inspected.ts'
import type { Reading } from './reading.ts'
import { isEnd, isMapAt, isPodStatus, isState, isStatus, nodeAt } from './shapes.ts'

/** In 2014 the reason had a blank. */
const spelled = (end: Value | null): Value | null =>
  end && {
    ...end,
    get: key => {
      const found = end.get(key)
      return key === 'reason' && found?.text() === 'OOM Killed' ? { ...found, text: () => 'OOMKilled' } : found
    },
  }

/** A state as the API writes it today; then it was called `termination`. */
const normalized = (state: Value): Value => ({
  ...state,
  get: key => (key === 'terminated' ? spelled(state.get(key) ?? state.get('termination')) : state.get(key)),
})

/** An end whose place in the container was cut off: what the cut left stands before the fields that are there. */
function lostEnd(node: MapNode): Value | null {
  let lost = nodeAt(node, '#0')
  for (let depth = 0; lost && depth < 3; depth += 1) {
    if (isEnd(lost)) return madeMap({ terminated: spelled(fragmentValue(lost)) }, lost)
    if (isMapAt(lost, 'terminated')) return normalized(fragmentValue(lost))
    lost = nodeAt(lost, '#0')
  }
  return null
}

/** The status of one container out of the part of it that is there. */
function statusOf(node: MapNode, name: string | null): Value {
  const value = fragmentValue(node)
  const range = value.range()
  const state = nodeAt(node, 'state')
  const lastState = nodeAt(node, 'lastState')
  const lost = lostEnd(node)
  return {
    ...value,
    get(key) {
      if (key === 'state' && state) return normalized(fragmentValue(state))
      if (key === 'lastState' && lastState) return normalized(fragmentValue(lastState))
      if (lost && (key === 'state' ? !state && lastState : key === 'lastState' && !lastState)) return lost
      const own = value.get(key)
      // Then the name of a container was the key of its status.
      const isKeyed = key === 'name' && own === null && name !== null && state !== null && isMapAt(state, 'termination')
      return isKeyed ? { ...value, text: () => name, range: () => range } : own
    },
  }
}

/** A pod out of the statuses of its containers, whatever of them the piece shows. */
function podOf(status: Value, owner: FragmentNode, { places, capture, pod }: Reading): readonly Found[] {
  const whole = madeMap({ status }, owner)
  const containers = readContainers(whole, places, value => capture.time(value, null), true)
  const reasonValue = status.get('reason')
  const reason = textOf(reasonValue)
  const dead = containers.filter(each => isTrouble(each.state) || isTrouble(each.lastState))
  if (dead.length === 0 && reason !== 'Evicted') return []
  const evidence = evidenceOf(places, fragmentValue(owner), [reasonValue, status.get('message')])
  const [first] = dead
  return [
    excerptPod({
      ...pod,
      containers: dead,
      phase: textOf(status.get('phase')),
      reason,
      message: textOf(status.get('message')),
      reasonSpan: reasonValue ? places.short(reasonValue.range()) : null,
      evidence: first && reason !== 'Evicted' ? first.evidence : evidence,
    }),
  ]
}

const ofContainer = (status: Value, owner: FragmentNode, reading: Reading): readonly Found[] =>
  podOf(madeMap({ containerStatuses: madeList([status], owner) }, owner), owner, reading)

/** Facts of one map of a piece; null where it is none of the things that are known, so that its members are looked at. */
function factsOf(node: MapNode, name: string | null, reading: Reading): readonly Found[] | null {
  const { places, capture } = reading
  const value = fragmentValue(node)
  if (isMapAt(node, 'involvedObject') || isMapAt(node, 'regarding')) {
    const event = readEvent(value, places, capture)
    return event ? [event] : []
  }
  if (isMapAt(node, 'metadata') && isMapAt(node, 'status') && textOf(at(value, 'metadata', 'name')) !== null) {
    const kind = textOf(value.get('kind'))
    if (kind !== null && kind !== 'Pod') return []
    const pod =
      kind === 'Pod' || at(value, 'spec', 'containers') || at(value, 'status', 'containerStatuses')
        ? readPod(value, places, capture)
        : null
    return pod ? [{ ...pod, source: 'excerpt' }] : null
  }
  const inspected = inspectedContainer(node, reading)
  if (inspected) return inspected
  if (isPodStatus(node)) return podOf(value, node, reading)
  const [state, lastState] = [nodeAt(node, 'state'), nodeAt(node, 'lastState')]
  if ((state && isState(state)) || (lastState && isState(lastState)) || (isStatus(node) && lostEnd(node))) {
    return ofContainer(statusOf(node, name), node, reading)
  }
  if (isMapAt(node, 'terminated')) return ofContainer(madeMap({ lastState: normalized(value) }, node), node, reading)
  if (isEnd(node))
    return ofContainer(madeMap({ lastState: madeMap({ terminated: spelled(value) }, node) }, node), node, reading)
  return null
}

/** Everything that is known in a piece, the outermost first: what is inside of something known belongs to it. */
export function* fragmentFacts(root: FragmentNode, reading: Reading): Iterable<Found> {
  const stack: { node: FragmentNode; name: string | null; depth: number }[] = [{ node: root, name: null, depth: 0 }]
  while (stack.length > 0) {
    const here = stack.pop()
    if (!here) break
    const { node, name, depth } = here
    const found = isMapNode(node) ? factsOf(node, name, reading) : null
    if (found) {
      yield* found
      // Of a status without its head, what stood before the first key that is there has lost its own.
      const lost = isMapNode(node) && isPodStatus(node) ? [...node.content].filter(([key]) => key.startsWith('#')) : []
      for (const [, member] of lost) stack.push({ node: member, name: null, depth: depth + 1 })
      continue
    }
    const members: readonly (readonly [string | null, FragmentNode])[] = isMapNode(node)
      ? [...node.content].map(([key, member]) => [/^[a-z0-9][a-z0-9-]*$/.test(key) ? key : null, member] as const)
      : isListNode(node)
        ? node.content.map(member => [null, member] as const)
        : []
    if (depth < 200)
      for (const [key, member] of members.toReversed()) stack.push({ node: member, name: key, depth: depth + 1 })
  }
}
