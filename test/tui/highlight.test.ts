import { expect, test } from 'vitest'
import { highlighted } from '../../src/tui/frame/highlight.ts'

const marked = (text: string, search: string | null): string =>
  highlighted(
    text,
    search,
    part => `(${part})`,
    part => `[${part}]`,
  )

test.each([
  ['Killed java', 'JAVA', '(Killed )[java]'],
  ['aXa', 'a', '[a](X)[a]'],
  ['a.b+c', '.b+', '(a)[.b+](c)'],
  ['nothing', 'zq', '(nothing)'],
  ['nothing', null, '(nothing)'],
])('%s, searched for %s', (text, search, expected) => expect(marked(text, search)).toBe(expected))
