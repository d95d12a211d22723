import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newClockBook } from '../../../src/engine/clock/book.ts'
import { type Bounds, RANK } from '../../../src/engine/clock/bounds.ts'
import { instantFrom } from '../../../src/engine/clock/instant.ts'
import type { TimeContext } from '../../../src/engine/clock/wall.ts'
import type { SourceRead } from '../../../src/model/source.ts'
import { NO_STAMP, type Stamp, type WallClock } from '../../../src/model/stamp.ts'

const context: TimeContext = { timezone: 'UTC', latestMs: null, capture: null }
const ms = (text: string): number => Date.parse(text)

const wall = (text: string, clock: WallClock = 'reception', zone: 'given' | 'missing' = 'missing'): Stamp['wall'] => ({
  epochMs: ms(text),
  zone,
  year: 'given',
  resolutionSeconds: 1,
  clock,
})
const boot = (bootSeconds: number, received: Stamp['wall'] = null): Stamp => ({
  ...NO_STAMP,
  bootSeconds,
  wall: received,
})
const printed = (text: string, clock: WallClock): Stamp => ({ ...NO_STAMP, wall: wall(text, clock) })

/** A log whose least delayed line was received at a wall time. */
const source = (path: string, bootSeconds: number, received: string): SourceRead => ({
  path,
  format: 'syslog',
  bytes: 1,
  lines: 1,
  events: 0,
  host: null,
  boots: [
    {
      boot: 0,
      host: null,
      first: boot(bootSeconds, wall(received)),
      last: boot(bootSeconds, wall(received)),
      leastDelayed: {
        bootSeconds,
        wall: wall(received) as NonNullable<Stamp['wall']>,
        span: { path, line: 1, endLine: 1, start: 0, end: 1, excerpt: 'x' },
      },
      release: null,
      isOfKernel: true,
    },
  ],
})

const status = (finished: string): Bounds => ({
  from: ms(finished) / 1000 - 2,
  to: ms(finished) / 1000 + 1,
  basis: 'finishedAt of the container',
  zoneAssumed: false,
  rank: RANK.containerStatus,
  span: null,
})

const KEY = { path: 'dmesg', boot: 0 }

describe('seconds since boot', () => {
  test('have no wall time by themselves', () => {
    expect(newClockBook(context, []).instantOf(KEY, boot(100))).toEqual({
      wall: null,
      bootSeconds: 100,
      plusMinusSeconds: null,
      basis: null,
    })
  })

  test('are dated by one kill for the whole boot, and for no other boot or log', () => {
    const book = newClockBook(context, [])
    book.anchor(KEY, boot(100), status('2026-01-15T08:00:00Z'))
    expect(book.instantOf(KEY, boot(160))).toMatchObject({ wall: '2026-01-15T08:00:59.500Z', plusMinusSeconds: 1.5 })
    expect(book.instantOf({ ...KEY, boot: 1 }, boot(160)).wall).toBeNull()
    expect(book.instantOf({ ...KEY, path: 'other' }, boot(160)).wall).toBeNull()
  })

  test('are dated the better the more kills agree', () => {
    const book = newClockBook(context, [])
    book.anchor(KEY, boot(100), status('2026-01-15T08:00:00Z'))
    book.anchor(KEY, boot(201), status('2026-01-15T08:01:40Z'))
    expect(book.instantOf(KEY, boot(100))).toMatchObject({ plusMinusSeconds: 1 })
    expect(book.conflicts()).toEqual([])
  })

  test('are dated by the least delayed line of a daemon', () => {
    const book = newClockBook(context, [source('dmesg', 1000, '2026-01-15T08:00:00Z')])
    const at = book.instantOf(KEY, boot(1010, wall('2026-01-15T08:00:41Z')))
    expect(at).toMatchObject({ wall: '2026-01-15T08:00:10.250Z', plusMinusSeconds: 0.8 })
    expect(at.basis).toBe('time of reception; zone assumed: UTC')
  })

  test('after a suspend may be anything up to their reception', () => {
    const book = newClockBook(context, [source('dmesg', 1000, '2026-01-15T08:00:00Z')])
    const at = book.instantOf(KEY, boot(1010, wall('2026-01-15T16:00:10Z')))
    const [from, to] = [
      ms(at.wall ?? '') / 1000 - (at.plusMinusSeconds ?? 0),
      ms(at.wall ?? '') / 1000 + (at.plusMinusSeconds ?? 0),
    ]
    expect(from).toBeLessThanOrEqual(ms('2026-01-15T08:00:10Z') / 1000)
    expect(to).toBeGreaterThanOrEqual(ms('2026-01-15T16:00:10Z') / 1000)
    expect(at.basis).toMatch(/suspend/)
  })
})

describe('printed wall times', () => {
  test.each<[WallClock, number]>([
    ['printk-rendered', 2],
    ['reception', 1.5],
    ['writer', 0.5],
    ['kubernetes', 0.5],
  ])('of %s are good to %d s', (clock, plusMinusSeconds) => {
    const at = newClockBook(context, []).instantOf(KEY, printed('2026-01-15T08:00:00Z', clock))
    expect(at.plusMinusSeconds).toBe(plusMinusSeconds)
  })

  test('that a container contradicts are shifted, and the offset is said', () => {
    const book = newClockBook(context, [])
    const local = printed('2026-01-15T10:00:00Z', 'printk-rendered')
    book.anchor(KEY, local, status('2026-01-15T08:00:00Z'))
    expect(book.instantOf(KEY, local)).toMatchObject({
      wall: '2026-01-15T07:59:59.500Z',
      basis: 'finishedAt of the container',
    })
    expect(book.conflicts()).toMatchObject([
      {
        says: 'dmesg: by dmesg -T its lines are 2 h later than by finishedAt of the container',
        settledBy: 'finishedAt of the container is used',
      },
    ])
  })

  test('one contradiction tells of many kills', () => {
    const book = newClockBook(context, [source('dmesg', 1000, '2026-01-15T11:00:00Z')])
    for (let at = 0; at < 50; at += 1)
      book.anchor(KEY, boot(1000 + at * 60), status(new Date(ms('2026-01-15T08:00:00Z') + at * 60_000).toISOString()))
    expect(book.conflicts()).toHaveLength(1)
  })

  test('of the API are on no clock of the file that holds them', () => {
    const book = newClockBook(context, [])
    const stamp: Stamp = { ...NO_STAMP, wall: wall('2026-01-15T08:00:00Z', 'kubernetes', 'given') }
    book.anchor(KEY, printed('2026-01-15T10:00:00Z', 'reception'), status('2026-01-15T08:00:00Z'))
    expect(book.instantOf(KEY, stamp)).toMatchObject({ wall: '2026-01-15T08:00:00.500Z', basis: 'as printed' })
  })
})

describe('ages', () => {
  const aged: Stamp = { ...NO_STAMP, age: { seconds: 180, unitSeconds: 1 } }
  const at = (capture: TimeContext['capture']) => newClockBook({ ...context, capture }, []).instantOf(KEY, aged)

  test('count back from the time given', () => {
    const given = { ms: ms('2026-01-15T08:05:00Z'), is: 'given', zoneAssumed: false } as const
    expect(at(given)).toMatchObject({ wall: '2026-01-15T08:01:59.500Z', plusMinusSeconds: 0.5 })
  })

  test('are an estimate where the bundle only shows that it was not captured before', () => {
    const shown = { ms: ms('2026-01-15T08:05:00Z'), is: 'shown', zoneAssumed: true } as const
    expect(at(shown)).toMatchObject({ plusMinusSeconds: 300.5 })
    expect(at(shown).basis).toMatch(/zone assumed/)
  })

  test('are nothing without a capture', () => {
    expect(at(null).wall).toBeNull()
  })
})

test('no stamp, however damaged, leads out of the calendar', () => {
  const number = fc.oneof(fc.double({ noNaN: false }), fc.constantFrom(1e13, -1e13, 1e300))
  fc.assert(
    fc.property(number, number, (from, to) => {
      const at = instantFrom({ ...status('2026-01-15T08:00:00Z'), from, to }, 1, 'UTC')
      expect(at.wall ?? '2026-01-15T08:00:00.000Z').toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/)
      expect(at.plusMinusSeconds === null).toBe(at.wall === null)
    }),
  )
})
