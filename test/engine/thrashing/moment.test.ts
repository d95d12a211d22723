import { describe, expect, test } from 'vitest'
import { newClockBook } from '../../../src/engine/clock/book.ts'
import { momentOf, secondsBetween } from '../../../src/engine/thrashing/moment.ts'
import type { Instant } from '../../../src/model/report.ts'
import type { BootPart } from '../../../src/model/source.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'

const NOON = Date.parse('2026-01-15T12:00:00Z') / 1000
const boot = (number: number, last: number | null): BootPart => ({
  boot: number,
  host: null,
  first: { ...NO_STAMP, bootSeconds: 0 },
  last: { ...NO_STAMP, bootSeconds: last },
  leastDelayed: null,
  release: null,
  isOfKernel: true,
})
const log = (path: string, ...boots: readonly BootPart[]) => ({ path, boots })

/** Clocks of boots that each began so many hours after noon, known to so many seconds. */
function clocksOf(...known: readonly (readonly [path: string, boot: number, hours: number, width: number])[]) {
  const clocks = newClockBook({ timezone: 'UTC', latestMs: null, capture: null }, [])
  for (const [path, number, hours, width] of known) {
    const from = NOON + hours * 3600
    const wall = { from, to: from + width, basis: path, zoneAssumed: false, rank: 1, span: null }
    clocks.anchor({ path, boot: number }, { ...NO_STAMP, bootSeconds: 0 }, wall)
  }
  return clocks
}
const sampled = { clock: 'boot', zone: 'given', path: 'psi.log' } as const

describe('the moment of a sample', () => {
  test('with a wall time is that', () => {
    const at = momentOf({ ...sampled, clock: 'wall' }, NOON, [], clocksOf())
    expect(at).toMatchObject({ wall: '2026-01-15T12:00:00.500Z', bootSeconds: null })
    const local = momentOf({ ...sampled, clock: 'wall', zone: 'missing' }, NOON, [], clocksOf())
    expect(local.basis).toMatch(/zone assumed/)
  })

  test('since boot is told by the log of the kernel', () => {
    const at = momentOf(sampled, 60.12345, [log('dmesg', boot(0, 100))], clocksOf(['dmesg', 0, 0, 0]))
    expect(at).toMatchObject({ wall: '2026-01-15T12:01:00.123Z', bootSeconds: 60.123 })
  })

  test('since boot has no wall time where no log tells', () => {
    const unknown = { wall: null, bootSeconds: 60, plusMinusSeconds: null, basis: null }
    expect(momentOf(sampled, 60, [], clocksOf())).toEqual(unknown)
    expect(momentOf(sampled, 60, [log('dmesg', boot(0, 100))], clocksOf())).toEqual(unknown)
  })

  test('is told by the log that tells it best', () => {
    const logs = [log('a', boot(0, 100)), log('none', boot(0, 100)), log('b', boot(0, 100))]
    const clocks = (a: number, b: number) => clocksOf(['a', 0, 0, a], ['b', 0, 0, b])
    expect(momentOf(sampled, 60, logs, clocks(4, 2)).basis).toBe('b')
    expect(momentOf(sampled, 60, logs, clocks(2, 4)).basis).toBe('a')
  })

  test.each([
    ['the last that reached it', 400, 13],
    ['exactly', 900, 13],
    ['the last of all, where it reaches it', 250, 14],
    ['the last of all, where none reached it', 2000, 14],
  ])('is of one boot of several: %s', (_, seconds, hour) => {
    const logs = [log('dmesg', boot(0, 500), boot(1, 900), boot(2, 300))]
    const clocks = clocksOf(['dmesg', 0, 0, 0], ['dmesg', 1, 1, 0], ['dmesg', 2, 2, 0])
    expect(momentOf(sampled, seconds, logs, clocks).wall?.slice(11, 13)).toBe(`${hour}`)
  })

  test('is of no boot that prints no seconds, where another reaches it', () => {
    const logs = [log('dmesg', boot(0, 500), boot(1, null))]
    const clocks = clocksOf(['dmesg', 0, 0, 0], ['dmesg', 1, 1, 0])
    expect(momentOf(sampled, 400, logs, clocks).wall?.slice(11, 13)).toBe('12')
  })
})

describe('the time between two moments', () => {
  const at = (wall: string | null, bootSeconds: number | null): Instant => ({
    wall,
    bootSeconds,
    plusMinusSeconds: null,
    basis: null,
  })
  const [early, late] = ['2026-01-15T12:00:00.000Z', '2026-01-15T12:01:30.000Z']

  test.each([
    ['by seconds since boot, whatever the wall says', at(early, 10), at(early, 14), 4],
    ['by the wall', at(early, 10), at(late, null), 90],
    ['by the wall, back', at(late, null), at(early, 10), -90],
    ['not known without a clock in common', at(null, 10), at(late, null), null],
    ['not known without a clock in common, the other way', at(late, null), at(null, 10), null],
  ])('%s', (_, from, to, seconds) => {
    expect(secondsBetween(from, to)).toBe(seconds)
  })
})
