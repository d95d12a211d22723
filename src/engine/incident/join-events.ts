import type { KubeEvent, NodeFact } from '../../model/kubernetes.ts'
import type { Because } from '../../model/report.ts'
import type { ClockBook } from '../clock/book.ts'
import type { Act } from './act.ts'
import { actBounds } from './act-time.ts'
import { mayBeSameMachine } from './machine.ts'
import { newPidIndex } from './pid-index.ts'
import { globalReporters, systemOomAct } from './system-oom.ts'

/** What node-problem-detector calls its events about kills, as its rules or those of others name them. */
const QUOTES_KERNEL = /^\w{0,40}OOMKilling$/

const placeKey = (path: string, start: number): string => `${start}\n${path}`

/** An event about a kill that the kernel log holds as well joins it; pid and name are the kernel's own. */
export function joinEvents(
  kernel: readonly Act[],
  events: readonly KubeEvent[],
  nodes: readonly NodeFact[],
  clocks: ClockBook,
): readonly Act[] {
  const acts = [...kernel]
  const globals = globalReporters(nodes)
  const byPid = newPidIndex(acts, clocks)
  /** Events by the place of the act that they join: one may have thousands. */
  const joined = new Map<number, Act['events'][number][]>()
  const byPlace = new Map<string, number>()
  for (const [at, { digests }] of acts.entries()) {
    for (const { report } of digests) byPlace.set(placeKey(report.span.path, report.span.start), at)
  }

  function join(
    at: number | null | undefined,
    fact: KubeEvent,
    because: Because,
    from: Pick<Act, 'node' | 'kind'>,
  ): void {
    const known = at == null ? undefined : acts[at]
    if (at == null || !known) return
    const kind = known.kind === 'unknown' ? from.kind : known.kind
    acts[at] = { ...known, kind, node: known.node ?? from.node }
    joined.set(at, joined.get(at) ?? [])
    joined.get(at)?.push({ fact, because })
  }

  function killOf(act: Act): number | null {
    const { node } = act
    const [victim] = act.victims
    const [sent = null] = actBounds(act, clocks)
    return victim ? byPid.latest(victim, node, sent, at => mayBeSameMachine(acts[at]?.node ?? null, node)) : null
  }

  for (const event of events) {
    if (QUOTES_KERNEL.test(event.reason)) {
      const at = event.evidence
        .map(span => byPlace.get(placeKey(span.path, span.start)))
        .find(each => each !== undefined)
      join(at, event, 'event-text', { node: event.node, kind: 'unknown' })
    }
    const act = systemOomAct(event, globals)
    if (act === null) continue
    const at = killOf(act)
    if (at !== null) join(at, event, 'pid', act)
    else byPid.note(act, acts.push(act) - 1)
  }
  return acts.map((act, at) => {
    const more = joined.get(at)
    return more ? { ...act, events: [...act.events, ...more] } : act
  })
}
