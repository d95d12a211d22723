import { describe, expect, test } from 'vitest'
import { ageBounds } from '../../../src/engine/clock/age.ts'
import { type Bounds, RANK } from '../../../src/engine/clock/bounds.ts'
import { contradictionsOf } from '../../../src/engine/clock/conflicts.ts'
import { instantFrom, wallText } from '../../../src/engine/clock/instant.ts'
import { lagOf, positionOf, receptionOffset } from '../../../src/engine/clock/position.ts'
import type { TimeContext } from '../../../src/engine/clock/wall.ts'
import type { BootPart } from '../../../src/model/source.ts'
import { NO_STAMP, type Stamp, type WallReading } from '../../../src/model/stamp.ts'

const NOON = Date.parse('2026-01-15T12:00:00Z') / 1000
const context: TimeContext = { timezone: 'UTC', latestMs: null, capture: null }
const berlin: TimeContext = { ...context, timezone: 'Europe/Berlin' }

const wall = (parts: Partial<WallReading> = {}): WallReading => ({
  epochMs: NOON * 1000,
  zone: 'given',
  year: 'given',
  resolutionSeconds: 1,
  clock: 'reception',
  ...parts,
})
const stamp = (bootSeconds: number | null, of: WallReading | null): Stamp => ({ ...NO_STAMP, bootSeconds, wall: of })
/** Half past two at the end of summer time: it comes twice. */
const TWICE = { epochMs: Date.parse('2026-10-25T02:30:00Z'), zone: 'missing' } as const
const NEVER = { epochMs: Date.parse('2026-03-29T02:30:00Z'), zone: 'missing' } as const

describe('where a line stands on the clock of its source', () => {
  test('is its seconds since boot, which do not tell the wall by themselves', () => {
    expect(positionOf(stamp(100, wall()), context)).toEqual({ seconds: 100, offset: null })
  })

  test('is not known without any', () => {
    expect(positionOf(NO_STAMP, context)).toBeNull()
    expect(positionOf(stamp(null, wall({ year: 'missing' })), context)).toBeNull()
  })

  test.each([
    ['a daemon, which may be late', wall(), -2, 1, 'time of reception', RANK.receptionOnly],
    [
      'a daemon, to the microsecond',
      wall({ resolutionSeconds: 1e-6 }),
      -2,
      1e-6,
      'time of reception',
      RANK.receptionOnly,
    ],
    ['the program itself', wall({ clock: 'writer' }), -0, 1, 'as printed', RANK.receptionOnly],
    ['the API', wall({ clock: 'kubernetes' }), -0, 1, 'as printed', RANK.receptionOnly],
    ['dmesg -T', wall({ clock: 'printk-rendered' }), -2, 2, 'dmesg -T', RANK.rendered],
    ['dmesg -e', wall({ clock: 'printk-rendered', resolutionSeconds: 60 }), -2, 61, 'dmesg -T', RANK.rendered],
  ] as const)('is told by %s', (_, of, from, to, basis, rank) => {
    expect(positionOf(stamp(null, of), context)).toEqual({
      seconds: NOON,
      offset: { from, to, basis, rank, zoneAssumed: false, span: null },
    })
  })

  test.each([
    ['comes twice', TWICE, 'in an hour that comes twice'],
    ['is skipped', NEVER, 'in an hour that the zone skips'],
  ] as const)('may be an hour later where its hour %s', (_, of, words) => {
    for (const clock of ['reception', 'printk-rendered'] as const) {
      const offset = positionOf(stamp(null, wall({ ...of, clock })), berlin)?.offset
      expect(offset?.basis).toContain(words)
      expect((offset?.to ?? 0) - (offset?.from ?? 0)).toBeGreaterThan(3600)
      expect(offset?.zoneAssumed).toBe(true)
    }
  })
})

test('only a daemon that received a line tells how late it was', () => {
  expect(lagOf(100, wall(), context)).toBe(NOON - 100)
  expect(lagOf(100, wall({ clock: 'writer' }), context)).toBeNull()
  expect(lagOf(100, wall({ year: 'missing' }), context)).toBeNull()
})

describe('the clock of a boot by its least delayed line', () => {
  const part = (of: Partial<WallReading> = {}, extent: Partial<BootPart> = {}): BootPart => ({
    boot: 0,
    host: null,
    first: NO_STAMP,
    last: NO_STAMP,
    leastDelayed: {
      bootSeconds: 100,
      wall: wall(of),
      span: { path: 'a', line: 7, endLine: 7, start: 0, end: 9, excerpt: 'x' },
    },
    release: null,
    isOfKernel: true,
    ...extent,
  })
  const offset = (each: BootPart, of = context) => {
    const found = receptionOffset(each, of)
    return found && [found.from - (NOON - 100), found.to - (NOON - 100), found.basis, found.rank]
  }

  test('is within half a second before its reception, and the step that is printed', () => {
    expect(offset(part())).toEqual([-0.5, 1, 'time of reception', RANK.reception])
    expect(receptionOffset(part(), context)?.span?.line).toBe(7)
  })

  test('is less sure where dmesg -T made the time', () => {
    expect(offset(part({ clock: 'printk-rendered' }))).toEqual([-2, 2, 'dmesg -T', RANK.rendered])
  })

  test('is not known without such a line, or its year', () => {
    expect(offset({ ...part(), leastDelayed: null })).toBeNull()
    expect(offset(part({ year: 'missing' }))).toBeNull()
  })

  test('may be an hour later where its hour comes twice', () => {
    const found = receptionOffset(part(TWICE), berlin)
    expect(found).toMatchObject({ basis: 'time of reception in an hour that comes twice', zoneAssumed: true })
    expect((found?.to ?? 0) - (found?.from ?? 0)).toBe(3601.5)
  })

  const from = (boot: number | null, seconds: number | null, clock: WallReading['clock'] = 'writer'): Stamp =>
    stamp(boot, seconds === null ? null : wall({ epochMs: (NOON + seconds) * 1000, clock }))

  test.each([
    ['hours of it were put out within seconds', from(0, 0), from(7200, 3), 'writer', true],
    ['it was put out as it came', from(0, 0), from(7200, 7200), 'writer', false],
    ['it is short', from(0, 0), from(8, 3), 'writer', false],
    ['it took five seconds to put out', from(0, 0), from(7200, 5), 'writer', false],
    ['a daemon received it', from(0, 0), from(7200, 3), 'reception', false],
    ['its first line has no seconds', from(null, 0), from(7200, 3), 'writer', false],
    ['its last line has no seconds', from(0, 0), from(null, 3), 'writer', false],
    ['its first line has no wall time', from(0, null), from(7200, 3), 'writer', false],
    ['its last line has no wall time', from(0, 0), from(7200, null), 'writer', false],
  ] as const)('is not that of a copy: %s', (_, first, last, clock, isCopy) => {
    expect(receptionOffset(part({ clock }, { first, last }), context) === null).toBe(isCopy)
  })
})

describe('an instant', () => {
  const bounds = (fromSeconds: number, to: number, parts: Partial<Bounds> = {}): Bounds => ({
    from: NOON + fromSeconds,
    to: NOON + to,
    basis: 'x',
    zoneAssumed: false,
    rank: 1,
    span: null,
    ...parts,
  })

  test('is the middle of its bounds, and says how far off it may be', () => {
    expect(instantFrom(bounds(0, 3), 7, 'UTC')).toEqual({
      wall: '2026-01-15T12:00:01.500Z',
      bootSeconds: 7,
      plusMinusSeconds: 1.5,
      basis: 'x',
    })
    expect(instantFrom(bounds(0, 1, { beyondSeconds: 300 }), null, 'UTC').plusMinusSeconds).toBe(300.5)
    expect(instantFrom(bounds(0, 0.14), null, 'UTC').plusMinusSeconds).toBe(0.1)
    expect(instantFrom(bounds(1, 0), null, 'UTC').plusMinusSeconds).toBe(0)
    expect(instantFrom(bounds(0, 1, { zoneAssumed: true }), null, 'Asia/Tokyo').basis).toBe(
      'x; zone assumed: Asia/Tokyo',
    )
  })

  test('has no wall time where nothing tells it, or where it is out of the calendar', () => {
    const unknown = { wall: null, bootSeconds: 7, plusMinusSeconds: null, basis: null }
    expect(instantFrom(null, 7, 'UTC')).toEqual(unknown)
    expect(instantFrom(bounds(1e12, 1e12), 7, 'UTC')).toEqual(unknown)
  })

  test.each([
    [Date.UTC(10_000, 0) - 1, '9999-12-31T23:59:59.999Z'],
    [Date.UTC(10_000, 0), null],
    [-62_135_596_800_000, '0001-01-01T00:00:00.000Z'],
    [-62_135_596_800_001, null],
    [0.4, '1970-01-01T00:00:00.000Z'],
  ])('of %d ms is %s', (ms, text) => {
    expect(wallText(ms)).toBe(text)
  })
})

describe('what contradicts a clock', () => {
  const bounds = (at: number, basis: string, parts: Partial<Bounds> = {}): Bounds => ({
    from: at - 1,
    to: at + 1,
    basis,
    zoneAssumed: false,
    rank: 1,
    span: null,
    ...parts,
  })
  const span = { path: 'a', line: 1, endLine: 1, start: 0, end: 9, excerpt: 'x' }
  const said = (...others: readonly Bounds[]) => {
    const trusted = bounds(1000, 'status', { span })
    return contradictionsOf('log', { bounds: trusted, conflicts: others.map(other => [trusted, other] as const) })
  }

  test('is said with the difference and which of the two is used', () => {
    expect(said(bounds(8200, 'dmesg -T'))).toEqual([
      {
        says: 'log: by dmesg -T its lines are 2 h later than by status',
        against: 'dmesg -T',
        evidence: [span],
        settledBy: 'status is used',
      },
    ])
    expect(said(bounds(940, 'dmesg -T', { span }))).toMatchObject([
      { says: 'log: by dmesg -T its lines are 1 min earlier than by status', evidence: [span, span] },
    ])
    expect(said(bounds(8200, 'dmesg -T', { zoneAssumed: true }))[0]?.against).toBe('dmesg -T, with an assumed zone')
  })

  test('is said once for each sort of witness', () => {
    const found = said(bounds(8200, 'a'), bounds(100, 'b'), bounds(8300, 'a'), bounds(8400, 'a')).map(
      ({ says }) => says,
    )
    expect(found).toEqual([
      'log: by a its lines are 2 h later than by status (2 more like this)',
      'log: by b its lines are 15 min earlier than by status',
    ])
    expect(said()).toEqual([])
  })
})

describe('a time by an age', () => {
  const age = { seconds: 180, unitSeconds: 60 }

  test('counts back from the capture, by the unit of the age', () => {
    const capture = { ms: NOON * 1000, is: 'given', zoneAssumed: false } as const
    expect(ageBounds(age, capture)).toEqual({
      from: NOON - 240,
      to: NOON - 180,
      beyondSeconds: 0,
      basis: 'age before the time given',
      zoneAssumed: false,
      rank: RANK.capture,
      span: null,
    })
    expect(ageBounds(age, { ...capture, is: 'shown', zoneAssumed: true })).toMatchObject({
      beyondSeconds: 300,
      basis: 'age before the latest time in the bundle',
      zoneAssumed: true,
    })
  })

  test('is none without an age or a capture', () => {
    expect(ageBounds(null, { ms: 0, is: 'given', zoneAssumed: false })).toBeNull()
    expect(ageBounds(age, null)).toBeNull()
  })
})
