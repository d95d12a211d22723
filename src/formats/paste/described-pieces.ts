import type { Found } from '../../model/reader.ts'
import { runSpan } from '../kubectl/source-lines.ts'
import { forgedFields } from '../kubectl/text-problem.ts'
import { isTrouble } from '../kubernetes/summary.ts'
import { DescribedContainers } from './described-containers.ts'
import { type Entry, entryOf, isField } from './described-lines.ts'
import { containerOf, excerptPod, type Source } from './excerpt-pod.ts'
import type { PastedLine } from './pasted-line.ts'
import { commandAt, type Run } from './runs.ts'

const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/

/** Fields of the pod itself, the first of each: a message can only add later ones. */
function headOf(lines: readonly PastedLine[]): ReadonlyMap<string, Entry> {
  const head = new Map<string, Entry>()
  for (const [place, line] of lines.entries()) {
    const entry = entryOf(line)
    if (!entry) continue
    if (/^(?:Containers|Init Containers|State|Last State|Events)$/.test(entry.key)) break
    if (!head.has(entry.key) && isField(lines, place)) head.set(entry.key, entry)
    if (entry.key === 'Message') break
  }
  return head
}

const named = (text: string | undefined): string | null => (text !== undefined && NAME.test(text) ? text : null)

/** An eviction by its status: `Reason:  Evicted`, which no container ever has. */
function evictedBy(head: ReadonlyMap<string, Entry>): Entry | null {
  const reason = head.get('Reason')
  return reason?.value === 'Evicted' ? reason : null
}

/** Pods out of a piece of `kubectl describe` that may begin and end anywhere. */
export function* describedPieces(run: Run, source: Source): Iterable<Found> {
  const scan = new DescribedContainers(run.lines)
  const head = headOf(run.lines)
  const ownAt = (line: PastedLine | undefined) => {
    const command = line ? commandAt(run, line) : null
    return {
      name: named(head.get('Name')?.value) ?? (command?.kind === 'pod' ? command.name : null),
      namespace: named(head.get('Namespace')?.value) ?? command?.namespace ?? null,
      node: named(head.get('Node')?.value.split('/', 1)[0]),
      owner: head.get('Controlled By')?.value ?? null,
    }
  }
  for (const draft of scan.containers) {
    const container = containerOf(draft, source)
    // What only runs, or has limits and no state, tells of no death.
    if (!container || !(isTrouble(container.state) || isTrouble(container.lastState))) continue
    const own = ownAt(draft.states[0]?.lines[0])
    yield excerptPod({ ...own, containers: [container], evidence: container.evidence })
  }
  const evicted = evictedBy(head)
  if (evicted) {
    const message = head.get('Message')
    yield excerptPod({
      ...ownAt(evicted.line),
      containers: [],
      phase: 'Failed',
      reason: 'Evicted',
      message: message?.value ?? null,
      reasonSpan: runSpan([source(evicted.line)]),
      evidence: [runSpan([source(evicted.line)]), ...(message ? [runSpan([source(message.line)])] : [])],
    })
  }
  yield* forgedFields(scan.forged.sort((a, b) => a.at - b.at).map(source), 'the excerpt')
}
