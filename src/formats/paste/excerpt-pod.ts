import { bareContainerId } from '../../model/identity.ts'
import type { ContainerFact, ContainerState, PodFact } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import { parseQuantity } from '../../model/quantity.ts'
import { cite, type Evidence } from '../../model/span.ts'
import { apiTime } from '../kubectl/api-time.ts'
import { wholeNumber } from '../kubectl/field.ts'
import { spansOf } from '../kubectl/source-lines.ts'
import { partialPod } from '../kubernetes/partial-pod.ts'
import { endings } from '../kubernetes/summary.ts'
import type { PastedContainer } from './described-containers.ts'
import type { PastedState } from './ended-state.ts'
import type { PastedLine } from './pasted-line.ts'

/** The lines of the source by their places, to cite from. */
export type Source = (line: PastedLine) => Line

export const evidenceFor = (source: Source, lines: readonly [PastedLine, ...PastedLine[]]): Evidence => {
  const [first, ...rest] = [...lines].sort((a, b) => a.at - b.at).map(source)
  return spansOf(first ? [first, ...rest] : [source(lines[0])])
}

/** What an excerpt says of a pod; null for all that it does not show. */
export type ExcerptPod = Pick<PodFact, 'containers' | 'evidence'> &
  Partial<
    Pick<
      PodFact,
      | 'source'
      | 'stamp'
      | 'node'
      | 'namespace'
      | 'name'
      | 'uid'
      | 'phase'
      | 'reason'
      | 'message'
      | 'reasonSpan'
      | 'owner'
      | 'qosClass'
    >
  >

export const excerptPod = (pod: ExcerptPod): PodFact =>
  partialPod({
    source: 'excerpt',
    ...pod,
    evidence: cite(pod.evidence, ...pod.containers.flatMap(endings).map(end => end.evidence)),
  })

const timeOf = (printed: string | null): number | null => (printed === null ? null : apiTime(printed))

function stateOf(state: PastedState | undefined, source: Source): ContainerState | null {
  if (!state) return null
  return {
    phase: state.phase,
    reason: state.reason,
    message: state.message,
    exitCode: state.exitCode,
    signal: state.signal,
    startedAtMs: timeOf(state.started),
    finishedAtMs: timeOf(state.finished),
    containerId: null,
    evidence: evidenceFor(source, state.lines),
  }
}

const QUANTITY = /^ *memory: +(\S+)/
const bytesOf = (line: PastedLine | null): number | null =>
  line === null ? null : parseQuantity(QUANTITY.exec(line.text)?.[1] ?? '')

/** A container out of a piece of a description; null where nothing of it is there. */
export function containerOf(draft: PastedContainer, source: Source): ContainerFact | null {
  const cited = [draft.header, draft.restarts, draft.limit, ...draft.states.flatMap(state => state.lines)].filter(
    line => line !== null,
  )
  const [first, ...rest] = cited
  if (!first) return null
  return {
    name: draft.name,
    type: draft.type,
    sidecar: draft.type === 'init' ? null : false,
    containerId: bareContainerId(draft.id),
    requestBytes: bytesOf(draft.request),
    limitBytes: bytesOf(draft.limit),
    restartCount: draft.restarts ? wholeNumber(draft.restarts.text.split(':')[1]?.trim() ?? '') : null,
    state: stateOf(
      draft.states.find(state => state.slot === 'State'),
      source,
    ),
    lastState: stateOf(
      draft.states.find(state => state.slot === 'Last State'),
      source,
    ),
    evidence: evidenceFor(source, [first, ...rest]),
  }
}
