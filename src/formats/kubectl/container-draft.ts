import { bareContainerId } from '../../model/identity.ts'
import type { ContainerFact, ContainerState } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import { apiTime } from './api-time.ts'
import type { Field } from './field.ts'
import { runSpan, spansOf } from './source-lines.ts'
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
  restartCount: number | null
  /** Bytes, or undefined as long as no `Limits:` was seen. */
  limitBytes: number | null | undefined
  requestBytes: number | null | undefined
}

export const draftOf = (type: ContainerFact['type'], header: Field): ContainerDraft => ({
  type,
  header,
  containerId: null,
  state: null,
  lastState: null,
  restartCount: null,
  limitBytes: undefined,
  requestBytes: undefined,
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

/** The finished fact. `kubectl describe` does not say which init containers are sidecars, nor which ID a state is about. */
export const containerOf = (draft: ContainerDraft): ContainerFact => ({
  name: draft.header.key ?? '',
  type: draft.type,
  sidecar: draft.type === 'init' ? null : false,
  containerId: bareContainerId(draft.containerId),
  requestBytes: draft.requestBytes ?? null,
  limitBytes: draft.limitBytes ?? null,
  restartCount: draft.restartCount,
  state: stateOf(draft.state),
  lastState: stateOf(draft.lastState),
  evidence: [runSpan([draft.header.line])],
})
