import type { EvictionStep } from '../../model/node-log.ts'
import type { Because } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { groupBy } from '../../model/group-by.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import { type Act, NOBODY, newAct } from './act.ts'
import { nearestOf, withLine } from './node-lines.ts'
import { type Owner, ownerOfSubject } from './victims.ts'

/** A pod of a StatefulSet may be evicted again under its old name: what is further apart is another eviction. */
const SAME_SECONDS = 300

/** An eviction with the steps before it that say why. */
interface Told {
  readonly evicted: EvictionStep
  readonly why: readonly EvictionStep[]
  readonly eviction: NonNullable<Act['eviction']>
}

const isFor = (step: EvictionStep, resource: string | null): boolean => resource === null || step.resource === resource

/** The kubelet names the resource when it begins, and the pod when it is done: what stands between belongs together. */
function toldIn(steps: readonly EvictionStep[]): readonly Told[] {
  let why: EvictionStep | null = null
  let observed: EvictionStep[] = []
  const told: Told[] = []
  for (const step of steps) {
    if (step.what === 'reclaiming' || step.what === 'must-evict') why = step
    if (step.what === 'observed') observed = [...observed.filter(each => each.resource !== step.resource), step]
    if (step.what !== 'evicted') continue
    const resource = why?.resource ?? null
    const seen = observed.find(each => resource !== null && isFor(each, resource)) ?? null
    told.push({
      evicted: step,
      why: [why, seen].filter(each => each !== null),
      eviction: {
        resource: resource ?? 'unknown',
        threshold: seen?.threshold ?? null,
        available: seen?.available ?? null,
        usedBy: [],
      },
    })
  }
  return told
}

const keysOf = ({ pod }: Owner): readonly string[] =>
  pod === null ? [] : [...(pod.uid === null ? [] : [pod.uid]), `${pod.namespace ?? ''}/${pod.name}`]

const filled = (known: Act['eviction'], told: Told['eviction']): Act['eviction'] => ({
  resource: known === null || known.resource === 'unknown' ? told.resource : known.resource,
  threshold: known?.threshold ?? told.threshold,
  available: known?.available ?? told.available,
  usedBy: known?.usedBy ?? told.usedBy,
})

const withTold = (act: Act, { evicted, why, eviction }: Told, because: Because): Act => ({
  ...[...why, evicted].reduce((all, step) => withLine(all, step, because), act),
  eviction: filled(act.eviction, eviction),
})

const newEviction = (told: Told, owner: Owner): Act =>
  withTold(
    newAct({
      kind: 'eviction',
      killer: 'kubelet',
      victims: [{ ...NOBODY, pod: owner.pod, outcome: 'signalled' }],
      pods: owner.known ? [owner.known] : [],
      node: told.evicted.node ?? owner.known?.node ?? null,
    }),
    told,
    'event-text',
  )

/** Evictions of pods and events, with what the kubelet's own log says of them, and those that only this log tells of. */
export function withKubeletLog(
  known: readonly Act[],
  steps: readonly EvictionStep[],
  index: PodIndex,
  clocks: ClockBook,
): readonly Act[] {
  const acts = [...known]
  const places = new Map<string, number[]>()
  const note = ({ victims: [victim] }: Act, at: number): void => {
    for (const key of keysOf({ pod: victim?.pod ?? null, container: null, known: null })) {
      const list = places.get(key) ?? []
      list.push(at)
      places.set(key, list)
    }
  }
  acts.forEach(note)
  const bySource = groupBy(steps, step => step.evidence[0].path)
  for (const told of [...bySource.values()].flatMap(toldIn)) {
    const owner = ownerOfSubject(told.evicted.subject, index)
    const keys = keysOf(owner)
    if (keys.length === 0) continue
    const candidates = [...new Set(keys.flatMap(key => places.get(key) ?? []))]
    const at = nearestOf(candidates, acts, told.evicted, clocks, SAME_SECONDS)
    const act = at === null ? undefined : acts[at]
    if (at !== null && act) acts[at] = withTold(act, told, owner.pod?.uid == null ? 'event-text' : 'pod-uid')
    else note(newEviction(told, owner), acts.push(newEviction(told, owner)) - 1)
  }
  return acts
}
