import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kindOf } from '../../../src/engine/incident/kind.ts'
import { reportIn } from '../../formats/kernel/read.ts'
import { expected, told } from './report/expected.ts'
import { type ReportFacts, reportFacts } from './report/facts.ts'
import { printReport, stamped } from './report/print.ts'

const logOf = (facts: ReportFacts): string => `${stamped(printReport(facts), facts.startSeconds).join('\n')}\n`

describe('a whole report', () => {
  it('says what happened', () => {
    fc.assert(
      fc.property(reportFacts, facts => {
        const report = reportIn(logOf(facts))
        expect(told(report)).toEqual(expected(facts))
        expect(kindOf(report)).toBe(facts.kind)
      }),
      { numRuns: 400 },
    )
  })
})
