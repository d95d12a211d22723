import { type Output, outputOf } from '../model/output.ts'
import { REPORT_ORDER } from './json-order.ts'
import { jsonPieces } from './json-pieces.ts'
import { withinCap } from './timeline-cap.ts'

/** The whole report as one JSON document: keys in the order of `docs/report.md`, and the same bytes for the same report. */
export const json: Output = outputOf({
  id: 'json',
  extension: 'json',
  describes: 'for scripts: the whole report as one JSON document (docs/report.schema.json)',
  *pieces(report) {
    yield* jsonPieces(withinCap(report), REPORT_ORDER, 2)
    yield '\n'
  },
})
