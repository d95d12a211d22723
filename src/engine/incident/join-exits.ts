import type { ContainerExit, StopOrder } from '../../model/node-log.ts'
import type { Because, Victim } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import { groupBy } from '../../model/group-by.ts'
import { isSameId } from '../kubernetes/container-ids.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import type { Act } from './act.ts'
import { newActIndex } from './act-index.ts'
import { actBounds, endingBounds, lineBounds } from './act-time.ts'
import { type End, endAct, endsOf, isOwnEnd } from './container-end.ts'
import { mayBeSameMachine } from './machine.ts'
import { APART_SECONDS, nearestOf, withLine } from './node-lines.ts'
import { newStops, podKey, STOP_SECONDS, type Stops } from './stops.ts'
import { newTimeIndex } from './time-index.ts'
import type { Owner } from './victims.ts'

const SIGKILL = 137
/** What a status without an ID says of an end, and the line about it, are of one second or two. */
const SAME_END_SECONDS = 5

const isOfPod = ({ pod }: Pick<Victim, 'pod'>, owner: Owner): boolean => {
  if (pod === null || owner.pod === null) return false
  if (pod.uid !== null && owner.pod.uid !== null) return pod.uid === owner.pod.uid
  return pod.name !== null && pod.name === owner.pod.name && pod.namespace === owner.pod.namespace
}

const isOfContainer = ({ container }: Victim, { id, owner }: End): boolean =>
  (container?.id == null || isSameId(container.id, id)) &&
  (container?.name == null || owner.container?.name == null || container.name === owner.container.name)

/** An exit line tells when and how the container of an act ended; one that none explains is an end by SIGKILL of its own. */
export function joinExits(
  known: readonly Act[],
  exits: readonly ContainerExit[],
  stops: readonly StopOrder[],
  index: PodIndex,
  clocks: ClockBook,
): readonly Act[] {
  const acts = [...known]
  const places = newActIndex(acts, clocks)
  const orders = newStops(stops, index, clocks)
  const byPod = groupBy(
    acts.flatMap((act, at) => [...new Set(act.victims.map(({ pod }) => podKey(pod)))].map(key => ({ key, at }))),
    ({ key }) => key,
  )
  const bare = acts.flatMap((act, at) =>
    act.killer === 'kernel' &&
    act.victims.some(({ cgroup, pod, container }) => cgroup === null && pod === null && container === null)
      ? [at]
      : [],
  )
  const bareTimes = newTimeIndex(acts, bare, clocks)
  const isDescribed = (act: Act): boolean =>
    act.endings.length > 0 && act.victims.every(({ pod, container }) => pod?.uid == null && container?.id == null)
  const described = newTimeIndex(
    acts,
    acts.flatMap((act, at) => (isDescribed(act) ? [at] : [])),
    clocks,
  )
  const undated = bare.flatMap(at => acts[at] ?? []).filter(act => actBounds(act, clocks).length === 0)

  /** A description prints no UID, and a line of the kubelet nothing else: then the one end of that second is it. */
  function byTime({ lines: [line], owner }: End): readonly [number, Because] | null {
    const at = lineBounds(line, clocks)
    if (at === null || owner.pod?.name != null || line.exitCode !== SIGKILL) return null
    const near = described
      .near(at, SAME_END_SECONDS)
      .filter(place => mayBeSameMachine(acts[place]?.node ?? null, line.node))
    const [only] = near
    return only !== undefined && near.length === 1 ? [only, 'time-only'] : null
  }

  function placeOf(end: End): readonly [number, Because] | null {
    const [line] = end.lines
    const byId = nearestOf(
      places.byContainer(end.id, lineBounds(line, clocks)),
      acts,
      line,
      clocks,
      Number.POSITIVE_INFINITY,
    )
    if (byId !== null) return [byId, 'container-id']
    const keys = new Set([podKey(end.owner.pod), `${end.owner.pod?.uid}`])
    const ofPod = [...keys]
      .flatMap(key => (byPod.get(key) ?? []).map(({ at }) => at))
      .filter(at => {
        const act = acts[at]
        if (!act?.victims.some(victim => isOfPod(victim, end.owner))) return false
        return (
          act.kind === 'eviction' ||
          act.victims.some(victim => isOfPod(victim, end.owner) && isOfContainer(victim, end))
        )
      })
    const evicted = ofPod.filter(at => acts[at]?.kind === 'eviction')
    const place =
      nearestOf(ofPod, acts, line, clocks, SAME_END_SECONDS) ?? nearestOf(evicted, acts, line, clocks, STOP_SECONDS)
    return place === null ? byTime(end) : [place, 'pod-uid']
  }

  /** A kill in the kernel log that names no cgroup, at that time or at one that is not known, may be this end. */
  const mayBeBare = ({ lines: [line] }: End): boolean => {
    const at = lineBounds(line, clocks)
    const near = at === null ? bare : bareTimes.near(at, APART_SECONDS)
    const isOfMachine = (act: Act | undefined) => act !== undefined && mayBeSameMachine(act.node, line.node)
    return undated.some(isOfMachine) || near.some(place => isOfMachine(acts[place]))
  }

  for (const end of endsOf(exits, index)) {
    const place = placeOf(end)
    const act = place && acts[place[0]]
    if (place && act) {
      acts[place[0]] = end.lines.reduce((all, line) => withLine(all, line, place[1]), act)
      continue
    }
    const isOom = end.lines.some(({ oomKilled }) => oomKilled === true)
    const isKill = end.lines.some(({ exitCode }) => exitCode === SIGKILL)
    const isOwn =
      isKill &&
      isOwnEnd(end, index) &&
      orders.before(end.id, end.owner.pod, lineBounds(end.lines[0], clocks)) === null &&
      !mayBeBare(end)
    if (isOom || isOwn) acts.push(endAct(end, isOom))
  }
  return acts.map(act => withOrders(act, orders, clocks))
}

/** An end by SIGKILL with the order to stop that came before it. */
function withOrders(act: Act, orders: Stops, clocks: ClockBook): Act {
  if (act.kind !== 'sigkill') return act
  const [at = null] = actBounds(act, clocks)
  const [ending] = act.endings.flatMap(({ fact }) => endingBounds(fact) ?? [])
  const found = new Set(
    act.victims.flatMap(({ container, pod }) => orders.before(container?.id ?? '', pod, ending ?? at) ?? []),
  )
  return [...found].reduce(
    (all, order) => withLine(all, order, order.subject.container?.id == null ? 'event-text' : 'container-id'),
    act,
  )
}
