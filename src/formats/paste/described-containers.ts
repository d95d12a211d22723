import type { ContainerFact } from '../../model/kubernetes.ts'
import { entryOf, isField, nameIn, OWN_KEYS } from './described-lines.ts'
import { close, closingAt, headlessAt, type PastedState, stateAt } from './ended-state.ts'
import type { PastedLine } from './pasted-line.ts'

/** A container as a piece of a description shows it. */
export interface PastedContainer {
  readonly name: string | null
  readonly type: ContainerFact['type']
  readonly header: PastedLine | null
  readonly states: PastedState[]
  id: string | null
  restarts: PastedLine | null
  limit: PastedLine | null
  request: PastedLine | null
}

interface Speaker {
  readonly index: number
  readonly state: PastedState
}

const SECTIONS: Readonly<Record<string, ContainerFact['type']>> = {
  'Init Containers': 'init',
  Containers: 'regular',
  'Ephemeral Containers': 'ephemeral',
}

const IMITATIONS = new Set(['Reason', 'Exit Code', 'State', 'Last State', 'Restart Count', 'Name', 'Events'])

/**
 * Reads states of containers out of lines that may begin and end anywhere in a description. A termination message is
 * printed raw and may imitate all that follows it: it goes on until a whole end that kubectl's next line, or nothing,
 * follows. An end that no state asked for shows that a message lied, and then nothing after it counts.
 */
export class DescribedContainers {
  readonly #lines: readonly PastedLine[]
  #at = 0
  /** The least indentation of a line that names a state; what stands much deeper is text of somebody. */
  readonly #column: number
  #type: ContainerFact['type'] = 'regular'
  #draft: PastedContainer | null = null
  /** The state whose message is being read. */
  #open: PastedState | null = null
  /** The first container with a message; what comes after it is in doubt. */
  #speaker: Speaker | null = null

  containers: PastedContainer[] = []
  readonly forged: PastedLine[] = []

  constructor(lines: readonly PastedLine[]) {
    this.#lines = lines
    const columns = lines.filter(line => /^ *(?:Last )?State: /.test(line.text)).map(line => line.indent)
    this.#column = columns.reduce((least, column) => Math.min(least, column), Number.POSITIVE_INFINITY)
    while (this.#at < lines.length) this.#at = Math.max(this.#step(), this.#at + 1)
  }

  #step(): number {
    const line = this.#lines[this.#at]
    if (!line) return this.#at + 1
    if (this.#open) return this.#inMessage(this.#open, line)
    const read = stateAt(this.#lines, this.#at)
    if (read) return isField(this.#lines, this.#at) ? this.#take(read.state, read.next) : read.next
    const headless = headlessAt(this.#lines, this.#at)
    if (headless) {
      const closing = closingAt(this.#lines, this.#at)
      if (this.#speaker && closing) return this.#stray(this.#speaker, line)
      if (closing && this.#isBefore('Ready', closing.next) && this.#orphan(line)) return closing.next
      if (this.#opensMessage(headless.state)) return this.#take(headless.state, headless.next)
      const isSure =
        line.indent <= this.#column + 4 && headless.state.message === null && isField(this.#lines, this.#at)
      return isSure ? this.#take(headless.state, headless.next) : headless.next
    }
    return this.#field(line)
  }

  #field(line: PastedLine): number {
    const entry = entryOf(line)
    const name = nameIn(line)
    if (name !== null && this.#opensContainer() && isField(this.#lines, this.#at)) this.#begin(name, line)
    if (!entry || !isField(this.#lines, this.#at)) return this.#at + 1
    const type = entry.value === '' ? SECTIONS[entry.key] : undefined
    if (type !== undefined) {
      this.#type = type
      this.#draft = null
    }
    const draft = this.#draft
    if (!draft) return this.#at + 1
    if (entry.key === 'Container ID' && draft.states.length === 0) draft.id ??= entry.value || null
    if (entry.key === 'Restart Count') draft.restarts ??= line
    if (entry.key === 'Limits') draft.limit ??= this.#memory(line)
    if (entry.key === 'Requests') draft.request ??= this.#memory(line)
    return this.#at + 1
  }

  #begin(name: string | null, header: PastedLine | null): PastedContainer {
    const type = this.#type
    const draft = { name, type, header, states: [], id: null, restarts: null, limit: null, request: null }
    this.containers.push(draft)
    this.#draft = draft
    return draft
  }

  /** True where the next line is one that kubectl prints below the name of a container. */
  #opensContainer(): boolean {
    const line = this.#lines[this.#at]
    const next = this.#lines.slice(this.#at + 1, this.#at + 4).find(each => !each.isBlank)
    const entry = next ? entryOf(next) : null
    return line !== undefined && next !== undefined && entry !== null && OWN_KEYS.has(entry.key)
  }

  #take(state: PastedState, next: number): number {
    const known = this.#draft
    const isOver =
      known === null ||
      known.restarts !== null ||
      known.states.some(each => each.slot === state.slot || each.slot === 'Last State')
    const draft = isOver ? this.#begin(null, null) : known
    draft.states.push(state)
    if (state.message !== null && state.phase === 'terminated') {
      this.#open = state
      this.#speaker ??= { index: this.containers.length - 1, state }
    }
    return next
  }

  #inMessage(state: PastedState, line: PastedLine): number {
    const closing = closingAt(this.#lines, this.#at)
    const after = closing && this.#lines.slice(closing.next, closing.next + 4).find(each => !each.isBlank)
    const key = after ? entryOf(after)?.key : undefined
    const isClosed = closing && (!after || key === 'Ready' || (key === 'Last State' && state.slot === 'State'))
    if (closing && isClosed) {
      close(state, closing.entries)
      this.#open = null
      return closing.next
    }
    if (IMITATIONS.has(entryOf(line)?.key ?? '')) this.forged.push(line)
    return this.#at + 1
  }

  #stray(speaker: Speaker, line: PastedLine): number {
    const { state, index } = speaker
    for (const dropped of this.containers.slice(index + 1))
      this.forged.push(...dropped.states.flatMap(each => each.lines))
    this.containers = this.containers.slice(0, index + 1)
    const [own] = this.containers.slice(-1)
    own?.states.splice(own.states.indexOf(state) + 1)
    close(state, [])
    this.forged.push(line)
    this.#draft = own ?? null
    this.#open = state
    return this.#at + 1
  }

  #isBefore(key: string, next: number): boolean {
    const after = this.#lines[next]
    return after !== undefined && entryOf(after)?.key === key
  }

  /** A pod has a reason and a message as well, below its status. */
  #opensMessage({ message }: PastedState): boolean {
    const above = this.#lines[this.#at - 1]
    return message !== null && (!above || entryOf(above)?.key !== 'Status')
  }

  /**
   * An end that belongs to a container whose states do not lead to it: they stood in a message that began above the cut.
   * Returns false where no state stands before it.
   */
  #orphan(line: PastedLine): boolean {
    const whole = this.containers.findLastIndex(each => each.restarts !== null)
    const doubtful = this.containers
      .slice(whole + 1)
      .flatMap(each => each.states.splice(0).flatMap(state => state.lines))
    if (doubtful.length === 0) return false
    this.forged.push(...doubtful, line)
    return true
  }

  /** The `memory:` line of the list that begins here. */
  #memory(head: PastedLine): PastedLine | null {
    for (const line of this.#lines.slice(this.#at + 1, this.#at + 12)) {
      if (line.isBlank || line.indent <= head.indent) return null
      if (/^ *memory: +\S/.test(line.text)) return line
    }
    return null
  }
}
