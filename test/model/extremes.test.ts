import { expect, test } from 'vitest'
import { leastOf, mostOf } from '../../src/model/extremes.ts'

test('the extremes of more numbers than a call takes arguments', () => {
  const many = Array.from({ length: 500_000 }, (_, at) => at % 1000)
  expect([leastOf(many), mostOf(many)]).toEqual([0, 999])
  expect([leastOf([]), mostOf([])]).toEqual([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
})
