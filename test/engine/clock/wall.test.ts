import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isZone, resolveWall } from '../../../src/engine/clock/wall.ts'
import type { WallReading } from '../../../src/model/stamp.ts'

const reading = (text: string, more: Partial<WallReading> = {}): WallReading => ({
  epochMs: Date.parse(`${text}Z`),
  zone: 'missing',
  year: 'given',
  resolutionSeconds: 1,
  clock: 'reception',
  ...more,
})

function resolved(read: WallReading, timezone = 'UTC', latest: string | null = null): string | null {
  const latestMs = latest === null ? null : Date.parse(`${latest}Z`)
  const wall = resolveWall(read, { timezone, latestMs, capture: null })
  return wall && `${new Date(wall.epochMs).toISOString().slice(0, -5)}${wall.zoneAssumed ? ' assumed' : ''}`
}

describe('zones', () => {
  test.each([
    ['UTC', '2026-07-15T12:00:00', '2026-07-15T12:00:00 assumed'],
    ['Europe/Berlin', '2026-01-15T12:00:00', '2026-01-15T11:00:00 assumed'],
    ['Europe/Berlin', '2026-07-15T12:00:00', '2026-07-15T10:00:00 assumed'],
    ['America/New_York', '2026-01-01T00:30:00', '2026-01-01T05:30:00 assumed'],
    ['Asia/Kathmandu', '2026-01-15T12:00:00', '2026-01-15T06:15:00 assumed'],
    ['Pacific/Kiritimati', '2026-01-01T00:00:00', '2025-12-31T10:00:00 assumed'],
  ])('%s: %s is %s', (timezone, text, moment) => {
    expect(resolved(reading(text), timezone)).toBe(moment)
  })

  test.each([
    ['before the clock goes forward', '2026-03-29T01:59:59', '2026-03-29T00:59:59 assumed'],
    ['after it went forward', '2026-03-29T03:00:00', '2026-03-29T01:00:00 assumed'],
    ['before it goes back', '2026-10-25T01:59:59', '2026-10-24T23:59:59 assumed'],
    ['after it went back', '2026-10-25T03:00:00', '2026-10-25T02:00:00 assumed'],
  ])('summer time, %s', (_, text, moment) => {
    expect(resolved(reading(text), 'Europe/Berlin')).toBe(moment)
  })

  /** The moments from the first to the last that it can have been. */
  const span = (text: string, timezone: string): readonly (string | undefined)[] => {
    const wall = resolveWall(reading(text), { timezone, latestMs: null, capture: null })
    const at = (ms: number) => new Date(ms).toISOString().slice(11, 16)
    return wall ? [at(wall.epochMs), at(wall.epochMs + wall.laterSeconds * 1000), wall.hour] : []
  }

  test.each([
    ['Europe/Berlin', '2026-10-25T01:59:59', '23:59', '23:59', 'once'],
    ['Europe/Berlin', '2026-10-25T02:00:00', '00:00', '01:00', 'twice'],
    ['Europe/Berlin', '2026-10-25T02:59:59', '00:59', '01:59', 'twice'],
    ['Europe/Berlin', '2026-10-25T03:00:00', '02:00', '02:00', 'once'],
    ['Europe/Berlin', '2026-03-29T01:59:59', '00:59', '00:59', 'once'],
    ['Europe/Berlin', '2026-03-29T02:30:00', '00:30', '01:30', 'never'],
    ['Europe/Berlin', '2026-03-29T03:00:00', '01:00', '01:00', 'once'],
    ['America/New_York', '2026-11-01T01:30:00', '05:30', '06:30', 'twice'],
    ['America/New_York', '2026-03-08T02:30:00', '06:30', '07:30', 'never'],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', '14:45', '15:15', 'twice'],
    ['UTC', '2026-10-25T02:30:00', '02:30', '02:30', 'once'],
  ])('%s: at %s it can be %s to %s: %s', (timezone, text, from, to, hour) => {
    expect(span(text, timezone)).toEqual([from, to, hour])
  })

  test('every moment is among those that its own fields can mean, and what is printed once is that moment', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca']
    const minutes = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 })
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, timezone) => {
        const ms = minute * 60_000
        const fields = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' })
        const wall = resolveWall(reading(fields.format(ms).replace(' ', 'T')), {
          timezone,
          latestMs: null,
          capture: null,
        })
        const [first, last] = [wall?.epochMs ?? 0, (wall?.epochMs ?? 0) + (wall?.laterSeconds ?? 0) * 1000]
        expect([first, last]).toContain(ms)
        expect(wall?.hour).toBe(first === last ? 'once' : 'twice')
      }),
      { numRuns: 400 },
    )
  })

  test('a zone that is printed counts', () => {
    expect(resolved(reading('2026-07-15T12:00:00', { zone: 'given' }), 'Asia/Tokyo')).toBe('2026-07-15T12:00:00')
  })

  test.each([
    ['UTC', true],
    ['Europe/Berlin', true],
    ['+05:30', true],
    ['Mars/Phobos', false],
    ['', false],
  ])('%s is a zone: %s', (name, known) => {
    expect(isZone(name)).toBe(known)
  })
})

describe('a missing year', () => {
  const yearless = (monthAndTime: string) => reading(`2000-${monthAndTime}`, { year: 'missing' })

  test.each([
    ['of this year', '01-15T08:00:00', '2026-01-15T09:00:00', '2026-01-15T08:00:00 assumed'],
    ['before New Year', '12-31T23:59:59', '2026-01-01T00:10:00', '2025-12-31T23:59:59 assumed'],
    ['after New Year, by a zone ahead', '01-01T00:30:00', '2025-12-31T22:30:00', '2025-01-01T00:30:00 assumed'],
    ['some hours ahead of the anchor', '06-02T03:00:00', '2026-06-01T20:00:00', '2026-06-02T03:00:00 assumed'],
    ['days ahead of the anchor is last year', '06-05T03:00:00', '2026-06-01T20:00:00', '2025-06-05T03:00:00 assumed'],
    ['a leap day in a leap year', '02-29T12:00:00', '2024-03-10T00:00:00', '2024-02-29T12:00:00 assumed'],
    ['a leap day before a year that has none', '02-29T12:00:00', '2026-03-10T00:00:00', '2024-02-29T12:00:00 assumed'],
    ['a leap day around a century', '02-29T12:00:00', '2103-03-10T00:00:00', '2096-02-29T12:00:00 assumed'],
  ])('%s', (_, text, latest, moment) => {
    expect(resolved(yearless(text), 'UTC', latest)).toBe(moment)
  })

  test('is not to be known without an anchor', () => {
    expect(resolved(yearless('01-15T08:00:00'))).toBeNull()
  })

  test('keeps the date as it is printed, and is never more than a day after the anchor', () => {
    const ms = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2000, 11, 31, 23) })
    fc.assert(
      fc.property(ms, fc.integer({ min: Date.UTC(1999, 0, 1), max: Date.UTC(2090, 0, 1) }), (epochMs, latestMs) => {
        const read = { ...reading('2000-01-01T00:00:00'), epochMs, year: 'missing' as const }
        const wall = resolveWall(read, { timezone: 'UTC', latestMs, capture: null })
        expect(new Date(wall?.epochMs ?? 0).toISOString().slice(4)).toBe(new Date(epochMs).toISOString().slice(4))
        expect(wall?.epochMs).toBeLessThanOrEqual(latestMs + 86_400_000)
      }),
    )
  })
})

test('numbers that are no time are none', () => {
  expect(resolved({ ...reading('2026-01-01T00:00:00'), epochMs: Number.NaN })).toBeNull()
  expect(resolved({ ...reading('2026-01-01T00:00:00'), epochMs: Number.POSITIVE_INFINITY }, 'Europe/Berlin')).toBeNull()
})
