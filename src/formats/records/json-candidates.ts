import type { Line } from '../../model/line.ts'

/** Deeper objects than this are part of a record, never records. */
const MAX_RECORD_DEPTH = 16
/** A larger object is no record of a log, but holds some. */
const MAX_RECORD_BYTES = 256 * 1024
const MAX_KEYS = 32

/** A key that may hold the message of a record. */
export interface MessageKey {
  readonly name: string
  /** How many objects of the record are around it. */
  readonly depth: number
  readonly line: Line
  readonly start: number
  /** Absolute offset after its value, where that is a string. */
  end: number | null
}

/** An object that may be a record: its parent is an array, or it has none. */
export interface Candidate<Kept> {
  /** How many objects and arrays are around it. */
  readonly depth: number
  readonly line: Line
  readonly start: number
  readonly keys: MessageKey[]
  /** Records inside it: they are none where it is one itself, as an application may put anything into its own. */
  readonly inner: Kept[]
  /** Turns out to be too large for a record: `container` has no message of its own. */
  size: 'fits' | 'container' | 'too-large'
}

const hasMessage = <Kept>({ keys }: Candidate<Kept>): boolean => keys.some(({ depth }) => depth === 1)

/** Objects that are open and may be records, and the records that were found in them. */
export interface Candidates<Kept> {
  open(depth: number, line: Line, start: number): void
  /** A key comes; null for one that holds no message. */
  noteKey(name: string | null, depth: number, line: Line, start: number): void
  endKey(end: number): void
  /** The candidate that closes at this depth, taken off; null where none does. */
  close(depth: number): Candidate<Kept> | null
  /** Keeps records until what is around them is known to be none. */
  give(records: readonly Kept[]): void
  /** Settles those that have grown too large. Returns the number of the first line that is still needed. */
  settle(end: number): number | null
  /** Nothing that is open will be closed. */
  abandon(): void
}

export function newCandidates<Kept>(emit: (record: Kept) => void): Candidates<Kept> {
  let open: Candidate<Kept>[] = []
  let lastKey: MessageKey | null = null

  function give(records: readonly Kept[]): void {
    const around = open.findLast(({ size }) => size !== 'container')
    if (around?.size === 'too-large') return
    for (const record of records) {
      if (around) around.inner.push(record)
      else emit(record)
    }
  }

  function abandon(): void {
    const left = open
    open = []
    for (const candidate of left) {
      // The rest is inside a record.
      if (candidate.size === 'too-large' || hasMessage(candidate)) return
      for (const record of candidate.inner) emit(record)
    }
  }

  return {
    give,
    abandon,
    open(depth, line, start) {
      if (depth < MAX_RECORD_DEPTH) open.push({ depth, line, start, keys: [], inner: [], size: 'fits' })
    },
    noteKey(name, depth, line, start) {
      const candidate = open.at(-1)
      lastKey = null
      if (name === null || candidate === undefined) return
      if (depth - candidate.depth > 2 || candidate.keys.length === MAX_KEYS) return
      lastKey = { name, depth: depth - candidate.depth, line, start, end: null }
      candidate.keys.push(lastKey)
    },
    endKey(end) {
      if (lastKey !== null) lastKey.end = end
      lastKey = null
    },
    close: depth => (open.at(-1)?.depth === depth ? (open.pop() ?? null) : null),
    settle(end) {
      let isInside = false
      for (const candidate of open) {
        if (candidate.size === 'container') continue
        if (candidate.size === 'fits' && !isInside) {
          if (end - candidate.start <= MAX_RECORD_BYTES) return candidate.line.number
          candidate.size = hasMessage(candidate) ? 'too-large' : 'container'
          if (candidate.size === 'container') for (const record of candidate.inner) emit(record)
        }
        isInside ||= candidate.size === 'too-large'
        if (isInside) candidate.size = 'too-large'
        candidate.inner.length = 0
      }
      return null
    },
  }
}
