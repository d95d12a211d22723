import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rules } from '../../src/rules/index.ts'
import { verdictsOf } from '../../src/rules/run.ts'
import { anyCase } from './any-case.ts'

const RUNS = { numRuns: 1500 }

/** What a hole in the evidence looks like when it is printed. */
const HOLE = /undefined|NaN|Infinity|\bnull\b|\[object/

test('every rule answers whatever is known: by its own name, as sure as it says it can be, with a line', () => {
  fc.assert(
    fc.property(anyCase, each => {
      for (const rule of rules) {
        const verdict = rule.check(each)
        if (verdict === null) continue
        expect(verdict.cause.code).toBe(rule.id)
        expect(Object.keys(rule.criteria)).toContain(verdict.cause.confidence)
        expect(verdict.cause.evidence.length).toBeGreaterThan(0)
        for (const span of verdict.cause.evidence) expect(span.path).toBe('dmesg.txt')
        expect(verdict.advice.length).toBeGreaterThan(0)
        const words = [verdict.cause.why, ...verdict.advice.flatMap(Object.values)].filter(word => word !== null)
        expect(words.join('\n')).not.toMatch(HOLE)
      }
    }),
    RUNS,
  )
})

test('every case has a cause, and every cause an action', () => {
  fc.assert(
    fc.property(anyCase, each => {
      const verdicts = verdictsOf(each, rules)
      expect(verdicts[0]?.advice.length).toBeGreaterThan(0)
      const codes = verdicts.map(({ cause }) => cause.code)
      expect(new Set(codes).size).toBe(codes.length)
    }),
    RUNS,
  )
})
