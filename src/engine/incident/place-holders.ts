import type { Holder, Holders, Victim } from '../../model/report.ts'
import { placeOf } from '../cgroup/path.ts'
import { type HeldTask, holderOf, largestOf } from '../explain/holder-lists.ts'
import type { Digest } from './digest.ts'
import { type Owner, ownerOfTask, type Processes } from './trigger.ts'

type Place = Pick<Holder, 'what' | 'name'>

/** As the runtimes' own tools shorten an ID. */
const SHORT_ID = 12

function podName({ pod }: Owner): string | null {
  if (!pod) return null
  if (pod.name === null) return pod.uid === null ? null : `pod with UID ${pod.uid}`
  return `pod ${pod.namespace === null ? pod.name : `${pod.namespace}/${pod.name}`}`
}

function placeOfOwner(owner: Owner): Place | null {
  const { container } = owner
  const inside = container?.name ?? (container?.id == null ? null : `container ${container.id.slice(0, SHORT_ID)}`)
  const pod = podName(owner)
  if (inside !== null) return { what: 'container', name: pod === null ? inside : `${inside} of ${pod}` }
  return pod === null ? null : { what: 'pod', name: pod }
}

/** A victim's cgroup names the service where no pod does. */
function placeOfVictim(victim: Victim | undefined): Place | null {
  if (!victim?.cgroup || placeOf(victim.cgroup).level !== 'service') return null
  return { what: 'service', name: victim.cgroup.split('/').at(-1) ?? victim.cgroup }
}

function noteOf(tasks: readonly HeldTask[]): string {
  const [first] = tasks
  const who = tasks.length === 1 && first ? `${first.comm} (${first.pid})` : `${tasks.length} processes`
  return `at least: by ${who}, whose cgroup the log names`
}

/** The holders of a report with the containers, pods and services that processes of its table are known to live in. */
export function withPlaces(
  { holders, held, report }: Digest,
  victims: readonly Victim[],
  processes: Processes,
): Holders | null {
  if (holders === null) return null
  const places = new Map<string, { readonly place: Place; readonly tasks: HeldTask[] }>()
  for (const task of held) {
    const owner = ownerOfTask(report, task.pid, task.comm, processes)
    const victim = victims.find(({ pid, comm }) => pid === task.pid && comm === task.comm)
    const place = (owner && placeOfOwner(owner)) ?? placeOfVictim(victim)
    if (place === null) continue
    const key = `${place.what}\n${place.name}`
    const known = places.get(key) ?? { place, tasks: [] }
    known.tasks.push(task)
    places.set(key, known)
  }
  const all = [...places.values()].map(({ place, tasks }) => {
    const bytes = tasks.reduce((sum, task) => sum + task.bytes, 0)
    return holderOf({ ...place, bytes, note: noteOf(tasks) }, holders.ofBytes)
  })
  return { ...holders, places: largestOf(all) }
}
