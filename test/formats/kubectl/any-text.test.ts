import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kubectlDescribe } from '../../../src/formats/kubectl/describe.ts'
import { eventTable } from '../../../src/formats/kubectl/event-table.ts'
import type { Found } from '../../../src/model/reader.ts'
import type { Span } from '../../../src/model/span.ts'
import { container, crashed, oomKilled, pod } from './described-pod.ts'

const formats = [kubectlDescribe, eventTable]

function readAll(bytes: Uint8Array): readonly Found[] {
  const text = new TextDecoder().decode(bytes)
  for (const format of formats) format.matches('x', text.slice(0, 4096))
  return formats.flatMap(format => [...format.read({ path: 'x', text, bytes })])
}

/** All spans, wherever they stand in a fact. */
function spansIn(value: unknown): readonly Span[] {
  if (typeof value !== 'object' || value === null) return []
  if ('endLine' in value && 'start' in value) return [value as Span]
  return Object.values(value).flatMap(spansIn)
}

function checkSpans(bytes: Uint8Array, found: readonly Found[]): void {
  for (const span of spansIn(found)) {
    expect(span.start).toBeLessThanOrEqual(span.end)
    expect(span.end).toBeLessThanOrEqual(bytes.length)
    const before = bytes.subarray(0, span.start)
    expect(before.filter(byte => byte === 10).length).toBe(span.line - 1)
    expect(bytes.subarray(span.start, span.end).filter(byte => byte === 10).length).toBe(span.endLine - span.line)
  }
}

const TABLE = 'LAST SEEN   TYPE      REASON      OBJECT         MESSAGE'
const LINES = [
  ...pod('api', container('app', crashed('x')) + container('b', oomKilled)).split('\n'),
  ...'Roles:  <none>|Name:  x|Namespace:  y|Events:|  Warning  A  5m (x2 over <unknown>)  k  m|3m   Normal   B   pod/x   m'.split(
    '|',
  ),
  TABLE,
  '',
]

describe('any text', () => {
  it('is read without throwing, and spans lie in it: bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), bytes => checkSpans(bytes, readAll(bytes))))
  })

  it('is read without throwing, and spans lie in it: kubectl lines in any order', () => {
    const line = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...LINES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    )
    const text = fc.tuple(fc.boolean(), fc.array(line, { maxLength: 60 }))
    fc.assert(
      fc.property(text, ([table, lines]) => {
        const bytes = new TextEncoder().encode([table ? TABLE : 'Name:  a\nNamespace:  b', ...lines].join('\n'))
        checkSpans(bytes, readAll(bytes))
      }),
      { numRuns: 300 },
    )
  })

  it('is never claimed by both readers when one of them wrote it', () => {
    const described = pod('api', container('app', oomKilled))
    expect(formats.map(format => format.matches('x', described))).toEqual([true, false])
    expect(formats.map(format => format.matches('x', `${TABLE}\n`))).toEqual([false, true])
  })

  it('that is long is read in linear time', () => {
    const rows = '  Warning  X  1s  kubelet  foo\nrun on\n'.repeat(20_000)
    const began = performance.now()
    readAll(
      new TextEncoder().encode(pod('api', container('app', crashed('Name: x\nNamespace: y\n'.repeat(20_000))), rows)),
    )
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})
