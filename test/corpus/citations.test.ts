import { beforeAll, describe, expect, test } from 'vitest'
import type { Incident, Report } from '../../src/model/report.ts'
import { EXCERPT_LIMIT, type Span } from '../../src/model/span.ts'
import { corpus, goldenOf, held, isHeld, openCase } from './cases.ts'
import { spansIn } from './spans.ts'

const NEWLINE = 10

/** 1-based line of a byte: newlines before it, and one. */
const lineAt = (bytes: Uint8Array, offset: number): number =>
  bytes.subarray(0, offset).reduce((count, byte) => count + Number(byte === NEWLINE), 1)

const textOf = (bytes: Uint8Array, { start, end }: Span): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, end))

/** What is wrong with a citation, in words; null for a right one. */
function faultOf(span: Span, bytes: Uint8Array | undefined): string | null {
  if (bytes === undefined) return 'cites a file that is not in the bundle'
  if (span.start < 0 || span.start >= span.end || span.end > bytes.length) return 'lies outside of its file'
  if (lineAt(bytes, span.start) !== span.line) return 'begins in another line'
  if (lineAt(bytes, span.end - 1) !== span.endLine) return 'ends in another line'
  if (span.excerpt === null) return null
  const text = textOf(bytes, span).replace(/\r$/, '')
  const isCut = span.excerpt.endsWith('…') && text.length > EXCERPT_LIMIT
  const holds = isCut ? text.startsWith(span.excerpt.slice(0, -1)) : text === span.excerpt
  return holds ? null : 'quotes other words than its bytes'
}

const isShort = (span: Span): boolean => span.endLine - span.line < 3 && span.end - span.start <= 4096

/** The kernel escapes odd bytes of a name; the citation keeps them as they stand. */
const asPrinted = (comm: string): string =>
  comm.replace(/[\u0000-\u001f\u007f]/g, char => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)

describe.each(corpus)('$name', each => {
  let report: Report
  let files: ReadonlyMap<string, Uint8Array>
  beforeAll(async () => {
    report = goldenOf(each)
    files = new Map((await held(await openCase(each))).filter(isHeld).map(({ path, bytes }) => [path, bytes]))
  })

  test('every citation says where it stands, and quotes it', () => {
    const wrong = spansIn(report).flatMap(span => {
      const fault = faultOf(span, files.get(span.path))
      return fault === null ? [] : [`${span.path}:${span.line} ${fault}`]
    })
    expect(wrong).toEqual([])
  })

  test('every victim with a pid has a short citation with its pid and name', () => {
    const proves = (incident: Incident, pid: number, comm: string) =>
      incident.evidence.filter(isShort).some(span => {
        const text = textOf(files.get(span.path) ?? new Uint8Array(), span)
        return text.includes(`${pid}`) && (text.includes(comm) || text.includes(asPrinted(comm)))
      })
    const unproven = report.incidents.flatMap(incident =>
      incident.victims
        .filter(({ pid, comm }) => pid !== null && !proves(incident, pid, comm ?? ''))
        .map(({ pid, comm }) => `${incident.id}: ${comm} (${pid})`),
    )
    expect(unproven).toEqual([])
  })

  test('every incident and every cause rests on evidence', () => {
    const bare = report.incidents.flatMap(({ id, evidence, causes }) => [
      ...(evidence.length === 0 ? [`${id} has none`] : []),
      ...(causes.length === 0 ? [`${id} has no cause`] : []),
      ...causes.filter(cause => cause.evidence.length === 0).map(({ code }) => `${id} ${code} has none`),
    ])
    expect(bare).toEqual([])
  })
})

describe('the corpus as a whole', () => {
  test('has citations, victims and causes to look at', () => {
    const reports = corpus.map(goldenOf)
    expect(reports.flatMap(spansIn).length).toBeGreaterThan(100)
    expect(reports.flatMap(({ incidents }) => incidents.flatMap(({ victims }) => victims)).length).toBeGreaterThan(10)
    expect(reports.flatMap(({ incidents }) => incidents.flatMap(({ causes }) => causes)).length).toBeGreaterThan(10)
  })
})

describe('the check itself', () => {
  const bytes = new TextEncoder().encode('one\ntwo\nthree\n')
  const two: Span = { path: 'a', line: 2, endLine: 2, start: 4, end: 7, excerpt: 'two' }

  test('accepts a right citation', () => {
    expect(faultOf(two, bytes)).toBeNull()
  })

  test.each<[string, Partial<Span>]>([
    ['begins in another line', { line: 1 }],
    ['ends in another line', { endLine: 3 }],
    ['quotes other words than its bytes', { excerpt: 'too' }],
    ['quotes other words than its bytes', { excerpt: 'tw…' }],
    ['lies outside of its file', { end: 15 }],
    ['lies outside of its file', { start: 7 }],
  ])('%s', (fault, change) => {
    expect(faultOf({ ...two, ...change }, bytes)).toBe(fault)
  })

  test('cites a file that is not in the bundle', () => {
    expect(faultOf(two, undefined)).toMatch(/not in the bundle/)
  })
})
