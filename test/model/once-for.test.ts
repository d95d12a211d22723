import { expect, test } from 'vitest'
import { onceFor } from '../../src/model/once-for.ts'

test('what is asked of one object again is not looked for again, even where it is nothing', () => {
  const asked: number[][] = []
  const first = onceFor((list: number[]) => {
    asked.push(list)
    return list[0]
  })
  const [one, none] = [[1], []]
  expect([first(one), first(one), first(none), first(none), first([1])]).toEqual([1, 1, undefined, undefined, 1])
  expect(asked).toEqual([[1], [], [1]])
})
