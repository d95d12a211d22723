import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  better,
  canonical,
  type Fleet,
  fleetOf,
  incidentLines,
  isInShard,
  join,
  shardOf,
  summarise,
} from '../../src/fleet/index.ts'
import { incidents, record, records } from './parts.ts'

const fleets = fc.array(records, { maxLength: 8 }).map(fleetOf)
const written = (fleet: Fleet): string[] => [...fleet.values()].map(canonical).sort()
const summed = (fleet: Fleet): string =>
  canonical([
    summarise({ records: fleet.values(), listed: [] }),
    incidentLines({ records: fleet.values(), listed: [] }),
  ])

describe('joining fleets', () => {
  test('is associative, commutative and idempotent', () => {
    fc.assert(
      fc.property(fleets, fleets, fleets, (a, b, c) => {
        expect(written(join(join(a, b), c))).toEqual(written(join(a, join(b, c))))
        expect(written(join(a, b))).toEqual(written(join(b, a)))
        expect(written(join(a, a))).toEqual(written(a))
        expect(written(join(a, b, a))).toEqual(written(join(a, b)))
      }),
    )
  })

  test('loses no bundle', () => {
    fc.assert(
      fc.property(fleets, fleets, (a, b) => {
        expect(new Set(join(a, b).keys())).toEqual(new Set([...a.keys(), ...b.keys()]))
      }),
    )
  })

  test('of shards in any order, one of them run twice, gives the summary of one run', () => {
    const cut = fc.record({ all: fc.array(records, { maxLength: 12 }), count: fc.integer({ min: 1, max: 5 }) })
    fc.assert(
      fc.property(cut, fc.nat(), ({ all, count }, again) => {
        const shards = Array.from({ length: count }, (_, index) =>
          fleetOf(all.filter(({ name }) => isInShard(name, { index, count }))),
        )
        const twice = shards[again % count] ?? new Map()
        expect(summed(join(twice, ...shards.toReversed(), twice))).toBe(summed(fleetOf(all)))
      }),
    )
  })

  test('keeps the report, then the later version', () => {
    const failed = record({ status: 'failed', oomlens: '2.0.0' })
    expect(better(failed, record())).toEqual(record())
    expect(better(record(), failed)).toEqual(record())
    const [old, late] = [record({ oomlens: '0.9.1' }), record({ oomlens: '0.10.0' })]
    expect(better(late, old)).toBe(late)
    expect(better(old, late)).toBe(late)
  })
})

describe('the summary', () => {
  test('does not depend on the order of records, and not on repeating them', () => {
    fc.assert(
      fc.property(fc.array(records, { maxLength: 8 }), all => {
        const mixed = [...all.toReversed(), ...all]
        const [one, two] = [all, mixed].map(own => canonical(summarise({ records: own, listed: ['z', 'a'] })))
        expect(two).toBe(one)
      }),
    )
  })

  test('accounts for every incident that it was told', () => {
    fc.assert(
      fc.property(fc.array(fc.array(incidents, { maxLength: 4 }), { maxLength: 4 }), told => {
        const all = told.map((own, at) =>
          record({ name: `b${at}`, sha256: `${at}`, incidents: own.map((one, id) => ({ ...one, id: `i${id}` })) }),
        )
        const { incidents: counts, workloads, trend } = summarise({ records: all, listed: [] })
        expect(counts.distinct + counts.repeats).toBe(told.flat().length)
        expect(workloads.reduce((sum, { incidents: own }) => sum + own, 0)).toBe(counts.distinct)
        expect(trend.buckets.reduce((sum, bucket) => sum + bucket.incidents, trend.undated)).toBe(counts.distinct)
        // What one bundle tells apart stays apart.
        for (const own of told) expect(counts.distinct).toBeGreaterThanOrEqual(own.length)
      }),
    )
  })
})

describe('shards', () => {
  test('each name is in exactly one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 100 }), (name, count) => {
        const own = Array.from({ length: count }, (_, index) => index).filter(index =>
          isInShard(name, { index, count }),
        )
        expect(own).toEqual([shardOf(name, count)])
      }),
    )
  })

  test('are even for names that differ in a number only', () => {
    const sizes = new Map<number, number>()
    for (let at = 0; at < 8000; at++) {
      const index = shardOf(`bundle-${at}.tar.gz`, 8)
      sizes.set(index, (sizes.get(index) ?? 0) + 1)
    }
    expect(Math.min(...sizes.values())).toBeGreaterThan(850)
    expect(Math.max(...sizes.values())).toBeLessThan(1150)
  })

  test('are the same on every machine and in every version', () => {
    expect(['a.tgz', 'worker-3/dmesg.txt', 'Überfall.log'].map(name => shardOf(name, 1000))).toEqual([159, 471, 102])
  })
})
