import { describe, expect, it } from 'vitest'
import { FIXTURES, factsOf, fixture, reportIn } from './read.ts'
import { WRAPPINGS } from './wrap.ts'

describe.each(FIXTURES)('the report %s', name => {
  const text = fixture(name)
  const facts = factsOf(reportIn(text))

  it.each(Object.keys(WRAPPINGS))('says the same as %s', wrapping => {
    const report = reportIn(WRAPPINGS[wrapping]?.(text) ?? '')
    expect(factsOf(report)).toEqual(facts)
    expect(report.cutBy).toBeNull()
    expect(report.has).toEqual({ header: true, memory: true, conclusion: true })
  })
})
