import { wholeNumber } from '../kubectl/field.ts'
import { type Entry, entryOf } from './described-lines.ts'
import type { PastedLine } from './pasted-line.ts'

/** A state of a container as a piece of a description shows it. */
export interface PastedState {
  readonly slot: 'State' | 'Last State'
  readonly phase: 'terminated' | 'running' | 'waiting'
  readonly lines: readonly [PastedLine, ...PastedLine[]]
  readonly reason: string | null
  readonly message: string | null
  exitCode: number | null
  signal: number | null
  started: string | null
  finished: string | null
}

const PHASES: Readonly<Record<string, PastedState['phase']>> = {
  terminated: 'terminated',
  running: 'running',
  waiting: 'waiting',
}

/** In the order in which kubectl prints them; each may be missing, where it was cut. */
const ORDER = ['Reason', 'Message', 'Exit Code', 'Signal', 'Started', 'Finished'] as const
type Key = (typeof ORDER)[number]

const isKey = (key: string): key is Key => ORDER.some(each => each === key)

/** What was read, and how many lines of the run it took. */
export interface ReadState {
  readonly state: PastedState
  readonly next: number
}

/** The entries of a state from a place on, each once and in kubectl's order. */
function entriesFrom(lines: readonly PastedLine[], place: number): { entries: readonly Entry[]; next: number } {
  const entries: Entry[] = []
  let least = 0
  let at = place
  for (; at < lines.length; at += 1) {
    const line = lines[at]
    if (line && at > place && ELIDED.test(line.text)) continue
    const entry = line ? entryOf(line) : null
    if (!entry || !isKey(entry.key)) break
    const rank = ORDER.indexOf(entry.key)
    if (rank < least || !isPlausible(entry)) break
    entries.push(entry)
    least = rank + 1
    // A message may go on with anything.
    if (entry.key === 'Message') return { entries, next: at + 1 }
  }
  return { entries, next: at }
}

const isPlausible = ({ key, value }: Entry): boolean =>
  key === 'Exit Code' || key === 'Signal' ? wholeNumber(value) !== null : value !== ''

const textAt = (entries: readonly Entry[], key: Key): string | null =>
  entries.find(entry => entry.key === key)?.value ?? null

const numberOf = (entries: readonly Entry[], key: Key): number | null => wholeNumber(textAt(entries, key) ?? '')

function stateFrom(
  slot: PastedState['slot'],
  phase: PastedState['phase'],
  head: readonly PastedLine[],
  entries: readonly Entry[],
): PastedState | null {
  const [first, ...rest] = [...head, ...entries.map(entry => entry.line)]
  if (!first) return null
  return {
    slot,
    phase,
    lines: [first, ...rest],
    reason: textAt(entries, 'Reason'),
    message: textAt(entries, 'Message'),
    exitCode: numberOf(entries, 'Exit Code'),
    signal: numberOf(entries, 'Signal'),
    started: textAt(entries, 'Started'),
    finished: textAt(entries, 'Finished'),
  }
}

/** `Last State:  Terminated` and what follows it. */
export function stateAt(lines: readonly PastedLine[], place: number): ReadState | null {
  const line = lines[place]
  const entry = line ? entryOf(line) : null
  if (!line || !entry || (entry.key !== 'State' && entry.key !== 'Last State')) return null
  const phase = PHASES[entry.value.toLowerCase()]
  if (phase === undefined) return null
  const { entries, next } = entriesFrom(lines, place + 1)
  const state = isBelow(lines, place, entries) ? stateFrom(entry.key, phase, [line], entries) : null
  return state && { state, next }
}

/**
 * An end without the line that says which state it is of: `Reason:  OOMKilled` from grep, with or without what follows.
 * One blank behind the colon is what people write in sentences of their own; kubectl prints more, and a code below.
 */
export function headlessAt(lines: readonly PastedLine[], place: number): ReadState | null {
  const line = lines[place]
  const entry = line ? entryOf(line) : null
  const isHead = entry?.key === 'Reason' || entry?.key === 'Exit Code' || (entry?.key === 'Message' && place === 0)
  if (!line || !entry || !isHead) return null
  const { entries, next } = entriesFrom(lines, place)
  const hasCode = numberOf(entries, 'Exit Code') !== null
  const isPadded = /: {2,}\S/.test(line.text)
  const isOom = entry.key === 'Reason' && entry.value === 'OOMKilled' && isPadded
  const isEnd = isOom || hasMessage(entries, place === 0) || (hasCode && (entry.key === 'Reason' || entries.length > 1))
  const state = isEnd ? stateFrom('Last State', 'terminated', [], entries) : null
  return state && { state, next }
}

/** A reason and a message: the rest of a state whose first line was cut off. */
const hasMessage = (entries: readonly Entry[], isFirst: boolean): boolean =>
  entries.length > (isFirst ? 0 : 1) && entries.at(-1)?.key === 'Message'

/** kubectl indents what a state holds by two. People flatten that, or lose what stands before their first line. */
function isBelow(lines: readonly PastedLine[], place: number, entries: readonly Entry[]): boolean {
  const [first] = entries
  const deeper = (first?.line.indent ?? 0) - (lines[place]?.indent ?? 0)
  const isTrimmed = lines[place]?.indent === 0
  return isTrimmed || first === undefined || (deeper >= 0 && deeper <= 4) || /\t/.test(first.line.raw)
}

/** What people write for lines that they leave out. */
const ELIDED = /^\s*(?:\.{2,}|…|\[\.{3}\]|<(?:snip|\.{3})>)\s*$/

/** The end of a terminated state that a message stands before: exit code to finish, all of it. */
export function closingAt(
  lines: readonly PastedLine[],
  place: number,
): { entries: readonly Entry[]; next: number } | null {
  const first = lines[place]
  if (!first || entryOf(first)?.key !== 'Exit Code') return null
  const { entries, next } = entriesFrom(lines, place)
  const isWhole = textAt(entries, 'Started') !== null && textAt(entries, 'Finished') !== null
  return isWhole ? { entries, next } : null
}

/** Gives a state the end that stands behind its message. */
export function close(state: PastedState, entries: readonly Entry[]): void {
  state.exitCode = numberOf(entries, 'Exit Code')
  state.signal = numberOf(entries, 'Signal')
  state.started = textAt(entries, 'Started')
  state.finished = textAt(entries, 'Finished')
}
