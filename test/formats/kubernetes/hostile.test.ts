import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kubernetesJson } from '../../../src/formats/kubernetes/kubernetes-json.ts'
import { kubernetesYaml } from '../../../src/formats/kubernetes/kubernetes-yaml.ts'
import { codesIn, factsIn, factsOf, readJson, readYaml, spansIn, toJson, toYaml, unplaced } from './read-objects.ts'
import { event, listOf, node, pod } from './sample-objects.ts'

const encoder = new TextEncoder()
const readers = [
  ['JSON', readJson, toJson],
  ['YAML', readYaml, toYaml],
] as const

const namesOf = (found: ReturnType<typeof readJson>): readonly (string | null)[] =>
  factsIn(found, 'kube.pod').map(one => one.name)

describe.each(readers)('hostile %s', (_name, reader, print) => {
  const text = print(listOf(pod('a'), node(), event(), pod('b')))
  const whole = reader(text)

  it('that is cut anywhere keeps the items before, says so, and never throws', () => {
    const starts = [...text.matchAll(/^- apiVersion|^ {8}\{/gm)].map(match => match.index)
    expect(starts).toHaveLength(4)
    for (let end = 0; end < text.length; end += 7) {
      const found = reader(text.slice(0, end))
      const facts = found.filter(one => 'kind' in one && one.kind !== 'kube.capture')
      const complete = starts.filter((_start, index) => (starts[index + 1] ?? text.length) < end).length
      expect(facts.length).toBeGreaterThanOrEqual(complete)
      expect(unplaced(facts)).toEqual(unplaced(whole.slice(0, facts.length)))
      if (end > (starts[0] ?? 0) + 20 && facts.length < 4) expect(codesIn(found)).toEqual(['DOCUMENT_DAMAGED'])
    }
  })

  it('of a single object that is cut never claims what is not there', () => {
    const one = print(pod('a'))
    for (let end = 0; end < one.length; end += 3) {
      for (const fact of factsIn(reader(one.slice(0, end)), 'kube.pod')) {
        expect(fact.name).toBe('a')
        expect([null, 512 * 2 ** 20]).toContain(fact.containers[0]?.limitBytes ?? null)
        expect([undefined, null, 137]).toContain(fact.containers[0]?.lastState?.exitCode)
        expect([null, 'Running']).toContain(fact.phase)
      }
    }
  })

  it('with any byte changed is read without throwing, and its citations lie in it', () => {
    const bytes = encoder.encode(text)
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), changes => {
        const spoilt = Uint8Array.from(bytes)
        for (const [place, byte] of changes) spoilt[place] = byte
        for (const span of spansIn(reader(spoilt))) {
          expect(span.start).toBeLessThanOrEqual(span.end)
          expect(span.end).toBeLessThanOrEqual(spoilt.length)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('of bytes or words of any sort is read without throwing', () => {
    const words =
      '{ } [ ] : , " - --- ... | > & * ! ? # kind: Pod apiVersion: v1 items: metadata: name: a \\ \n \r \t'.split(' ')
    const soup = fc.array(fc.constantFrom(...words, '\n', '\n  ', '\n- ', '"kind":"Pod"'), { maxLength: 60 })
    fc.assert(
      fc.property(
        fc.oneof(
          soup.map(parts => encoder.encode(parts.join(' '))),
          fc.uint8Array({ maxLength: 300 }),
        ),
        bytes => {
          const head = new TextDecoder().decode(bytes)
          for (const format of [kubernetesJson, kubernetesYaml])
            expect(typeof format.matches('x', head)).toBe('boolean')
          expect(Array.isArray(reader(bytes))).toBe(true)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('has no prototype to reach', () => {
    const forged = print({ kind: 'Pod', metadata: { name: 'a' }, status: { phase: 'x' } }).replace('phase', '__proto__')
    expect(factsIn(reader(forged), 'kube.pod')[0]?.phase).toBeNull()
    const named = print({
      ...pod('constructor'),
      status: { containerStatuses: [{ name: '__proto__', restartCount: 1 }] },
    })
    expect(namesOf(reader(named))).toEqual(['constructor'])
    expect(factsIn(reader(named), 'kube.pod')[0]?.containers.map(one => one.name)).toEqual(['app', '__proto__'])
  })

  it('with huge strings is read, and cited in short', () => {
    const huge = pod('a', { status: { message: 'x'.repeat(1_000_000), reason: '\n'.repeat(100_000) } })
    const found = reader(print(listOf(huge, pod('b'))))
    expect(namesOf(found)).toEqual(['a', 'b'])
    for (const span of spansIn(found)) expect(span.end - span.start).toBeLessThanOrEqual(4096)
  })
})

describe('an object with values of any type', () => {
  const anything = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>
  /** The object with some of its values, at any depth, replaced. */
  const mangled = (value: unknown): fc.Arbitrary<unknown> => {
    const inner: fc.Arbitrary<unknown> = Array.isArray(value)
      ? fc.tuple(...value.map(mangled))
      : typeof value === 'object' && value !== null
        ? fc.record(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mangled(member)])))
        : fc.constant(value)
    return fc.oneof({ weight: 12, arbitrary: inner }, { weight: 1, arbitrary: anything })
  }

  it.each([
    ['a pod', pod()],
    ['a node', node()],
    ['an event', event()],
  ])('as %s never throws, and JSON and YAML agree', (_what, value) => {
    fc.assert(
      fc.property(mangled(value), one => {
        for (const kind of ['kube.pod', 'kube.node', 'kube.event'] as const) factsOf([one], kind)
      }),
      { numRuns: 150 },
    )
  })
})

describe('nesting', () => {
  const deep = (open: string, close: string) => open.repeat(10_000) + close.repeat(10_000)

  it('of JSON without end is left out with a problem', () => {
    for (const middle of [deep('[', ']'), deep('{"a":', '}'), '['.repeat(10_000), deep('{"items":[', ']}')]) {
      const found = readJson(
        `${JSON.stringify(pod('a'))}\n{"kind":"Pod","metadata":${middle}}\n${JSON.stringify(pod('b'))}\n`,
      )
      expect(namesOf(found)).toEqual(['a', 'b'])
      expect(codesIn(found)).toEqual(['DOCUMENT_DAMAGED'])
    }
  })

  it('of YAML without end is left out with a problem', () => {
    const blocks = Array.from({ length: 1000 }, (_none, depth) => `${' '.repeat(depth + 1)}a:\n`).join('')
    for (const middle of [
      ` ${deep('[', ']')}\n`,
      ` ${deep('{a: ', '}')}\n`,
      `\n  ${'- '.repeat(10_000)}x\n`,
      `\n${blocks}`,
    ]) {
      const found = readYaml(`${toYaml(pod('a'))}---\nkind: Pod\nmetadata:${middle}---\n${toYaml(pod('b'))}`)
      expect(namesOf(found)).toEqual(['a', 'b'])
      expect(codesIn(found).filter(code => code !== 'DOCUMENT_DAMAGED')).toEqual([])
    }
  })
})

describe('aliases of YAML', () => {
  it('are followed', () => {
    const yaml = toYaml(pod())
      .replace('limits:', 'limits: &same')
      .replace(/requests:\n\s+memory: 256Mi/, 'requests: *same')
    expect(yaml).toContain('*same')
    expect(factsIn(readYaml(yaml), 'kube.pod')[0]?.containers[0]).toMatchObject({
      limitBytes: 512 * 2 ** 20,
      requestBytes: 512 * 2 ** 20,
    })
  })

  it('that multiply cost nothing', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let level = 1; level < 30; level += 1)
      bomb.push(`a${level}: &a${level} [${`*a${level - 1 || ''}, `.repeat(9)}]`)
    const began = performance.now()
    const found = readYaml(`kind: Pod\nmetadata: {name: a}\n${bomb.join('\n')}\nspec: {containers: *a29}\n`)
    expect(namesOf(found)).toEqual(['a'])
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('of themselves end', () => {
    expect(
      namesOf(readYaml('kind: Pod\nmetadata: &m\n  name: a\n  annotations: *m\nspec: &s\n  volumes: *s\n')),
    ).toEqual(['a'])
  })
})

describe('a key that is repeated', () => {
  it('counts in its last place, as everywhere in Kubernetes', () => {
    const last = (found: ReturnType<typeof readJson>) => {
      const [fact] = factsIn(found, 'kube.pod')
      return [fact?.phase, fact?.name, fact?.evidence[0].line]
    }
    const json = '{"kind":"Pod","metadata":{"name":"a"},\n"status":{"phase":"x","phase":"y"},\n"metadata":{"name":"b"}}'
    expect(last(readJson(json))).toEqual(['y', 'b', 3])
    const yaml = 'kind: Pod\nmetadata: {name: a}\nstatus:\n  phase: x\n  phase: y\nmetadata:\n  name: b\n'
    expect(last(readYaml(yaml))).toEqual(['y', 'b', 7])
  })
})

describe('time', () => {
  const pods = Array.from({ length: 1000 }, (_none, index) =>
    pod(`pod-${index}`, { metadata: { annotations: { x: 'é'.repeat(1500) } } }),
  )

  it.each(readers)('of %s for a list of a thousand pods is short', (_name, reader, print) => {
    const bytes = encoder.encode(print(listOf(...pods)))
    const began = performance.now()
    expect(namesOf(reader(bytes))).toHaveLength(1000)
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  it.each([
    ['brackets', readJson, '{"items":['.repeat(100_000)],
    ['lines of brackets', readJson, '{\n[\n'.repeat(200_000)],
    ['quotes', readJson, `{"items":[${'{"a":"\n'.repeat(100_000)}`],
    ['marks of logs', readJson, `{}\n${'==== START logs for container a ====\n'.repeat(20_000)}`],
    ['marks of logs on one line', readYaml, `a: 1\n${'==== END logs for container '.repeat(20_000)}`],
    ['dashes', readYaml, '- '.repeat(500_000)],
    ['lines of dashes', readYaml, '-\n'.repeat(200_000)],
    ['items', readYaml, `items:\n${'- a: "\n'.repeat(20_000)}`],
    ['question marks', readYaml, `kind: Pod\n${'? '.repeat(5000)}`],
    ['one long line', readYaml, `kind: Pod\na: "${'\\"'.repeat(500_000)}`],
  ])('of hostile %s is bounded', (_name, reader, source) => {
    const began = performance.now()
    expect(namesOf(reader(source))).toEqual([])
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
