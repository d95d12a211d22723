import { describe, expect, test } from 'vitest'
import { timeContextOf } from '../../../src/engine/clock/latest.ts'
import type { OomEvent } from '../../../src/model/event.ts'
import type { SourceRead } from '../../../src/model/source.ts'
import { NO_STAMP, type Stamp, type WallReading } from '../../../src/model/stamp.ts'
import { event, report } from '../../rules/cases.ts'
import type { Digest } from '../../../src/engine/incident/digest.ts'

const ms = (time: string): number => Date.parse(`2026-01-15T${time}Z`)
const at = (time: string, parts: Partial<WallReading> = {}): Stamp => ({
  ...NO_STAMP,
  wall: { epochMs: ms(time), zone: 'given', year: 'given', resolutionSeconds: 1, clock: 'reception', ...parts },
})
const told = (stamp: Stamp): OomEvent => event({ stamp })
const captured = (time: string): OomEvent =>
  ({ ...event({}), kind: 'kube.capture', notBeforeMs: ms(time) }) as unknown as OomEvent
const digest = (stamp: Stamp): Digest => ({ report: report({ stamp }) }) as unknown as Digest
const log = (last: Stamp): SourceRead => ({
  path: 'syslog',
  format: 'syslog',
  bytes: 1,
  lines: 1,
  events: 0,
  host: null,
  boots: [{ boot: 0, host: null, first: NO_STAMP, last, leastDelayed: null, release: null, isOfKernel: true }],
})

interface Given {
  readonly events?: readonly OomEvent[]
  readonly digests?: readonly Digest[]
  readonly sources?: readonly SourceRead[]
  readonly now?: number
  readonly timezone?: string
}
const context = ({ events = [], digests = [], sources = [], ...options }: Given) =>
  timeContextOf(options, events, digests, sources)

describe('when a case was captured', () => {
  test('is what the user says', () => {
    const given = context({ now: ms('09:00:00'), events: [told(at('12:00:00'))] })
    expect(given).toEqual({
      timezone: 'UTC',
      latestMs: ms('09:00:00'),
      capture: { ms: ms('09:00:00'), is: 'given', zoneAssumed: false },
    })
    expect(context({ now: Number.NaN, events: [told(at('12:00:00'))] }).capture?.is).toBe('shown')
  })

  test('is not known where nothing tells a time', () => {
    expect(context({ events: [told(NO_STAMP)], digests: [digest(NO_STAMP)], sources: [log(NO_STAMP)] })).toEqual({
      timezone: 'UTC',
      latestMs: null,
      capture: null,
    })
  })

  test.each<[string, Given]>([
    ['an event', { events: [told(at('12:00:00')), told(at('08:00:00'))] }],
    ['a report', { digests: [digest(at('08:00:00')), digest(at('12:00:00'))] }],
    ['the last line of a log', { sources: [log(at('12:00:00'))], events: [told(at('08:00:00'))] }],
    ['an object that says that it was no earlier', { events: [told(at('08:00:00')), captured('12:00:00')] }],
  ])('is at or after the latest time that the case shows: %s', (_, given) => {
    expect(context(given)).toMatchObject({
      latestMs: ms('12:00:00'),
      capture: { ms: ms('12:00:00'), is: 'shown', zoneAssumed: false },
    })
  })

  test.each<[string, Given]>([
    ['prints no year', { events: [told(at('12:00:00', { year: 'missing' }))] }],
    ['prints no year, in a report', { digests: [digest(at('12:00:00', { year: 'missing' }))] }],
    ['prints no year, at the end of a log', { sources: [log(at('12:00:00', { year: 'missing' }))] }],
    ['is no time', { events: [told(at('12:00:00', { epochMs: Number.POSITIVE_INFINITY }))] }],
    ['only names things', { events: [{ ...told(at('12:00:00')), kind: 'node.identity' } as unknown as OomEvent] }],
  ])('is not told by what %s', (_, given) => {
    expect(context(given).capture).toBeNull()
  })

  test('is read in the zone of the user where a log prints none', () => {
    const local = at('12:00:00', { zone: 'missing' })
    expect(context({ events: [told(local)], timezone: 'Asia/Tokyo' })).toEqual({
      timezone: 'Asia/Tokyo',
      latestMs: ms('03:00:00'),
      capture: { ms: ms('03:00:00'), is: 'shown', zoneAssumed: true },
    })
  })

  test('is told by what prints a zone before what prints none, while years count from the later', () => {
    const both = context({ events: [told(at('12:00:00', { zone: 'missing' })), told(at('08:00:00'))] })
    expect(both).toMatchObject({ latestMs: ms('12:00:00'), capture: { ms: ms('08:00:00'), zoneAssumed: false } })
  })
})
