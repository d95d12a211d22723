import { expect, test } from 'vitest'
import { encodingOf } from '../../src/model/encoding.ts'
import type { Report } from '../../src/model/report.ts'
import type { Span } from '../../src/model/span.ts'
import { wideBytesOf } from '../lines/scanned.ts'
import { bundleFrom, corpus, goldenOf, held, isHeld, openCase, reportOf } from './cases.ts'
import { spansIn } from './spans.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of a file; null for one that is no text, which nobody redirects. */
function textOf(bytes: Uint8Array): string | null {
  try {
    const text = utf8.decode(bytes)
    return text.includes('\0') || text === '' ? null : text
  } catch {
    return null
  }
}

/** As `iconv` writes it. A text too short to tell is left with its mark. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  const bare = bytes.subarray(2)
  return encodingOf(bare) === encodingOf(bytes) ? bare : bytes
}

/** A report in which every place is a place of the wide files. */
function moved(report: Report, texts: ReadonlyMap<string, string>, wide?: ReadonlyMap<string, Uint8Array>): Report {
  const prefixes = new Map([...texts].map(([path, text]) => [path, Buffer.from(text)]))
  const copy = structuredClone(report)
  for (const span of spansIn(copy) as readonly { -readonly [K in keyof Span]: Span[K] }[]) {
    const bytes = prefixes.get(span.path)
    if (!bytes) continue
    const mark = (wide?.get(span.path)?.length ?? 0) - 2 * (texts.get(span.path)?.length ?? 0)
    const place = (offset: number) => mark + 2 * utf8.decode(bytes.subarray(0, offset)).length
    span.start = place(span.start)
    span.end = place(span.end)
  }
  const sources = copy.sources.map(source => ({ ...source, bytes: 0 }))
  return { ...copy, sources }
}

test.each(corpus)('$name: the same report from files in UTF-16, with the places of their bytes', async each => {
  const bundle = await openCase(each)
  const items = await held(bundle)
  const texts = new Map(
    items.filter(isHeld).flatMap(({ path, bytes, failure }) => {
      const text = failure === null ? textOf(bytes) : null
      return text === null ? [] : [[path, text] as const]
    }),
  )
  for (const encoding of ['utf-16le', 'utf-16be'] as const)
    for (const form of [(bytes: Uint8Array) => bytes, withoutMark]) {
      const wide = new Map([...texts].map(([path, text]) => [path, form(wideBytesOf(text, encoding))]))
      const wider = items.map(item => (isHeld(item) ? { ...item, bytes: wide.get(item.path) ?? item.bytes } : item))
      const report = JSON.parse(await reportOf(bundleFrom(bundle.name, wider, 4097), each)) as Report
      expect(moved(report, new Map())).toEqual(moved(goldenOf(each), texts, wide))
    }
})
