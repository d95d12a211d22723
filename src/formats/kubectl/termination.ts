import { apiTime, isApiTime } from './api-time.ts'
import { type Field, isField, wholeNumber } from './field.ts'

/** The lines that end every terminated state: `Exit Code`, perhaps `Signal`, `Started`, `Finished`. */
export interface Termination {
  readonly exitCode: number
  readonly signal: number | null
  readonly startedAtMs: number | null
  readonly finishedAtMs: number | null
  readonly fields: readonly Field[]
}

/** Reads the end of a terminated state at this place; null where the lines are not there, or not in kubectl's order. */
export function terminationAt(fields: readonly Field[], index: number): Termination | null {
  const code = fields[index]
  const exitCode = isField(code, 6, 'Exit Code') ? wholeNumber(code.value) : null
  if (!code || exitCode === null) return null
  const next = fields[index + 1]
  const signal = isField(next, 6, 'Signal') ? wholeNumber(next.value) : null
  const at = signal === null ? index + 1 : index + 2
  const started = fields[at]
  const finished = fields[at + 1]
  if (!isField(started, 6, 'Started') || !isField(finished, 6, 'Finished')) return null
  if (!isApiTime(started.value) || !isApiTime(finished.value)) return null
  return {
    exitCode,
    signal,
    startedAtMs: apiTime(started.value),
    finishedAtMs: apiTime(finished.value),
    fields: fields.slice(index, at + 2),
  }
}

/** A termination and what stands after it. */
export interface Closed {
  readonly termination: Termination
  readonly before: 'Last State' | 'Ready'
}

/**
 * The same, but only where what kubectl prints next follows. A termination message is printed raw, so it may hold
 * lines like these; what it cannot hold is the real `Ready:` and `Restart Count:` after them.
 */
export function closedTerminationAt(fields: readonly Field[], index: number): Closed | null {
  // Cheap test first: this is asked of every line.
  if (fields[index]?.key !== 'Exit Code') return null
  const found = terminationAt(fields, index)
  if (!found) return null
  const after = index + found.fields.length
  const next = fields[after]
  if (isField(next, 4, 'Last State') && next.value === 'Terminated') return { termination: found, before: 'Last State' }
  const ready = isField(next, 4, 'Ready') && (next.value === 'True' || next.value === 'False')
  const count = fields[after + 1]
  return ready && isField(count, 4, 'Restart Count') && wholeNumber(count.value) !== null
    ? { termination: found, before: 'Ready' }
    : null
}
