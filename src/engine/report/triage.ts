import { formatBytes, formatSeconds } from '../../model/bytes.ts'
import type { KernelNotice } from '../../model/kernel.ts'
import type { Incident, TriageStep } from '../../model/report.ts'
import { isOomKilled } from '../../model/oom-end.ts'
import { EVENTS_COMMAND, kernelLogCommand, PRESSURE_COMMAND, podsOfNodeCommand } from './commands.ts'
import { heapSentence, victimName } from './headline.ts'
import { nodeAnswer } from './node-answer.ts'
import { type Answer, few, many, type TriageFacts } from './triage-facts.ts'
import { uncoveredBy } from './uncovered.ts'

/** How many containers, how often, and what became of those of which only the state before tells it. */
function oomKilled(killed: TriageFacts['endings']): string {
  const containers = new Set(
    killed.map(({ pod, container }) => `${pod.namespace}/${pod.uid ?? pod.name}/${container.name}`),
  )
  const often = killed.length > containers.size ? ` ${killed.length} times` : ''
  const last = killed.filter(({ container, state }) => container.lastState === state)
  const again = last.filter(({ container }) => container.state?.phase === 'running').length
  const runs = again === 0 ? '' : again === last.length ? ': running again' : `: ${again} of them running again`
  const which = last.length === killed.length ? '' : `${last.length} of them `
  const where = last.length === 0 ? '' : ` (${which}by lastState only${runs})`
  return `${many(containers.size, 'container')} ended as OOMKilled${often}${where}.`
}

function podAnswer({ pods, endings, incidents }: TriageFacts): Answer {
  const killed = endings.filter(ending => isOomKilled(ending.state))
  const others = endings.length - killed.length
  const evidence = few((killed.length > 0 ? killed : endings).flatMap(ending => ending.state.evidence))
  if (killed.length > 0) return { answer: 'yes', detail: oomKilled(killed), evidence, collect: null }
  const byKernel = incidents.filter(({ killer }) => killer === 'kernel').length
  const all = byKernel === 0 ? '' : ` The kernel tells of ${many(byKernel, 'kill')} all the same.`
  if (others > 0) {
    const detail = `${many(others, 'container')} ended with 137 or by SIGKILL, none as OOMKilled.${all}`
    return { answer: 'no', detail, evidence, collect: null }
  }
  if (pods.length > 0) {
    const detail = `No container of the pods in the bundle ended by SIGKILL, now or in its last state.${all}`
    return { answer: 'no', detail, evidence: few(pods.map(pod => pod.facts[0].evidence[0])), collect: null }
  }
  const node = incidents.find(incident => incident.scope.node !== null)?.scope.node ?? null
  return { answer: 'unknown', detail: 'No pod is in the bundle.', evidence: [], collect: podsOfNodeCommand(node) }
}

/** One pod is known by its name in one source and by its UID in another. */
const podKey = ({ pod }: Incident['victims'][number]): string | null =>
  pod?.name == null ? (pod?.uid ?? null) : `${pod.namespace ?? ''}/${pod.name}`

function radiusAnswer({ incidents, pods: known }: TriageFacts): Answer {
  const victims = incidents.flatMap(incident => incident.victims)
  const pods = new Set(victims.map(podKey).filter(key => key !== null))
  const namespaces = new Set(victims.flatMap(victim => victim.pod?.namespace ?? []))
  if (incidents.length === 0) {
    const isKnown = known.length > 1
    return {
      answer: isKnown ? 'no' : 'unknown',
      detail: 'No kill was found.',
      evidence: [],
      collect: isKnown ? null : EVENTS_COMMAND,
    }
  }
  const where = namespaces.size > 0 ? ` in ${many(namespaces.size, 'namespace')}` : ''
  // A kernel log is of one node, and one pod's object tells of no other pod.
  const answer = pods.size > 1 ? 'yes' : known.length > 1 ? 'no' : 'unknown'
  return {
    answer,
    detail: `${many(incidents.length, 'incident')}, ${many(pods.size, 'pod')}${where} hit.`,
    evidence: few(incidents.flatMap(incident => incident.evidence[0] ?? [])),
    collect: answer === 'unknown' ? EVENTS_COMMAND : null,
  }
}

const NOTICES: Readonly<Record<KernelNotice['what'], string>> = {
  'allocation-failure': 'page allocation failure',
  'allocation-stall': 'page allocation stall',
  'hung-task': 'hung task',
  'soft-lockup': 'soft lockup',
  'reports-suppressed': 'note of suppressed reports',
  'messages-lost': 'note of lost log lines',
  'no-killable': 'note that nothing could be killed',
}

/** What the kernel said that people take for a kill. */
function notKills(notices: readonly KernelNotice[]): string {
  const kinds = [...new Set(notices.map(({ what }) => what))].sort()
  const counts = kinds.map(kind => many(notices.filter(({ what }) => what === kind).length, NOTICES[kind]))
  return counts.length === 0 ? '' : ` It holds ${counts.join(', ')}: trouble, and no kill.`
}

/** What is known of the time before. */
function pressureWords({ incidents, thrashing, hasPressure }: TriageFacts): string {
  const before = thrashing.filter(({ id }) => incidents.some(incident => incident.thrashing === id))
  if (before.length > 0)
    return before
      .map(
        ({ id, scope, seconds }) =>
          `Before them ${scope === 'node' ? 'the node' : 'one cgroup'} was thrashing for ${formatSeconds(seconds)} (${id}).`,
      )
      .join(' ')
  return hasPressure
    ? 'No thrashing is seen before them in the pressure data of the bundle.'
    : 'No pressure data tells what led up to them.'
}

/** Kills that the kernel's log does not hold, because others did them. */
function byOthers({ incidents }: TriageFacts): string {
  const kills = incidents.filter(({ kind }) => kind === 'userspace')
  const killers = [...new Set(kills.map(({ killer }) => killer))].sort()
  const counts = killers.map(name => `${name} (${many(kills.filter(({ killer }) => killer === name).length, 'kill')})`)
  return kills.length === 0 ? '' : ` Others than the kernel's OOM killer killed: ${counts.join(', ')}.`
}

function kernelAnswer(facts: TriageFacts): Answer {
  const kernel = facts.incidents.filter(incident => incident.killer === 'kernel')
  // What only other programs tell of is not what the kernel says.
  const isTold = facts.logs.isThere || kernel.some(({ kind }) => kind !== 'unknown')
  if (kernel.length > 0 && isTold) {
    const kinds = [...new Set(kernel.map(incident => incident.kind))].map(
      kind => `${kernel.filter(each => each.kind === kind).length} ${kind}`,
    )
    return {
      answer: 'yes',
      detail: `Kills by the kernel: ${kinds.join(', ')}. ${pressureWords(facts)}`,
      evidence: few([
        ...kernel.flatMap(each => each.evidence[0] ?? []),
        ...facts.thrashing.flatMap(({ signals }) => signals[0]?.evidence.slice(0, 1) ?? []),
      ]),
      collect: facts.hasPressure ? null : PRESSURE_COMMAND,
    }
  }
  if (!facts.logs.isThere) {
    const node = facts.incidents.find(incident => incident.scope.node !== null)?.scope.node ?? null
    const others = kernel.length === 0 ? '' : ` Other programs tell of ${many(kernel.length, 'kill')} by the kernel.`
    const pressed = facts.pressed === null ? '' : ` ${facts.pressed.says}.`
    const detail = `There is no kernel log in the bundle.${others}${byOthers(facts)}${pressed}`
    const evidence = few([...kernel.flatMap(each => each.evidence[0] ?? []), ...(facts.pressed?.evidence ?? [])])
    return { answer: 'unknown', detail, evidence, collect: kernelLogCommand(node) }
  }
  const uncovered = uncoveredBy(facts)
  const pressed = facts.pressed === null ? '' : ` ${facts.pressed.says}.`
  const trouble = `${notKills(facts.notices)}${byOthers(facts)}${pressed}`
  const evidence = few([...facts.notices.flatMap(notice => notice.evidence), ...(facts.pressed?.evidence ?? [])])
  const holds = 'The kernel log in the bundle holds no OOM kill'
  return uncovered
    ? { answer: 'unknown', detail: `${holds}, but ${uncovered.why}.${trouble}`, evidence, collect: uncovered.collect }
    : { answer: 'no', detail: `${holds} in the time it covers.${trouble}`, evidence, collect: PRESSURE_COMMAND }
}

/** Without a kill, what a runtime said of its own memory is for its owner all the same. */
function handOffHeap([heap]: TriageFacts['heaps']): Answer {
  if (!heap) return { answer: 'unknown', detail: 'There is nothing to hand off.', evidence: [], collect: null }
  return { answer: 'yes', detail: `${heapSentence(heap)}.`, evidence: few(heap.evidence), collect: null }
}

/** The owner of an evicted pod can act on what it used and what it had requested. */
function handOffEviction({ victims: [victim], eviction, evidence }: Incident): Answer {
  const resource = eviction?.resource ?? 'unknown'
  const parts = [
    `evicted: ${victim ? victimName(victim) : 'a pod without a name'}`,
    resource === 'unknown' ? null : `resource: ${resource}`,
    ...(eviction?.usedBy ?? []).map(
      ({ container, usage, request }) =>
        `${container === null ? 'the pod' : `container ${container}`} used ${usage}, with a request of ${request}`,
    ),
  ]
  return {
    answer: 'yes',
    detail: `${parts.filter(part => part !== null).join('; ')}.`,
    evidence: few(evidence.slice(0, 3)),
    collect: null,
  }
}

function handOff({ incidents, heaps }: TriageFacts): Answer {
  const own = incidents.filter(incident => incident.kind !== 'eviction')
  const named = own.filter(incident => incident.victims.length > 0)
  // A kill by memory before an end that may have any reason.
  const first = named.find(({ kind }) => kind !== 'sigkill') ?? named[0] ?? own[0]
  if (!first) return incidents[0] && heaps.length === 0 ? handOffEviction(incidents[0]) : handOffHeap(heaps)
  const [victim] = first.victims
  const parts = [
    `victim: ${victim ? victimName(victim) : first.complete || first.panic ? 'none' : 'not in the evidence'}`,
    first.limitBytes === null ? null : `limit: ${formatBytes(first.limitBytes)}`,
    first.culprit ? `largest holder: ${first.culprit.name}` : null,
    `kills of this kind in the bundle: ${incidents.filter(each => each.kind === first.kind).length}`,
  ]
  return {
    answer: 'yes',
    detail: `${parts.filter(part => part !== null).join('; ')}.`,
    evidence: few(first.evidence.slice(0, 3)),
    collect: null,
  }
}

const STEPS: readonly (readonly [string, (facts: TriageFacts) => Answer])[] = [
  ['Was the container OOMKilled, now or in its last state?', podAnswer],
  ['Did more than one pod die?', radiusAnswer],
  ['Did the node itself run short of memory?', nodeAnswer],
  ['What does the kernel say: memory cgroup or global, and was there pressure before?', kernelAnswer],
  ['What goes to the owner of the application?', handOff],
]

/** What a filter hid may be what the question is about. */
const unlessHidden = (answer: Answer, hidden: number): Answer =>
  hidden === 0 || answer.answer !== 'no'
    ? answer
    : { ...answer, answer: 'unknown', detail: `${answer.detail} The filter hid ${many(hidden, 'incident')}.` }

/** The first five minutes of a runbook, answered from the bundle or with the command that would tell. */
export const triageOf = (facts: TriageFacts): readonly TriageStep[] =>
  STEPS.map(([question, answer], at) => ({
    step: at + 1,
    question,
    ...unlessHidden(answer(facts), facts.hidden),
  }))
