import { describe, expect, test } from 'vitest'
import { newNearby } from '../../../src/engine/incident/nearby.ts'
import { sameKills } from '../../../src/engine/incident/same-kill.ts'
import { toldKills } from '../../../src/engine/killer/same-kill.ts'
import type { KillerKill } from '../../../src/model/killer.ts'
import { NO_STAMP, type Stamp } from '../../../src/model/stamp.ts'
import { digestsIn } from '../read-reports.ts'

const at = (bootSeconds: number | null, wallSeconds: number | null = null): Stamp => ({
  ...NO_STAMP,
  bootSeconds,
  wall:
    wallSeconds === null
      ? null
      : { epochMs: wallSeconds * 1000, zone: 'given', year: 'given', resolutionSeconds: 1, clock: 'reception' },
})

describe('things by their times', () => {
  test('a few are all given, in their order', () => {
    const few = newNearby<string>()
    for (const [name, seconds] of [
      ['a', 900],
      ['b', null],
      ['c', 5],
    ] as const)
      few.add(at(seconds), name)
    few.add(at(7), 'a')
    expect(few.of(at(5))).toEqual(['a', 'b', 'c'])
  })

  test('of many, none is missed that can be of the same moment', () => {
    const many = newNearby<number>()
    for (let name = 0; name < 5000; name += 1) many.add(name % 2 === 0 ? at(name * 30) : at(null, name * 30), name)
    for (const name of [4, 2500, 4998]) {
      for (const apart of [-20, -1, 0, 20]) expect(many.of(at(name * 30 + apart))).toContain(name)
      for (const apart of [-120, 0, 120]) expect(many.of(at(null, (name + 1) * 30 + apart))).toContain(name + 1)
      expect(many.of(at(name * 30)).length).toBeLessThanOrEqual(1000)
    }
    const flood = newNearby<number>()
    for (let name = 0; name < 5000; name += 1) flood.add(at(1), name)
    expect(flood.of(at(1)).length).toBeLessThanOrEqual(1000)
  })
})

const kill = (comm: string) =>
  `Memory cgroup out of memory: Killed process 7 (${comm}) total-vm:900kB, anon-rss:800kB, file-rss:0kB, shmem-rss:0kB`
const log = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, number) => `${line(number)}\n`).join('')

/** Milliseconds of computing, the least of some tries. */
function cost(run: () => unknown): number {
  const costs = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...costs)
}

describe('kills of one number, more than any machine has', () => {
  const COUNT = 1500

  test('in two logs are each of one moment', async () => {
    const first = await digestsIn(
      log(COUNT, number => `[${number * 100}.000000] ${kill('a')}`),
      'dmesg.txt',
    )
    const second = await digestsIn(
      log(COUNT, number => `6,${number},${number * 100_000_000},-;${kill('a')}`),
      'kmsg.log',
    )
    const groups = sameKills([...first, ...second])
    expect(groups).toHaveLength(COUNT)
    for (const group of groups) {
      expect(group.map(({ report }) => report.span.path).sort()).toEqual(['dmesg.txt', 'kmsg.log'])
      expect(new Set(group.map(({ report }) => report.stamp.bootSeconds)).size).toBe(1)
    }
  })

  const shapes: readonly (readonly [string, (at: number) => string])[] = [
    ['at many times', number => `[${number * 100}.000000] ${kill('a')}`],
    ['at one time, of many names', number => `[1.000000] ${kill(`a${number}`)}`],
    ['without a time', () => kill('a')],
    ['without a time, of many names', number => kill(`a${number}`)],
    [
      'of nobody',
      number => `[${number}.000000] a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0`,
    ],
  ]

  test.each(shapes)('%s take a time that grows with their number', async (_, line) => {
    const [few, many] = [await digestsIn(log(1000, line), 'a'), await digestsIn(log(8000, line), 'a')]
    sameKills(few)
    expect(cost(() => sameKills(many))).toBeLessThan(24 * cost(() => sameKills(few)) + 20)
  })

  test('by other killers as well', () => {
    const told = (count: number): KillerKill[] =>
      Array.from({ length: count }, (_, number) => ({
        kind: 'killer-kill',
        killer: 'earlyoom',
        isProven: true,
        node: null,
        stamp: at(number * 1000),
        cgroup: null,
        victims: [{ pid: 7, comm: 'a', uid: null, oomScoreAdj: null, rssKiB: null }],
        policy: null,
        signal: null,
        outcome: 'killed',
        usageBytes: null,
        evidence: [{ path: 'a', line: number, endLine: number, start: number, end: number, excerpt: null }],
      })) as unknown as KillerKill[]
    const [few, many] = [told(1000), told(8000)]
    expect(toldKills(many)).toHaveLength(8000)
    expect(cost(() => toldKills(many))).toBeLessThan(24 * cost(() => toldKills(few)) + 20)
  })
})
