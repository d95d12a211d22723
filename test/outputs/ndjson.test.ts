import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { ndjson } from '../../src/outputs/ndjson.ts'
import { containerLimit } from './container-limit.ts'
import { globalOom, told, twelve } from './reports.ts'

const write = (report: Report): string => ndjson.write(report, { width: 80, color: false, verbose: false })
const records = (report: Report): readonly { readonly record: string; readonly [key: string]: unknown }[] =>
  write(report)
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))

describe('the NDJSON output', () => {
  it('begins with what the report says of itself', () => {
    expect(records(containerLimit)[0]).toEqual({
      record: 'report',
      schema: 'oomlens.report.v1',
      generator: containerLimit.generator,
      bundle: containerLimit.bundle,
      headline: containerLimit.headline,
    })
  })

  it.each([
    ['a container limit', containerLimit],
    ['a node', globalOom],
    ['twelve incidents', twelve],
  ])('has every entry of every list: %s', (_, report) => {
    const all = records(report)
    const of = (record: string) => all.filter(each => each.record === record).map(({ record: _, ...rest }) => rest)
    expect(of('incident')).toEqual(report.incidents)
    expect(of('event')).toEqual(report.timeline)
    expect(of('thrashing')).toEqual(report.thrashing)
    expect(of('problem')).toEqual(report.problems)
    const lists = Object.values(report).filter(Array.isArray)
    expect(all.length).toBe(1 + lists.reduce((sum, list) => sum + list.length, 0))
  })

  it('keeps every record on one line, whatever a log held', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const lines = write(told(text)).split('\n')
        expect(lines.pop()).toBe('')
        for (const line of lines) expect(JSON.parse(line)).toHaveProperty('record')
        expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]/)
      }),
    )
  })
})
