import { describe, expect, it } from 'vitest'
import { monthOf } from '../../../src/formats/envelopes/months.ts'
import { zoneMinutes } from '../../../src/formats/envelopes/zones.ts'

describe('the short name of a month', () => {
  it.each([
    ['Jan', 0],
    ['OCT', 9],
    ['Okt', 9],
    ['Mär', 2],
    ['août', 7],
    ['AOÛT', 7],
    ['déc.', 11],
    ['avril', 3],
    ['ene', 0],
    ['dez', 11],
    ['ott', 9],
    ['mrt', 2],
    ['paź', 9],
    ['окт', 9],
    ['мая', 4],
    ['Şub', 1],
    ['10月', 9],
    ['1월', 0],
  ])('%s', (name, month) => expect(monthOf(name)).toBe(month))

  it('is read without the letters that are not in ASCII, where one name fits', () => {
    expect(monthOf('ao\ufffdt')).toBe(7)
    expect(monthOf('d\ufffdc.')).toBe(11)
    expect(monthOf('M\ufffdr')).toBe(2)
    expect(monthOf('\ufffd\ufffd\ufffd')).toBe('ambiguous')
    expect(monthOf('x\ufffdx')).toBeNull()
  })

  it('is none of one month where languages disagree: Croatian June is Polish July', () => {
    for (const name of ['lip', 'srp', 'lis']) expect(monthOf(name)).toBe('ambiguous')
    expect(monthOf('wrz')).toBe(8)
  })

  it.each(['', '.', 'x', 'January', '13月', '0月', 'Mon', 'constructor', 'jan..', 'é'.repeat(99)])('is not %s', name =>
    expect(monthOf(name)).toBeNull(),
  )
})

describe('a zone', () => {
  it.each([
    ['Z', 0],
    ['UTC', 0],
    ['CEST', 120],
    ['ACST', 570],
    ['EDT', -240],
    ['+03', 180],
    ['-0330', -210],
    ['+05:30', 330],
  ])('%s', (name, minutes) => expect(zoneMinutes(name)).toBe(minutes))

  it.each(['CST', 'IST', 'PST', 'XYZ', '', 'toString', '3', '+3'])('does not follow from %s', name =>
    expect(zoneMinutes(name)).toBeNull(),
  )
})
