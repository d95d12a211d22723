import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonPieces } from '../../../src/formats/kubernetes/json-pieces.ts'
import { jsonValue } from '../../../src/formats/kubernetes/json-value.ts'
import type { Range, Value } from '../../../src/formats/kubernetes/value.ts'

/** A value as it is to be printed: its text, or what is in it, with the text around each. */
type Printed =
  | { readonly literal: string }
  | {
      readonly members: readonly { readonly key: string | null; readonly space: readonly string[]; value: Printed }[]
    }

const spelled = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * A key, some of whose letters are spelled by their numbers. None holds a backslash: V8 takes `"\""` for the key that is a
 * backslash where it has met that key before (V8 13.6).
 */
const spelt = fc
  .tuple(fc.oneof(fc.constantFrom('name', 'a', 'ab', '', '"', '__proto__'), fc.string()), fc.nat(15))
  .filter(([key]) => !key.includes('\\'))
  .map(([key, bits]) =>
    JSON.stringify(key).replace(/[a-z]/g, (char, at: number) => ((bits >> at) % 2 === 1 ? spelled(char) : char)),
  )
  .filter(key => !/\\\\u/.test(key))

const literal = fc
  .oneof(
    fc.string().map(text => JSON.stringify(text)),
    fc.constantFrom(
      '"name"',
      '"\\"name\\": {"',
      '"[{\\\\"',
      '{}',
      '[]',
      '[ ]',
      '{\n}',
      'true',
      '-1.5e9',
      '9007199254740993',
    ),
  )
  .map((literal): Printed => ({ literal }))
const space = fc.array(fc.constantFrom('', '', ' ', '\n', '\r\n\t', '\n        '), { minLength: 4, maxLength: 4 })

const { value: printed } = fc.letrec<{ value: Printed }>(tie => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literal,
    fc
      .array(fc.record({ key: spelt, space, value: tie('value') }), { minLength: 1, maxLength: 5 })
      .map((members): Printed => ({ members })),
    fc
      .array(fc.record({ key: fc.constant(null), space, value: tie('value') }), { minLength: 1, maxLength: 5 })
      .map((members): Printed => ({ members })),
  ),
}))

interface Placed {
  readonly range: Range
  readonly within: ReadonlyMap<string | number, Placed>
}

/** The text, and where the printer has put each value: of repeated keys the last one counts. */
function print(value: Printed): { readonly text: string; readonly root: Placed } {
  let text = ''
  function put(one: Printed, start: number): Placed {
    const within = new Map<string | number, Placed>()
    if ('literal' in one) text += one.literal
    else {
      const isObject = one.members[0]?.key !== null
      text += isObject ? '{' : '['
      for (const [at, { key, space, value }] of one.members.entries()) {
        text += (at === 0 ? '' : ',') + space[0]
        const from = text.length
        if (key !== null) text += `${key}${space[1]}:${space[2]}`
        within.set(key === null ? at : JSON.parse(key), put(value, from))
        text += space[3]
      }
      text += isObject ? '}' : ']'
    }
    return { range: { start, end: text.length }, within }
  }
  const root = put(value, 0)
  return { text, root }
}

/** Every value that is not null is where the printer has put it. */
function expectPlaces(value: Value, { range, within }: Placed): void {
  expect({ start: value.range().start, end: value.range().end }).toEqual(range)
  const items = value.items()
  let seen = 0
  for (const [key, placed] of within) {
    const inner = typeof key === 'string' ? value.get(key) : (items[seen++] ?? null)
    if (inner !== null) expectPlaces(inner, placed)
    else expect(key).toBe('never null')
  }
}

describe('places of values in JSON', () => {
  it('are where a printer has put them, however it spells keys and sets blanks', () => {
    fc.assert(
      fc.property(printed, fc.constantFrom('', ' ', '\n\n'), (value, before) => {
        const { text, root } = print(value)
        const range = { start: before.length, end: before.length + text.length }
        const shift = (placed: Placed): Placed => ({
          range: { start: placed.range.start + before.length, end: placed.range.end + before.length },
          within: new Map([...placed.within].map(([key, each]) => [key, shift(each)])),
        })
        const read = jsonValue(`${before}${text}, "after": 1}`, range)
        if (read === null) throw new Error(`no JSON: ${text}`)
        expectPlaces(read, shift(root))
      }),
      { numRuns: 600 },
    )
  })

  it('of the items of a list are those of the list', () => {
    const objects = printed.filter(value => 'members' in value && value.members[0]?.key !== null)
    fc.assert(
      fc.property(
        fc.array(objects, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(', ', ',\n    ', '\n,'),
        (all, comma) => {
          const texts = all.map(value => print(value).text)
          const list = `{"kind":"List","items":[${texts.join(comma)}]}`
          const { pieces, faults } = jsonPieces(list)
          expect(faults).toEqual([])
          expect(pieces.map(({ start, end }) => list.slice(start, end))).toEqual(texts)
        },
      ),
      { numRuns: 200 },
    )
  })
})
