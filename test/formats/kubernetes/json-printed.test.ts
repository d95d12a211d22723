import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonPieces } from '../../../src/formats/kubernetes/json-pieces.ts'
import { printedList } from '../../../src/formats/kubernetes/json-printed.ts'
import { shallowJsonValue } from '../../../src/formats/kubernetes/json-value.ts'
import { factsIn, readJson, toJson } from './read-objects.ts'
import { event, node, pod } from './sample-objects.ts'

/** The list with its objects, where all of them are valid: what the reader then goes by. */
function taken(text: string): ReturnType<typeof printedList> {
  const printed = printedList(text)
  return printed?.items.every(item => shallowJsonValue(text, item) !== null) ? printed : null
}

/** What the walk over every character finds, in the same shape. */
function walked(text: string) {
  const { pieces, faults } = jsonPieces(text)
  return { faults, items: pieces.map(({ start, end }) => ({ start, end })), list: pieces[0]?.list }
}

const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)

/** Characters and lines that a list is laid out with. */
const SPOILERS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  '\n',
  ' ',
  'x',
  '\n        }',
  '\n        },\n        {',
  '\n    ]',
  '\n    ],',
]

describe('a list as kubectl prints it', () => {
  it.each([
    ['List', [pod('a'), node(), event(), pod('b')]],
    ['PodList', [pod('a'), pod('b')]],
  ])('as a %s is taken apart', (kind, items) => {
    const text = toJson({ apiVersion: 'v1', items, kind, metadata: { resourceVersion: '' } })
    expect(taken(text)?.items).toHaveLength(items.length)
    expect({ ...taken(text), faults: [] }).toEqual(walked(text))
  })

  const items = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { minLength: 1, maxLength: 4 })
  const text = items.map(items => toJson({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }))

  it('is taken apart as a walk over every character does it, or not at all, wherever it was changed', () => {
    let hits = 0
    const change = fc.record({ at: fc.nat(), put: fc.constantFrom(...SPOILERS), cut: fc.nat(12) })
    fc.assert(
      fc.property(text, fc.array(change, { maxLength: 3 }), (whole, changes) => {
        let spoilt = whole
        for (const { at, put, cut } of changes) {
          const from = at % (spoilt.length + 1)
          spoilt = spoilt.slice(0, from) + put + spoilt.slice(from + cut)
        }
        const printed = taken(spoilt)
        if (printed === null) return
        hits += 1
        expect({ ...printed, faults: [] }).toEqual(walked(spoilt))
      }),
      { numRuns: 1500 },
    )
    expect(hits).toBeGreaterThan(100)
  })

  it.each([98, 99, 100, 101, 102])('has no object in which %i lists stand in one another, nor has any other', depth => {
    const list = { apiVersion: 'v1', items: [pod('a'), pod('b', { spec: { deep: nested(depth) } })], kind: 'List' }
    const printed = toJson({ ...list, metadata: { resourceVersion: '' } })
    const [a, b] = [printed, JSON.stringify(list)].map(text =>
      factsIn(readJson(text), 'kube.pod').map(({ name }) => name),
    )
    expect(a).toEqual(b)
    expect(a).toEqual(depth > 98 ? ['a'] : ['a', 'b'])
  })

  it('that ends otherwise is no such list', () => {
    const whole = toJson({ apiVersion: 'v1', items: [pod()], kind: 'List', metadata: { resourceVersion: '' } })
    const [above = ''] = whole.split('    "kind": "List"')
    expect(printedList(whole)).not.toBeNull()
    for (const below of ['', '"kind": 1\n}', '"items": [],\n    "kind": "List"\n}', '"kind": "List"\n}\n{}'])
      expect(printedList(`${above}    ${below}`)).toBeNull()
  })
})
