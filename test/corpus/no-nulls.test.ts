import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const CASES = new URL('../../corpus/cases/', import.meta.url)
/** Words that stand in a sentence where a value was missing. */
const MISSING = /(?<![\w(/"'.-])(?:null|undefined|NaN|\[object Object\])(?![\w(/.-])/

/** All texts that oomlens wrote: citations are left out, which hold what logs hold. */
function sentencesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => (key === 'excerpt' ? [] : sentencesIn(each)))
}

test('no sentence of a golden report names what is not there', () => {
  const names = readdirSync(CASES)
  expect(names.length).toBeGreaterThan(50)
  const wrong = names.flatMap(name => {
    const report: unknown = JSON.parse(readFileSync(new URL(`${name}/report.json`, CASES), 'utf8'))
    return sentencesIn(report)
      .filter(text => MISSING.test(text))
      .map(text => `${name}: ${text}`)
  })
  expect(wrong).toEqual([])
})
