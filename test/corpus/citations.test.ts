import { beforeAll, describe, expect, test } from 'vitest'
import type { Incident, Report } from '../../src/model/report.ts'
import type { Span } from '../../src/model/span.ts'
import { corpus, goldenOf, held, isHeld, openCase } from './cases.ts'
import { faultOf, type Indexed, indexed, spansIn, textOf } from './spans.ts'

const isShort = (span: Span): boolean => span.endLine - span.line < 3 && span.end - span.start <= 4096

/** The kernel escapes odd bytes of a name; the citation keeps them as they stand. */
const asPrinted = (comm: string): string =>
  comm.replace(/[\u0000-\u001f\u007f]/g, char => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)

describe.each(corpus)('$name', each => {
  let report: Report
  let files: ReadonlyMap<string, Indexed>
  beforeAll(async () => {
    report = goldenOf(each)
    files = new Map((await held(await openCase(each))).filter(isHeld).map(({ path, bytes }) => [path, indexed(bytes)]))
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
        const text = textOf(files.get(span.path) ?? indexed(new Uint8Array()), span)
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
  const source = indexed(new TextEncoder().encode('one\ntwo\nthree\n'))
  const two: Span = { path: 'a', line: 2, endLine: 2, start: 4, end: 7, excerpt: 'two' }

  test('accepts a right citation', () => {
    expect(faultOf(two, source)).toBeNull()
  })

  test.each<[string, Partial<Span>]>([
    ['begins in another line', { line: 1 }],
    ['ends in another line', { endLine: 3 }],
    ['quotes other words than its bytes', { excerpt: 'too' }],
    ['quotes other words than its bytes', { excerpt: 'tw…' }],
    ['lies outside of its file', { end: 15 }],
    ['lies outside of its file', { start: 7 }],
  ])('%s', (fault, change) => {
    expect(faultOf({ ...two, ...change }, source)).toBe(fault)
  })

  test('cites a file that is not in the bundle', () => {
    expect(faultOf(two, undefined)).toMatch(/not in the bundle/)
  })
})
