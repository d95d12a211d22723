import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { yamlObject } from '../../../src/formats/records/yaml-object.ts'
import { loadYaml } from '../../../src/formats/yaml-library.ts'

await loadYaml()

const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))
const { record } = fc.letrec<{ value: unknown; record: Record<string, unknown> }>(tie => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaf, tie('record'), fc.array(tie('value'), { maxLength: 3 })),
  record: fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
}))

describe('an object of YAML', () => {
  test('is what the library makes of it', () => {
    fc.assert(
      fc.property(record, object => {
        expect(yamlObject(stringify(object))).toEqual(object)
      }),
      { numRuns: 300 },
    )
  })

  test.each(['a: 1\na: 2', 'a: &x {b: 1}\nc: *x', '1: one\nnull: none\ntrue: yes', '__proto__: {a: 1}', 'a: !!str 1'])(
    '%j as well',
    text => expect(yamlObject(text)).toEqual(parse(text, { uniqueKeys: false })),
  )

  test.each(['a', '- a', '', '{', '\t- : x'])('%j is none', text => expect(yamlObject(text)).toBeNull())

  test('has no key that is one itself, and follows no bomb', () => {
    expect(yamlObject('a: *b')).toEqual({ a: null })
    expect(yamlObject('? {a: 1}\n: 2\nb: 3')).toEqual({ b: 3 })
    const bomb = `a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]\n`
    expect(JSON.stringify(yamlObject(bomb)).length).toBeLessThan(2000)
  })
})
