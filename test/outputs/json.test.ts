import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { json } from '../../src/outputs/json.ts'
import { containerLimit } from './container-limit.ts'
import { globalOom, told, twelve } from './reports.ts'

const write = (report: Report): string => json.write(report, { width: 80, color: false, verbose: false })

/** The same value, every object built in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  )
}

describe('the JSON output', () => {
  it('is the report, indented by two, with a newline at the end', () => {
    expect(write(globalOom)).toMatch(/^\{\n {2}"schema": "oomlens\.report\.v1",\n {2}"generator": \{\n {4}"name"/)
    expect(write(globalOom).endsWith('\n}\n')).toBe(true)
    expect(JSON.parse(write(containerLimit))).toEqual(containerLimit)
    expect(JSON.parse(write(twelve))).toEqual(twelve)
  })

  it('writes a list of numbers in one line, and leaves text that looks like one alone', () => {
    const text = write({ ...told('[\n  1,\n  2\n]'), later: [1, -2.5e-7, null] } as Report)
    expect(text).toContain('\n  "later": [1, -2.5e-7, null]\n')
    expect(text).toContain(String.raw`"name": "[\n  1,\n  2\n]"`)
  })

  it('does not depend on the order in which a report was built', () => {
    for (const report of [containerLimit, globalOom, twelve])
      expect(write(reversed(report) as Report)).toBe(write(report))
  })

  it('keeps fields that the types do not know, behind those that they know', () => {
    const hostile = JSON.parse('{ "__proto__": { "x": 1 }, "constructor": 2 }') as object
    const text = write({ ...hostile, ...globalOom, bundle: { later: [Number.NaN], ...globalOom.bundle } } as Report)
    expect(text).toContain('"capturedAt": null,\n    "later": [null]')
    const own = JSON.parse(write(Object.assign(JSON.parse('{ "__proto__": 1 }'), globalOom))) as object
    expect(Object.getOwnPropertyDescriptor(own, '__proto__')?.value).toBe(1)
    expect(Object.keys(own).at(-1)).toBe('__proto__')
  })

  it('writes numbers that are none as null', () => {
    const [incident] = globalOom.incidents
    if (!incident) throw new Error('no incident')
    const text = write({ ...globalOom, incidents: [{ ...incident, limitBytes: Number.NaN, order: -Infinity }] })
    expect(JSON.parse(text).incidents[0]).toMatchObject({ limitBytes: null, order: null })
  })

  it('is valid Unicode, and holds no character that controls a terminal', () => {
    const any = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)) })
    fc.assert(
      fc.property(any, text => {
        const written = write(told(text))
        expect(written.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/)
        expect(JSON.parse(written).bundle.name).toBe(text.replace(/\p{Surrogate}/gu, '\ufffd'))
      }),
    )
    expect(JSON.parse(write(told('a\ud800b\udfff\u{1f600}'))).bundle.name).toBe('a\ufffdb\ufffd\u{1f600}')
  })
})
