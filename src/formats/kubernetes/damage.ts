import type { Problem } from '../../model/problem.ts'
import type { Fault } from './piece.ts'
import type { Places } from './place.ts'
import type { Range } from './value.ts'

const REST = 'The rest of the file was read.'
const CUT = 'The text ends before'
const SAYS = {
  cut: `${CUT} this object does: it was left out, but for a kill that it may show. ${REST}`,
  'cut-list': `${CUT} this list does: objects may be missing. ${REST}`,
  'cut-line': `The text ends without a line end: its last line, which may be cut, was left out. ${REST}`,
  'too-deep': `This object is nested too deeply to be one of Kubernetes: it was left out. ${REST}`,
  broken: `This object is damaged: it was left out. ${REST}`,
  'log-marks': `This container log holds marks of where logs begin or end, or has no end: nothing was read up to the last mark. ${REST}`,
  'too-many': 'There is too much damage in this file: from here on it was not read.',
} as const satisfies Record<Fault['what'], string>

/** The problem of text that could not be read. It is not quoted: it may hold values of the environment. */
export function damage(fault: Fault, path: string, places: Places): Problem {
  const isForged = fault.what === 'log-marks'
  return {
    code: isForged ? 'FORGED_FIELD' : 'DOCUMENT_DAMAGED',
    severity: 'warning',
    detail: SAYS[fault.what],
    advice: isForged
      ? 'Capture with `kubectl cluster-info dump --output-directory`, which keeps logs apart.'
      : 'Capture the objects again, or repair the file at this line.',
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
