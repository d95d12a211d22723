import type { Problem } from '../../model/problem.ts'
import type { Fault } from './piece.ts'
import type { Places } from './place.ts'
import type { Range } from './value.ts'

const SAYS = {
  cut: 'The text ends before this object does: it was left out',
  'cut-line': 'The text ends without a line end: its last line, which may be cut, was left out',
  'too-deep': 'This object is nested too deeply to be one of Kubernetes: it was left out',
  broken: 'This object is damaged: it was left out',
} as const satisfies Record<Fault['what'], string>

/** The problem of an object that could not be read. Its text is not quoted: it may hold values of the environment. */
export function damage(fault: Fault, format: 'JSON' | 'YAML', path: string, places: Places): Problem {
  return {
    code: 'DOCUMENT_DAMAGED',
    severity: 'warning',
    detail: `${SAYS[fault.what]}. The rest of the ${format} was read.`,
    advice: 'Capture the objects again, or repair the file at this line.',
    evidence: [places.bare(fault)],
    path,
  }
}

/** The problem of an object that is larger than the API server can store. */
export function tooLarge(range: Range, path: string, places: Places): Problem {
  return {
    code: 'DOCUMENT_TOO_LARGE',
    severity: 'warning',
    detail: 'This object is larger than any that Kubernetes stores; it was left out.',
    advice: null,
    evidence: [places.bare(range)],
    path,
  }
}
