import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAgeCell } from '../../../grammars/kubectl/age-cell.ts'
import { readDescription } from '../../../grammars/kubectl/described-line.ts'
import { readCells, readEventRow } from '../../../grammars/kubectl/table-row.ts'

const word = fc.stringMatching(/^[!-9;-~]{1,12}$/)
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map(words => words.join(' '))

describe('the lines of a description', () => {
  it('gives back what was printed', () => {
    const field = fc.record({ indent: fc.nat(8), key: phrase, gap: fc.integer({ min: 1, max: 9 }), value: phrase })
    fc.assert(
      fc.property(fc.array(field), fields => {
        const text = fields
          .map(one => `${' '.repeat(one.indent)}${one.key}:${' '.repeat(one.gap)}${one.value} \n`)
          .join('')
        const reading = readDescription(text)
        expect(reading.ok && reading.value).toEqual(
          fields.map(one => ({
            indent: one.indent,
            key: one.key,
            value: one.value,
            column: one.indent + one.key.length + 1 + one.gap,
          })),
        )
      }),
    )
  })

  it('has one reading per line for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }).map(text => text.replaceAll('\n', ''))), lines => {
        const reading = readDescription(lines.map(line => `${line}\n`).join(''))
        expect(reading.ok && reading.value.length).toBe(lines.length)
      }),
    )
  })

  it('takes no address or time for a key', () => {
    const reading = readDescription('http://x:80/ y\n12:30:05 up\nImage:\n')
    expect(reading.ok && reading.value.map(line => line.key)).toEqual([null, null, 'Image'])
  })
})

describe('the cells of a row', () => {
  it('are what gaps of two blanks part', () => {
    const cells = fc.array(fc.tuple(phrase, fc.integer({ min: 2, max: 6 })))
    fc.assert(
      fc.property(cells, pairs => {
        const text = pairs.map(([cell, gap]) => cell + ' '.repeat(gap)).join('')
        const reading = readCells(text)
        expect(reading.ok && reading.value.map(cell => cell.text)).toEqual(pairs.map(([cell]) => cell))
        if (reading.ok) for (const cell of reading.value) expect(text.startsWith(cell.text, cell.start)).toBe(true)
      }),
    )
  })

  it('can be read in any line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(readCells(text).ok).toBe(true)
      }),
    )
  })
})

describe('a row of events', () => {
  it('has an age in its third cell', () => {
    const reading = readEventRow('  Warning  BackOff  3m1s (x26 over 10m)  kubelet  5m of silence  x')
    expect(reading.ok && reading.value.age.text).toBe('3m1s (x26 over 10m)')
    expect(reading.ok && reading.value.rest.map(cell => cell.text)).toEqual(['kubelet', '5m of silence', 'x'])
    expect(readEventRow('  Warning  BackOff  5m of silence  kubelet  x').ok).toBe(false)
  })
})

describe('the Age cell', () => {
  it('holds two durations and a count', () => {
    expect(readAgeCell('3h1m (x12 over 3h2m)')).toEqual({
      ok: true,
      value: { last: '3h1m', count: '12', first: '3h2m' },
    })
    expect(readAgeCell('<unknown>')).toEqual({ ok: true, value: { last: null, count: null, first: null } })
  })

  it.each(['', '5', '5m (x3)', '5m (x over 2m)', '5m 2m', '1'.repeat(500)])('is not %j', text => {
    expect(readAgeCell(text).ok).toBe(false)
  })
})
