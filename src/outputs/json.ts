import { type Output, outputOf } from '../model/output.ts'
import { REPORT_ORDER } from './json-order.ts'
import { jsonPieces } from './json-pieces.ts'
import { withinCap } from './timeline-cap.ts'

/** Characters that JSON may leave as they are, and that control or confuse a terminal. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** Such a character can only stand inside a string, where its escape means the same. */
const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

/** JSON text in which no character controls or confuses a terminal; it means the same. */
export const withoutControls = (text: string): string => text.replace(UNSEEN, escaped)
/** A list of numbers as it is indented, one a line. Inside a string there is no line break to match. */
const NUMBERS = /\[\n\s+(?:(?:-?\d[\d.e+-]*|null),?\s+)+\]/g

/** Thousands of points are one line a series, and not one each. */
const inOneLine = (list: string): string => list.replace(/\s+/g, ' ').replace('[ ', '[').replace(' ]', ']')

/** The whole report as one JSON document: keys in the order of `docs/report.md`, and the same bytes for the same report. */
export const json: Output = outputOf({
  id: 'json',
  extension: 'json',
  describes: 'for scripts: the whole report as one JSON document (docs/report.schema.json)',
  *pieces(report) {
    for (const piece of jsonPieces(withinCap(report), REPORT_ORDER, 2))
      yield withoutControls(piece.replace(NUMBERS, inOneLine))
    yield '\n'
  },
})
