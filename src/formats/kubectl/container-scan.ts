import { type ContainerDraft, draftOf, type StateDraft, statesOf } from './container-draft.ts'
import { type Field, isField } from './field.ts'
import { type Closed, closedTerminationAt, type Termination, terminationAt } from './termination.ts'

const SECTIONS: Readonly<Record<string, ContainerDraft['type']>> = {
  'Init Containers': 'init',
  Containers: 'regular',
  'Ephemeral Containers': 'ephemeral',
}

const PHASES: Readonly<Record<string, StateDraft['phase']>> = {
  Waiting: 'waiting',
  Running: 'running',
  Terminated: 'terminated',
}

/** True for the heading of a list of containers. */
export const opensContainers = (field: Field): boolean =>
  field.indent === 0 && field.key !== null && Object.hasOwn(SECTIONS, field.key) && field.value === ''

/** Lines that a message printed as if kubectl had; of no use but as evidence. */
const imitates = (field: Field): boolean =>
  isField(field, 6, 'Exit Code', 'Finished') ||
  isField(field, 4, 'State', 'Last State', 'Ready', 'Restart Count') ||
  isField(field, 0, 'Events', 'QoS Class', 'Containers')

/**
 * Reads the container blocks of a described pod, in one pass.
 *
 * Termination messages are printed raw, in the middle of the block, and may imitate everything that follows them. So a
 * message goes on until a termination that is followed by what kubectl prints next, and when another such termination
 * comes later the one before was part of the message, with all that stood between.
 */
export class ContainerScan {
  readonly #fields: readonly Field[]
  #index: number
  #type: ContainerDraft['type'] | null = null
  #draft: ContainerDraft | null = null
  /** The state whose message is being read. */
  #message: StateDraft | null = null
  /** Which container had a message last. */
  #speaker = -1

  containers: ContainerDraft[] = []
  /** Fields after the last container: conditions, volumes, QoS class. */
  tail: Field[] = []
  /** Place of `Events:`; the length of the text where there is none. */
  events: number
  readonly forged: Field[] = []
  /** A termination without a container that could own it: the text before it is not what it seems. */
  orphaned = false

  constructor(fields: readonly Field[], start: number) {
    this.#fields = fields
    this.#index = start
    this.events = fields.length
    while (this.#index < this.events) this.#index += this.#step()
  }

  /** True where the text ends inside a termination message. */
  get open(): boolean {
    return this.#message !== null
  }

  /** Takes back what a message may have made up: every end that follows one, and all states after it. */
  distrust(): void {
    for (const draft of this.containers) {
      const [first] = statesOf(draft).filter(state => state.message)
      if (!first) continue
      for (const state of statesOf(draft)) if (state.message) state.termination = null
      if (first === draft.state) draft.lastState = null
    }
  }

  /** Lines used from the current one on. */
  #step(): number {
    const field = this.#fields[this.#index]
    if (!field) return 1
    const closed = closedTerminationAt(this.#fields, this.#index)
    if (this.#message) return this.#inMessage(this.#message, field, closed)
    if (closed) return this.#stray(closed.termination)
    if (field.indent === 0 && field.key !== null) return this.#section(field)
    if (this.#type === null || field.key === null) return this.#keep(field)
    if (
      field.indent === 2 &&
      field.value === '' &&
      isField(this.#fields[this.#index + 1], 4, 'Container ID', 'Image')
    ) {
      this.#draft = draftOf(this.#type, field)
      this.containers.push(this.#draft)
      return 1
    }
    return this.#draft && field.indent === 4 ? this.#own(this.#draft, field) : 1
  }

  #keep(field: Field): number {
    if (this.#type === null) this.tail.push(field)
    return 1
  }

  #section(field: Field): number {
    if (field.key === 'Events') {
      this.events = this.#index
      return 0
    }
    this.#draft = null
    this.#type = opensContainers(field) ? (SECTIONS[field.key ?? ''] ?? null) : null
    return this.#keep(field)
  }

  #inMessage(state: StateDraft, field: Field, closed: Closed | null): number {
    // Only the current state can be followed by the last one.
    if (closed && (closed.before === 'Ready' || state === this.#draft?.state)) {
      state.termination = closed.termination
      this.#message = null
      return closed.termination.fields.length
    }
    state.message?.push(field)
    if (imitates(field)) this.forged.push(field)
    return 1
  }

  /** A termination that no state asked for: the message of an earlier state had not ended where it seemed to. */
  #stray(termination: Termination): number {
    const draft = this.containers[this.#speaker]
    if (!draft) {
      this.orphaned = true
      return termination.fields.length
    }
    const [speaker, other] = statesOf(draft).filter(state => state.message)
    for (const state of statesOf(draft)) {
      if (!state.message) continue
      this.forged.push(...(state.termination?.fields ?? []))
      state.termination = null
    }
    // With two messages nothing tells which one lied, so that neither end is claimed.
    if (speaker && !other) speaker.termination = termination
    if (speaker !== draft.lastState) draft.lastState = null
    draft.limit = undefined
    draft.request = undefined
    this.containers = this.containers.slice(0, this.#speaker + 1)
    this.#draft = draft
    this.#type = draft.type
    this.tail = []
    return termination.fields.length
  }

  #own(draft: ContainerDraft, field: Field): number {
    if (field.key === 'State' && !draft.state) return this.#state(field, state => (draft.state = state))
    if (field.key === 'Last State' && !draft.lastState && draft.restarts === null) {
      return this.#state(field, state => (draft.lastState = state))
    }
    if (field.key === 'Container ID' && !draft.state) draft.containerId = field.value
    if (field.key === 'Restart Count') draft.restarts = field
    if (field.key === 'Limits' && draft.limit === undefined) draft.limit = this.#memory()
    if (field.key === 'Requests' && draft.request === undefined) draft.request = this.#memory()
    return 1
  }

  #state(field: Field, put: (state: StateDraft) => void): number {
    const phase = PHASES[field.value]
    if (!phase) return 1
    let at = this.#index + 1
    const next = (key: string): Field | null => {
      const found = this.#fields[at]
      if (!isField(found, 6, key)) return null
      at += 1
      return found
    }
    const reason = next('Reason')
    const started = phase === 'running' ? next('Started') : null
    const message = phase === 'terminated' ? next('Message') : null
    const termination = phase === 'terminated' && !message ? terminationAt(this.#fields, at) : null
    const state = { phase, line: field.line, reason, started, message: message && [message], termination }
    put(state)
    if (message) {
      this.#message = state
      this.#speaker = this.containers.length - 1
    }
    return at + (termination?.fields.length ?? 0) - this.#index
  }

  /** The `memory:` line of the list that begins here. */
  #memory(): Field | null {
    for (let at = this.#index + 1; ; at += 1) {
      const field = this.#fields[at]
      if (field?.indent !== 6) return null
      if (field.key === 'memory') return field
    }
  }
}
