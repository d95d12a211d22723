import type { KubeEvent } from '../../model/kubernetes.ts'
import { tellsInitKilled } from '../../model/oom-end.ts'
import type { Victim } from '../../model/report.ts'
import { type Act, NOBODY, newAct } from './act.ts'

/**
 * What controllers say that watch the statuses of pods: kubernetes-oom-event-generator and kube-events-maker, by their own
 * words. Other events with such reasons prove nothing: anyone may send one.
 */
const SAYINGS: ReadonlyMap<string, RegExp> = new Map([
  [
    'PreviousContainerWasOOMKilled',
    /^The previous instance of the container '([^'\n]{1,253})' \([^\n]{0,200}\) was OOMKilled$/,
  ],
  ['ContainerTerminatedOOMKilled', /^([^\s]{1,253}) container exits\(\d{1,3}\) for OOMKilled reason$/],
])

/** Events of the kubelet that repeat what the runtime said: the container is named by the event, or by nothing. */
const REPEATED: ReadonlySet<string> = new Set(['Failed', 'FailedCreatePodSandBox'])

/** The container that the event says was killed, null where it names none; undefined for an event of anything else. */
const killedBy = ({ reason, message, container }: KubeEvent): string | null | undefined =>
  REPEATED.has(reason) && tellsInitKilled(message) ? container : SAYINGS.get(reason)?.exec(message)?.[1]

/** Where the event names no container, it may be of any in the pod. */
const ANY = '*'
const isPod = ({ object }: KubeEvent): boolean => object.kind.toLowerCase() === 'pod'

const isKill = ({ kind }: Act): boolean => kind !== 'eviction' && kind !== 'sigkill' && kind !== 'userspace'

/** Under what a victim is found: its pod by UID and by name, with its container or without one. */
const keysOf = ({ pod, container }: Victim): readonly string[] =>
  [pod?.uid, pod?.name].flatMap(id => (id == null ? [] : [`${id}\n${container?.name ?? ''}`, `${id}\n${ANY}`]))

/** Places of acts by the keys of their victims, the latest last. */
function indexOf(acts: readonly Act[]): Map<string, number> {
  const index = new Map<string, number>()
  for (const [at, act] of acts.entries()) {
    for (const key of isKill(act) ? act.victims.flatMap(keysOf) : []) index.set(key, at)
  }
  return index
}

/** Gives such events to the kills that they tell of; one that no other source tells of is a kill of its own. */
export function withControllers(acts: readonly Act[], events: readonly KubeEvent[]): readonly Act[] {
  const all = [...acts]
  const index = indexOf(acts)
  for (const event of events) {
    const container = killedBy(event)
    if (container === undefined || !isPod(event)) continue
    const ids = [event.object.uid, event.object.name].filter(id => id !== null)
    const at = ids
      .flatMap(id => [index.get(`${id}\n${container ?? ANY}`), index.get(`${id}\n`)])
      .find(place => place !== undefined)
    const known = at === undefined ? undefined : all[at]
    const joined = { fact: event, because: 'event-text' } as const
    if (at !== undefined && known) {
      all[at] = { ...known, events: [...known.events, joined] }
      continue
    }
    for (const id of ids) for (const key of [container ?? '', ANY]) index.set(`${id}\n${key}`, all.length)
    const { namespace, name, uid } = event.object
    all.push(
      newAct({
        kind: 'unknown',
        killer: 'unknown',
        victims: [
          {
            ...NOBODY,
            pod: name === null && uid === null ? null : { namespace, name, uid },
            container: container === null ? null : { name: container, id: null },
            outcome: 'killed',
          },
        ],
        events: [joined],
        node: null,
      }),
    )
  }
  return all
}
