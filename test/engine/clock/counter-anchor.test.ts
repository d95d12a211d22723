import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AnchorFacts, anchorByCounters } from '../../../src/engine/clock/anchor-by-counters.ts'
import { newClockBook } from '../../../src/engine/clock/book.ts'
import { bootOffset, onlyStep } from '../../../src/engine/clock/counter-anchor.ts'
import type { SourceRead } from '../../../src/model/source.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { seconds, series } from '../thrashing/series.ts'

const OFFSET = 1_795_000_000
/** Seconds of stall at so many seconds since boot: none before 1000. */
const stall = (uptime: number, speed = 0.5): number =>
  Math.max(0, uptime - 1000) * speed + Math.max(0, uptime - 1030) * 0.4

const sampled = (times: readonly number[], speed?: number) =>
  series(
    'psi-memory-some',
    times,
    times.map(time => stall(time, speed)),
  )
const scraped = (times: readonly number[], value: (uptime: number) => number = stall) =>
  series(
    'psi-memory-some',
    times.map(time => time + OFFSET),
    times.map(time => value(time)),
    { clock: 'wall', path: 'prometheus.json' },
  )

describe('a counter on both clocks', () => {
  it('tells the wall time of a boot, within the samples', () => {
    const offset = bootOffset(sampled(seconds(990, 1060, 0.5)), scraped(seconds(990, 1060, 5)))
    expect(offset?.from).toBeGreaterThan(OFFSET - 3)
    expect(offset?.to).toBeLessThan(OFFSET + 3)
  })

  it('always holds the truth, whatever the samples are', () => {
    const times = fc.uniqueArray(fc.integer({ min: 990_000, max: 1_100_000 }), { minLength: 12, maxLength: 60 })
    fc.assert(
      fc.property(times, times, fc.double({ min: 0, max: 1, noNaN: true }), (ofBoot, ofWall, late) => {
        const [boot, wall] = [ofBoot, ofWall].map(all => all.map(ms => ms / 1000).sort((a, b) => a - b))
        // A scrape is stamped up to a second before the counter is read.
        const found = bootOffset(
          sampled(boot ?? []),
          scraped(wall ?? [], uptime => stall(uptime + late)),
        )
        if (found === null) return
        expect(found.from).toBeLessThanOrEqual(OFFSET)
        expect(found.to).toBeGreaterThanOrEqual(OFFSET)
      }),
    )
  })

  it.each([
    ['another counter', scraped(seconds(990, 1060, 5), uptime => stall(uptime, 0.9))],
    ['values that were kept for a while', scraped(seconds(990, 1060, 5), uptime => stall(uptime - (uptime % 20)))],
    ['a counter that stands still', scraped(seconds(900, 990, 5))],
    ['few samples', scraped([990, 1010, 1020])],
    ['samples from before and after only', scraped([900, 2000, 2005, 2010])],
  ])('is not believed for %s', (_, wall) => {
    expect(bootOffset(sampled(seconds(990, 1060, 0.5)), wall)).toBeNull()
  })

  it('that falls is of two boots', () => {
    const twice = series('psi-memory-some', [990, 1000, 1010, 1020], [5, 6, 0, 1])
    expect(bootOffset(twice, scraped(seconds(990, 1060, 5)))).toBeNull()
  })

  it('goes up once for one kill', () => {
    expect(onlyStep(series('events-oom-kill', [1, 2, 3, 4], [0, 0, 1, 1]))).toEqual({ from: 2, to: 4 })
    expect(onlyStep(series('events-oom-kill', [1, 2, 3, 4], [0, 1, 1, 2]))).toBeNull()
    expect(onlyStep(series('events-oom-kill', [1, 2, 3], [1, 1, 1]))).toBeNull()
  })
})

const log = (path: string, host: string | null, last = 1100): SourceRead => ({
  path,
  format: 'dmesg',
  bytes: 1,
  lines: 1,
  events: 1,
  host,
  boots: [
    {
      boot: 0,
      host,
      first: { ...NO_STAMP, bootSeconds: 0 },
      last: { ...NO_STAMP, bootSeconds: last },
      leastDelayed: null,
      release: null,
      isOfKernel: true,
    },
  ],
})
const stamp = { ...NO_STAMP, bootSeconds: 1055 }
const SAMPLES = [sampled(seconds(990, 1060, 0.5)), { ...scraped(seconds(990, 1060, 5)), node: 'node-1' }]

function boundsIn(facts: Partial<AnchorFacts>, path = 'dmesg') {
  const clocks = newClockBook({ timezone: 'UTC', latestMs: null, capture: null }, [])
  const all = {
    series: SAMPLES,
    sources: [log('dmesg', null)],
    kills: [],
    machineOf: (_: string, name: string | null) => name,
  }
  anchorByCounters({ ...all, ...facts }, clocks)
  return clocks.boundsOf({ path, boot: 0 }, stamp)
}

describe('kernel logs by counters', () => {
  it('have a wall time, with room for the drift of two clocks since boot', () => {
    const found = boundsIn({})
    expect(found).toMatchObject({ basis: 'pressure counter sampled on both clocks', zoneAssumed: false })
    expect(found?.from).toBeGreaterThan(OFFSET + 1055 - 4)
    expect(found?.to).toBeLessThan(OFFSET + 1055 + 4)
    const late = 1e6
    const moved = SAMPLES.map(each =>
      each.clock === 'boot' ? { ...each, times: each.times.map(time => time + late) } : each,
    )
    const wide = boundsIn({ series: moved, sources: [log('dmesg', null, late + 1100)] })
    expect((wide?.to ?? 0) - (wide?.from ?? 0)).toBeGreaterThan(40)
  })

  it('are tied by a kill that the samples count as well, where printk has drifted', () => {
    const counted = series(
      'events-oom-kill',
      seconds(990, 1060, 0.5),
      seconds(990, 1060, 0.5).map(at => Number(at > 1050)),
    )
    const kill = { key: { path: 'dmesg', boot: 0 }, stamp, seconds: 0.1, cgroups: ['/a.slice'] }
    // By printk it was at 1055, by the uptime of the samples at 1050.2: five seconds apart.
    const found = boundsIn({ series: [...SAMPLES, counted], kills: [kill] })
    expect(found?.from).toBeLessThan(OFFSET + 1050.2)
    expect(found?.to).toBeGreaterThan(OFFSET + 1050.2)
    expect((found?.to ?? 0) - (found?.from ?? 0)).toBeLessThan(6)
    // Not known to be none: a report whose length has no seconds since boot ties nothing.
    const untimed = boundsIn({ series: [...SAMPLES, counted], kills: [{ ...kill, seconds: null }] })
    expect(untimed).toEqual(boundsIn({}))
  })

  it.each([
    ['another machine', { sources: [log('dmesg', 'node-2')] }],
    ['one of several without a name', { sources: [log('dmesg', null), log('other', null)] }],
    ['another boot', { sources: [log('dmesg', 'node-1', 500)] }],
    ['samples whose times have no zone', { series: SAMPLES.map(each => ({ ...each, zone: 'missing' as const })) }],
    ['samples of another cgroup', { series: SAMPLES.map(each => ({ ...each, scope: `/${each.clock}` })) }],
  ])('stay without one for %s', (_, facts) => {
    expect(boundsIn(facts)).toBeNull()
  })

  it('are told apart by their names', () => {
    const sources = [log('other', 'node-2'), log('dmesg', 'node-1.example.com')]
    expect(boundsIn({ sources })).not.toBeNull()
    expect(boundsIn({ sources }, 'other')).toBeNull()
  })
})
