import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { corpus, openCase, reportOf } from './cases.ts'

test('there are cases', () => {
  expect(corpus.length).toBeGreaterThan(0)
})

describe.each(corpus)('$name', each => {
  test('gives its report', async () => {
    const report = await reportOf(await openCase(each), each)
    if (process.env.UPDATE === '1') writeFileSync(each.goldenPath, report)
    expect(existsSync(each.goldenPath), 'report.json is missing: UPDATE=1 writes it').toBe(true)
    expect(report).toBe(readFileSync(each.goldenPath, 'utf8'))
  })

  test('says what it is about, in a few sentences', () => {
    expect(each.about).toMatch(/^# .+\n\n/)
    expect(each.about?.length).toBeLessThan(900)
  })
})
