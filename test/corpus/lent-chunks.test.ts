import { expect, test } from 'vitest'
import { type Bundle, isProblem } from '../../src/model/bundle.ts'
import { lent } from '../lent.ts'
import { corpus, goldenOf, openCase, reportOf, written } from './cases.ts'

const allLent = (bundle: Bundle): Bundle => ({
  name: bundle.name,
  async *members() {
    for await (const item of bundle.members()) yield isProblem(item) ? item : lent(item)
  },
})

test.each(corpus.map(each => [each.name, each] as const))('%s is read from chunks that are lent', async (_, each) => {
  expect(await reportOf(allLent(await openCase(each)), each)).toBe(written(goldenOf(each)))
})
