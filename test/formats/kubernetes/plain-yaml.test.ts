import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { plainYaml } from '../../../src/formats/kubernetes/plain-yaml.ts'
import type { Value } from '../../../src/formats/kubernetes/value.ts'
import { libraryValue } from '../../../src/formats/kubernetes/yaml-value.ts'
import { loadYaml } from '../../../src/formats/yaml-library.ts'

await loadYaml()

const OFFSET = 7
/** Keys of managed fields. */
const MANAGED = ['f:spec', '.', 'k:{"type":"Ready"}']

/** Every key that stands anywhere in a text, with some that stand in none. */
const keysIn = (text: string): readonly string[] => [
  ...new Set([...(text.match(/[\w./$-]+/g) ?? []), ...(text.match(/[^\s"]+(?=:)/g) ?? []), ...MANAGED]),
]

/** All that a value can be asked. */
function told(value: Value | null, keys: readonly string[], depth = 0): unknown {
  if (value === null || depth > 12) return null
  const members = keys.flatMap(key => {
    const member = value.get(key)
    return member === null ? [] : [[key, told(member, keys, depth + 1)]]
  })
  return {
    range: value.range(),
    text: value.text(),
    number: value.number(),
    flag: value.flag(),
    items: value.items().map(item => told(item, keys, depth + 1)),
    members,
  }
}

/** Whether the text was read as plain; what is, the library reads as the same. */
function agrees(text: string): boolean {
  const plain = plainYaml(text, OFFSET)
  if (plain === undefined) return false
  const own = libraryValue(text, OFFSET)
  expect(own).not.toBe('broken')
  expect(told(plain, keysIn(text))).toEqual(told(own as Value | null, keysIn(text)))
  return true
}

const plainKeys = fc.constantFrom('a', 'b', 'name', 'x.y/z', 'k8s.io/n', ...MANAGED)
const anyKey = fc.oneof(
  plainKeys,
  fc.constantFrom('true', '.5', '', 'a:', 'a"b', '{a', 'v:1,2', 'null', '12', '~', 'on', 'A b'),
)
const plainScalar = fc.oneof(
  fc.constantFrom('OOMKilled', '2026-10-14T17:02:01Z', '', '137', 'a:b', '100m', '--f=1', 'back-off 5m0s', '{}', '0'),
  fc.constantFrom(true, false, null, 0, -1, 137, 123456789012345),
)
const anyScalar = fc.oneof(
  plainScalar,
  fc.constantFrom('01', '1e3', '0x1f', '1.5', '.5', '-', 'a: b', 'a #b', 'x:', '- a', '? a', '[x', '@a', "it's", '"q"'),
  fc.constantFrom('é', '---', '...', null, 1.5, 1e21),
  fc.string({ maxLength: 12 }),
  fc.nat(30).map(count => 'word '.repeat(count)),
)

/** Objects of these keys and scalars, as the library prints them. */
function printed(key: fc.Arbitrary<string>, scalar: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const { value } = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { maxDepth: 4, depthSize: 'large' },
      scalar,
      fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      fc.array(tie('value'), { maxLength: 4 }),
    ),
  }))
  return fc
    .tuple(fc.dictionary(key, value, { minKeys: 1, maxKeys: 6 }), fc.boolean(), fc.boolean())
    .map(([object, isItem, indentSeq]) => stringify(isItem ? [object] : object, { indentSeq }))
}
const plainText = printed(plainKeys, plainScalar)
const anyText = fc.oneof(plainText, printed(anyKey, anyScalar))

describe('YAML that is read without the library', () => {
  it('is what the library makes of it', () => {
    let plain = 0
    fc.assert(
      fc.property(plainText, text => {
        if (agrees(text)) plain += 1
      }),
      { numRuns: 1000 },
    )
    expect(plain).toBeGreaterThan(300)
  })

  it('is so when anything in it is changed', () => {
    const change = fc.tuple(
      fc.nat(),
      fc.nat(3),
      fc.constantFrom(
        '',
        ' ',
        '  ',
        '\n',
        '- ',
        ': ',
        ':',
        '#',
        "'",
        '"',
        '\n  ',
        '{}',
        '[]',
        '|',
        '&a ',
        '\t',
        'x',
        '...\n',
      ),
    )
    fc.assert(
      fc.property(anyText, fc.array(change, { minLength: 1, maxLength: 3 }), (text, changes) => {
        let changed = text
        for (const [at, less, more] of changes) {
          const place = at % (changed.length + 1)
          changed = changed.slice(0, place) + more + changed.slice(place + less)
        }
        agrees(changed)
      }),
      { numRuns: 3000 },
    )
  })

  it('is what kubectl prints of a pod', () => {
    const pod = `- apiVersion: v1
  kind: Pod
  metadata:
    annotations: {}
    creationTimestamp: "2026-10-14T17:02:01Z"
    labels:
      app: web
    name: web-1
  spec:
    containers:
    - args:
      - --port=80
      - -v
      image: registry.example.com:5000/web:1.2
      name: web
      resources:
        limits:
          memory: 64Mi
      env: []
    priority: 0
  status:
    containerStatuses:
    - lastState:
        terminated:
          exitCode: 137
          reason: OOMKilled
      ready: false
      state: {}
`
    expect(agrees(pod)).toBe(true)
    expect(agrees('f:status:\n  k:{"type":"Ready"}:\n    .: {}\n    f:type: {}\n  ".": 1\n')).toBe(true)
    expect(agrees(pod.replace(/^(- | {2})/gm, ''))).toBe(true)
  })

  it.each([
    'a: |\n  b\n',
    'a: b\n  c\n',
    'a: &x b\nc: *x\n',
    'a: [1, 2]\n',
    'a: "x\\n"\n',
    "a: 'it''s'\n",
    '# a\na: b\n',
    'a: b # c\n',
    '? a\n: b\n',
    'a: é\n',
    'a: b\n\nc: d\n',
    'a: !!str 1\n',
    'a:\tb\n',
    'a: 010\n',
  ])('is not %j', text => {
    expect(plainYaml(text, 0)).toBeUndefined()
    expect(() => parse(text)).not.toThrow()
  })

  it('ends where nesting does not', () => {
    expect(plainYaml(Array.from({ length: 5000 }, (_, at) => `${' '.repeat(at)}a:\n`).join(''), 0)).toBeUndefined()
  })
})
