import { bareContainerId } from '../../model/identity.ts'
import type { ContainerFact, ContainerState } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import { parseQuantity } from '../../model/quantity.ts'
import { apiTime } from './api-time.ts'
import { type Field, wholeNumber } from './field.ts'
import { spansOf } from './source-lines.ts'
import type { Termination } from './termination.ts'

/** A state while it is read. */
export interface StateDraft {
  readonly phase: ContainerState['phase']
  readonly line: Line
  readonly reason: Field | null
  /** Since when it runs; only of a running state. */
  readonly started: Field | null
  /** The termination message with all its lines; null where none is printed. */
  readonly message: Field[] | null
  termination: Termination | null
}

/** A container while it is read. */
export interface ContainerDraft {
  readonly type: ContainerFact['type']
  readonly header: Field
  containerId: string | null
  state: StateDraft | null
  lastState: StateDraft | null
  restarts: Field | null
  /** The `memory:` line, or undefined as long as no `Limits:` was seen. */
  limit: Field | null | undefined
  request: Field | null | undefined
}

export const draftOf = (type: ContainerFact['type'], header: Field): ContainerDraft => ({
  type,
  header,
  containerId: null,
  state: null,
  lastState: null,
  restarts: null,
  limit: undefined,
  request: undefined,
})

/** Its states in the order of the text. */
export const statesOf = (draft: ContainerDraft): readonly StateDraft[] =>
  [draft.state, draft.lastState].filter(state => state !== null)

function stateOf(draft: StateDraft | null): ContainerState | null {
  if (!draft) return null
  const { phase, line, reason, started, message, termination } = draft
  const [firstOfMessage] = message ?? []
  const cited: [Line, ...Line[]] = [line]
  for (const field of [reason, started, firstOfMessage]) if (field) cited.push(field.line)
  for (const field of termination?.fields ?? []) cited.push(field.line)
  return {
    phase,
    reason: reason?.value ?? null,
    message: message?.map((field, index) => (index === 0 ? field.value : field.line.text)).join('\n') ?? null,
    exitCode: termination?.exitCode ?? null,
    signal: termination?.signal ?? null,
    startedAtMs: started ? apiTime(started.value) : (termination?.startedAtMs ?? null),
    finishedAtMs: termination?.finishedAtMs ?? null,
    containerId: null,
    evidence: spansOf(cited),
  }
}

const bytesOf = (memory: Field | null | undefined): number | null => (memory ? parseQuantity(memory.value) : null)

/** The finished fact. `kubectl describe` does not say which init containers are sidecars, nor which ID a state is about. */
export const containerOf = (draft: ContainerDraft): ContainerFact => ({
  name: draft.header.key ?? '',
  type: draft.type,
  sidecar: draft.type === 'init' ? null : false,
  containerId: bareContainerId(draft.containerId),
  requestBytes: bytesOf(draft.request),
  limitBytes: bytesOf(draft.limit),
  restartCount: draft.restarts ? wholeNumber(draft.restarts.value) : null,
  state: stateOf(draft.state),
  lastState: stateOf(draft.lastState),
  evidence: spansOf([draft.header.line, ...[draft.restarts, draft.limit].flatMap(field => field?.line ?? [])]),
})
