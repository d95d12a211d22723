import { describe, expect, it } from 'vitest'
import type { Found } from '../../../src/model/reader.ts'
import { citedIn, factsIn, readJson, readYaml, spansIn, toJson, toYaml } from './read-objects.ts'
import { event, listOf, node, oomKilled, pod, typedListOf } from './sample-objects.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

const strange = pod('größe-東京-🧨', {
  spec: { containers: [{ name: '🧨' }] },
  metadata: { annotations: { a: 'é'.repeat(3000), b: '🧨 \u2028 \u0085 "x"\n\ty', c: 'z\n'.repeat(50) } },
  status: {
    containerStatuses: [
      {
        name: '🧨',
        restartCount: 3,
        lastState: { terminated: { ...oomKilled.terminated, message: 'ü\n'.repeat(900) } },
      },
    ],
    message: 'The node was low on resource: memory. ',
    reason: 'Evicted',
  },
})
const everything = listOf(strange, pod(), node('nö'), event({ message: 'ü'.repeat(2000) }))

const BOM = Uint8Array.of(0xef, 0xbb, 0xbf)
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap(part => [...part]))
const crlf = (text: string): string => text.replaceAll('\n', '\r\n')
/** Bytes that are no UTF-8, of all sorts, where a text of the same length stood. */
const spoilt = (text: string): Uint8Array => {
  const bytes = encoder.encode(text.replaceAll('é', '\u{10ffff}'))
  return bytes.map((byte, index) =>
    byte === 0xf4 && index % 3 === 0 ? 0xff : byte === 0x8f && index % 7 === 0 ? 0xe2 : byte,
  )
}

const sources: readonly (readonly [string, (source: Uint8Array) => readonly Found[], Uint8Array])[] = [
  ['JSON', readJson, encoder.encode(toJson(everything))],
  ['JSON on one line', readJson, encoder.encode(JSON.stringify(everything))],
  ['JSON with line ends of Windows', readJson, encoder.encode(crlf(toJson(everything)))],
  ['JSON behind a byte order mark', readJson, join(BOM, encoder.encode(toJson(everything)))],
  ['JSON with bytes that are no UTF-8', readJson, spoilt(toJson(everything))],
  ['a typed list', readJson, encoder.encode(toJson(typedListOf('Pod', strange, pod())))],
  ['YAML', readYaml, encoder.encode(toYaml(everything))],
  ['YAML with line ends of Windows', readYaml, encoder.encode(crlf(toYaml(everything)))],
  ['YAML behind a byte order mark', readYaml, join(BOM, encoder.encode(toYaml(everything)))],
  ['YAML with bytes that are no UTF-8', readYaml, spoilt(toYaml(everything))],
  ['YAML documents', readYaml, encoder.encode([strange, pod(), node()].map(toYaml).join('---\n'))],
]

describe.each(sources)('citations of %s', (_name, reader, source) => {
  const found = reader(source)

  it('hold what they quote, on the line they name, in few lines', () => {
    const spans = spansIn(found)
    expect(spans.length).toBeGreaterThan(10)
    for (const span of spans) {
      const bytes = source.subarray(span.start, span.end)
      if (span.excerpt !== null) expect(decoder.decode(bytes)).toBe(span.excerpt)
      expect(span.line).toBe(1 + source.subarray(0, span.start).filter(byte => byte === 10).length)
      expect(span.endLine - span.line).toBe(bytes.filter(byte => byte === 10).length)
      expect(bytes.length).toBeGreaterThan(0)
      expect(bytes.length).toBeLessThanOrEqual(4096)
      expect(span.endLine - span.line).toBeLessThan(10)
      expect(bytes.at(-1)).not.toBe(10)
    }
  })

  it('prove the name of a pod and the end of a container', () => {
    const pods = factsIn(found, 'kube.pod')
    expect(pods.length).toBe(2)
    for (const fact of pods) {
      expect(citedIn(source, fact.evidence)[0]).toMatch(new RegExp(`name"?: ?"?${fact.name}`))
      for (const container of fact.containers) {
        expect(citedIn(source, container.evidence)[0]).toContain(container.name)
        const ending = citedIn(source, container.lastState?.evidence ?? container.evidence).join('\n')
        expect(ending).toMatch(/reason"?: ?"?OOMKilled/)
        expect(ending).toMatch(/exitCode"?: ?137/)
        expect(ending).toContain('2026-11-23T16:16:30Z')
        for (const text of citedIn(source, container.lastState?.evidence ?? container.evidence)) {
          expect(citedIn(source, fact.evidence)).toContain(text)
        }
      }
    }
  })

  it('prove the reason of a pod, an event and a condition', () => {
    const [evicted] = factsIn(found, 'kube.pod')
    expect(evicted?.reasonSpan?.excerpt).toMatch(/^"?reason"?: ?"?Evicted"?$/)
    for (const fact of factsIn(found, 'kube.event')) {
      const cited = citedIn(source, fact.evidence).join('\n')
      expect(cited).toMatch(/"?reason"?: ?"?BackOff/)
      expect(cited).toContain('2026-11-23T16:16:40Z')
      expect(cited).toContain('api-1')
    }
    for (const fact of factsIn(found, 'kube.node')) {
      const [pressure] = fact.conditions
      const cited = pressure ? citedIn(source, [pressure.span])[0] : ''
      expect(cited).toMatch(/MemoryPressure/)
      expect(cited).toMatch(/status"?: ?"?True/)
    }
  })
})

describe('a long condition', () => {
  it('is cited by its type', () => {
    const conditions = [{ message: 'x'.repeat(9000), status: 'True', type: 'Odd' }]
    const text = toJson(node('n', { status: { conditions } }))
    const span = factsIn(readJson(text), 'kube.node')[0]?.conditions[0]?.span
    expect(span?.excerpt).toBe('"type": "Odd"')
  })
})
