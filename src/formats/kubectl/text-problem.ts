import type { Line } from '../../model/line.ts'
import type { Problem } from '../../model/problem.ts'
import { spansOf } from './source-lines.ts'

/** Citations enough to find the place; a forged text may be of any length. */
const MOST = 20

function problem(
  lines: readonly Line[],
  told: Pick<Problem, 'code' | 'severity' | 'detail' | 'advice'>,
): readonly Problem[] {
  const [first, ...more] = lines
  if (!first) return []
  return [{ ...told, evidence: spansOf([first, ...more]).slice(0, MOST), path: first.path }]
}

const READ_OBJECT = 'Collect the object with `kubectl get -o json`, which quotes such text.'

/** Lines of a termination message that imitate kubectl's own fields. */
export const forgedFields = (lines: readonly Line[], where: string): readonly Problem[] =>
  problem(lines, {
    code: 'FORGED_FIELD',
    severity: 'warning',
    detail: `Text inside a message of ${where} looks like fields of the description; it was not taken as such.`,
    advice: READ_OBJECT,
  })

/** Lines of an event message that imitate rows of the table. */
export const forgedRows = (lines: readonly Line[]): readonly Problem[] =>
  problem(lines, {
    code: 'FORGED_FIELD',
    severity: 'warning',
    detail: `Text inside an event's message looks like ${lines.length === 1 ? 'an event' : `${lines.length} events`}, out of line or out of order; it was taken as text.`,
    advice: 'Collect the events with `kubectl get events -A -o json`.',
  })

/** An object that cannot be told from a message that imitates one. */
export const unprovenObject = (lines: readonly Line[], name: string): readonly Problem[] =>
  problem(lines, {
    code: 'FORGED_FIELD',
    severity: 'warning',
    detail: `The description of ${name} begins inside another object's message; it may be forged and was not used.`,
    advice: READ_OBJECT,
  })

/** A description that ends early. */
export const cutOff = (lines: readonly Line[], what: string): readonly Problem[] =>
  problem(lines, {
    code: 'DOCUMENT_DAMAGED',
    severity: 'warning',
    detail: `The description of ${what} ends before its end; what is missing is unknown.`,
    advice: 'Collect it again.',
  })

/** Lines that no reader understood: one problem for all of them. */
export const notUnderstood = (lines: readonly Line[], where: string): readonly Problem[] =>
  problem(lines, {
    code: 'LINE_NOT_UNDERSTOOD',
    severity: 'info',
    detail: `${lines.length} line${lines.length === 1 ? '' : 's'} of ${where} could not be read.`,
    advice: null,
  })
