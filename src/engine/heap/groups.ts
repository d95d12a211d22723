import type { ContainerState } from '../../model/kubernetes.ts'
import type { HeapExhausted } from '../../model/node-log.ts'
import { citeAll } from '../cite-all.ts'
import { groupBy } from '../../model/group-by.ts'
import { ownerOfSubject } from '../incident/victims.ts'
import { subjectOfPath } from '../kubernetes/paths.ts'
import { type KnownPod, type PodIndex, statesOf } from '../kubernetes/pod-index.ts'
import { type NameSearch, newNameSearch } from './name-search.ts'

/** A trace names one failure several times; of what is said over and over, so many lines are cited. */
const MOST_CITED = 10

type Named = Pick<HeapExhausted, 'subject'>

/** People name the logs that they collect after the pod: `cart-0.log`, `logs-cart-0-previous.txt`. */
function byFileName(path: string, podsIn: NameSearch): Named['subject'] | null {
  const file = path.slice(path.lastIndexOf('/') + 1)
  const [only, ...others] = podsIn(file)
  if (!only || only.name === null || others.length > 0) return null
  const names = [...new Set(only.facts.flatMap(fact => fact.containers.map(({ name }) => name)))]
  const after = file.replace(only.name, '')
  const named = names.filter(name => name !== null && after.includes(name))
  const [container] = names.length === 1 ? names : named.length === 1 ? named : []
  const pod = { namespace: only.namespace, name: only.name, uid: only.uid }
  return { pod, container: container === undefined ? null : { name: container, id: null }, sandboxId: null }
}

/** The only container of the case, which a log without a name is then likely of. */
function onlyContainer(index: PodIndex): Named['subject'] | null {
  const [pod, ...others] = index.pods
  const names = new Set(pod?.facts.flatMap(fact => fact.containers.map(({ name }) => name)))
  const [container] = names
  if (!pod || others.length > 0 || container === undefined || names.size > 1) return null
  const { namespace, name, uid } = pod
  return { pod: { namespace, name, uid }, container: { name: container, id: null }, sandboxId: null }
}

/** Pods by their name, whatever their namespace. */
type Pods = ReadonlyMap<string | null, readonly KnownPod[]>

/** `kubectl logs --prefix` names no namespace: the only pod of that name is meant. */
function inNamespace({ pod, ...rest }: Named['subject'], pods: Pods): Named['subject'] {
  const [only, ...others] = pod?.name == null || pod.namespace !== null ? [] : (pods.get(pod.name) ?? [])
  return only && others.length === 0
    ? { ...rest, pod: { namespace: only.namespace, name: only.name, uid: only.uid } }
    : { ...rest, pod }
}

function subjectOf(
  { subject, evidence: [{ path }] }: HeapExhausted,
  index: PodIndex,
  pods: Pods,
  byPath: (path: string) => Named['subject'] | null,
): Named['subject'] {
  const named = subject.pod === null && subject.container === null ? subjectOfPath(path) : subject
  if (named.pod === null && named.container === null) return byPath(path) ?? named
  const { pod, container } = ownerOfSubject(inNamespace(named, pods), index)
  return { ...named, pod, container: named.container && container }
}

/** How the container ended by its status, where that says one way only: the life that the log is of is not always told. */
function endOf({ pod, container }: Named['subject'], index: PodIndex): ContainerState | null {
  const known = pod?.uid == null ? null : index.byUid(pod.uid)
  const pods = known ? [known] : pod === null ? [] : index.named(pod.namespace, pod.name)
  const states = pods
    .flatMap(({ facts }) => facts.flatMap(fact => fact.containers))
    .filter(({ name }) => name === container?.name)
    .flatMap(each => statesOf(each))
    .filter(({ phase, exitCode }) => phase === 'terminated' && exitCode !== null && exitCode !== 0)
  const [first] = states
  return new Set(states.map(({ exitCode }) => exitCode)).size === 1 && first ? first : null
}

/** The same with how its container ended. */
function withEnd(heap: HeapExhausted, index: PodIndex): HeapExhausted {
  const end = endOf(heap.subject, index)
  const { pod, container } = heap.subject
  if (!end || container?.name == null) return heap
  return {
    ...heap,
    title: `${heap.title}; container ${container.name} of ${pod?.namespace ?? '?'}/${pod?.name} ended with exit code ${end.exitCode}`,
    evidence: citeAll(heap.evidence, end.evidence),
  }
}

/** What each log says of memory, each way of saying it once, with the pod and container that it is of. */
export function heapGroups(facts: readonly HeapExhausted[], index: PodIndex): readonly HeapExhausted[] {
  const podsIn = newNameSearch(index.pods)
  const pods = groupBy(index.pods, ({ name }) => name)
  const known = new Map<string, Named['subject'] | null>()
  const byPath = (path: string): Named['subject'] | null => {
    const subject = known.has(path) ? known.get(path) : (byFileName(path, podsIn) ?? onlyContainer(index))
    known.set(path, subject ?? null)
    return subject ?? null
  }
  const named = facts.map(fact => ({ ...fact, subject: subjectOf(fact, index, pods, byPath) }))
  const groups = groupBy(named, ({ runtime, says, subject, evidence: [{ path }] }) =>
    JSON.stringify([path, runtime, says, subject]),
  )
  return [...groups.values()].map(([first, ...others]) => {
    const title = others.length === 0 ? first.title : `${first.title} (${others.length + 1} times)`
    const more = others.slice(0, MOST_CITED - 1).flatMap(({ evidence }) => evidence)
    return withEnd({ ...first, title, evidence: citeAll(first.evidence, more) }, index)
  })
}
