import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completedBy } from '../../../src/formats/envelopes/completed.ts'
import type { WallReading } from '../../../src/model/stamp.ts'
import { bodyOf } from './open.ts'

const DAY_MS = 86_400_000

const wallOf = (iso: string, more: Partial<WallReading> = {}): WallReading => ({
  epochMs: Date.parse(iso),
  zone: 'given',
  year: 'given',
  resolutionSeconds: 1,
  clock: 'reception',
  ...more,
})
/** What RFC 3164 leaves of a date. */
const shortOf = (iso: string): WallReading =>
  wallOf(iso, { epochMs: new Date(Date.parse(iso)).setUTCFullYear(2000), zone: 'missing', year: 'missing' })

const wrapped = (time: string, line: string): WallReading | null =>
  bodyOf(JSON.stringify({ timestamp: time, message: line })).stamp.wall

describe('a date without a year in a record that says when it was received', () => {
  it('has the year of it, and UTC where both agree', () => {
    const wall = wrapped('2025-01-05T03:04:05.123Z', 'Jan  5 03:04:05 n1 kernel: x')
    expect(wall).toMatchObject({ epochMs: Date.parse('2025-01-05T03:04:05Z'), year: 'given', zone: 'given' })
  })

  it('has a zone that is not known where they do not', () => {
    const wall = wrapped('2025-01-05T03:04:05.123Z', 'Jan  5 04:04:05 n1 kernel: x')
    expect(wall).toMatchObject({ epochMs: Date.parse('2025-01-05T04:04:05Z'), year: 'given', zone: 'missing' })
  })

  it('may be of the year before', () => {
    const wall = wrapped('2026-01-01T00:30:00Z', 'Dec 31 23:59:58 n1 kernel: x')
    expect(wall).toMatchObject({ epochMs: Date.parse('2025-12-31T23:59:58Z'), year: 'given' })
  })

  it('stays as it is where the record was received at another time of the year', () => {
    expect(wrapped('2025-03-05T03:04:05Z', 'Jan  5 03:04:05 n1 kernel: x')).toMatchObject({ year: 'missing' })
    expect(wrapped('2025-03-01T00:04:05Z', 'Feb 29 23:04:05 n1 kernel: x')).toMatchObject({ year: 'missing' })
  })

  it('is found for every day and every delay of less than one', () => {
    const within = fc.date({ min: new Date('1971-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(within, fc.integer({ min: 1 - DAY_MS, max: DAY_MS - 1 }), (date, delayMs) => {
        const trueMs = Math.floor(date.getTime() / 1000) * 1000
        const around = wallOf(new Date(trueMs + delayMs).toISOString())
        const own = completedBy(around, shortOf(new Date(trueMs).toISOString()))
        expect(own).toMatchObject({ epochMs: trueMs, year: 'given' })
      }),
    )
  })
})
