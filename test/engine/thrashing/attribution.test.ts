import { describe, expect, it } from 'vitest'
import { attributed } from '../../../src/engine/thrashing/attribution.ts'
import { levelsOf } from '../../../src/engine/thrashing/level.ts'
import { windowsOf } from '../../../src/engine/thrashing/windows.ts'
import type { Metric } from '../../../src/model/series.ts'
import { counter, seconds, tracks } from './series.ts'

const CGROUP = '/kubepods.slice/pod.slice/box.scope'
const times = seconds(0, 60)
const during = (rate: number) => (second: number) => (second >= 20 && second < 50 ? rate : 0)

/** Whose a stall is that a cgroup and the node show alike, with what /proc/vmstat counted meanwhile. */
function owners(vmstat: Partial<Record<Metric, number>>): readonly string[] {
  const all = tracks(
    counter('psi-memory-some', times, during(0.5)),
    counter('psi-memory-some', times, during(0.5), { scope: CGROUP }),
    ...Object.entries(vmstat).map(([metric, rate]) => counter(metric as Metric, times, during(rate))),
  )
  const found = all.flatMap(each => windowsOf(levelsOf(each)).map(window => ({ tracks: each, window })))
  return attributed(found).map(each => each.tracks.scope)
}

describe('whose a stall is', () => {
  it.each<[string, Partial<Record<Metric, number>>, string]>([
    ['the cgroup that accounts for it', {}, CGROUP],
    ['the cgroup, where nothing is reclaimed outside of it', { 'scan-kswapd': 0, 'scan-direct': 0 }, CGROUP],
    ['the node, where kswapd works', { 'scan-kswapd': 100, 'direct-reclaim': 0 }, 'node'],
    ['the node, where its allocations reclaim', { 'scan-kswapd': 0, 'direct-reclaim': 3 }, 'node'],
    ['the node, where pages are scanned and no more was sampled', { 'scan-direct': 500 }, 'node'],
    // Linux 7.2 counts as pgscan_direct of the node what a cgroup reclaims within its own limit.
    [
      'the cgroup, where pages are scanned and no allocation stalled',
      { 'scan-direct': 500, 'direct-reclaim': 0 },
      CGROUP,
    ],
  ])('is of %s', (_, vmstat, owner) => {
    expect(owners(vmstat)).toEqual([owner])
  })

  it('is of the cgroup below, however deep, and each of two beside each other has its own', () => {
    const deep = `${CGROUP}/init`
    const other = '/system.slice/db.service'
    const all = tracks(
      counter('psi-memory-some', times, during(0.9)),
      counter('psi-memory-some', times, during(0.5), { scope: CGROUP }),
      counter('psi-memory-some', times, during(0.5), { scope: deep }),
      counter('psi-memory-some', times, during(0.45), { scope: other }),
    )
    const found = all.flatMap(each => windowsOf(levelsOf(each)).map(window => ({ tracks: each, window })))
    // No cgroup accounts for the stall of the node alone: then the node is the one.
    expect(attributed(found).map(each => each.tracks.scope)).toEqual(['node'])
    expect(
      attributed(found.filter(({ tracks: { scope } }) => scope !== 'node')).map(each => each.tracks.scope),
    ).toEqual([other, deep])
  })
})

describe('a stall that several scopes show', () => {
  const stall = (scope: string, share: number, from = 20, to = 50, metric: Metric = 'psi-memory-some') =>
    counter(metric, times, second => (second >= from && second < to ? share : 0), { scope })
  const ownersOf = (...all: readonly ReturnType<typeof stall>[]) => {
    const found = tracks(...all).flatMap(each => windowsOf(levelsOf(each)).map(window => ({ tracks: each, window })))
    return attributed(found).map(each => each.tracks.scope)
  }

  it.each([
    ['is of the cgroup that accounts for most of it', [stall('/a', 0.5), stall('/a/b', 0.41)], ['/a/b']],
    ['is of what is above where it accounts for less', [stall('/a', 0.5), stall('/a/b', 0.39)], ['/a']],
    ['is of both where they are beside each other', [stall('/a', 0.5), stall('/b', 0.5)], ['/a', '/b']],
    ['is of both where their names only begin alike', [stall('/a', 0.5), stall('/ab', 0.5)], ['/a', '/ab']],
    ['is of both where they are of two times', [stall('/a', 0.5, 5, 20), stall('/a/b', 0.5, 35, 55)], ['/a', '/a/b']],
    [
      'is of both where one begins as the other ends',
      [stall('/a', 0.5, 5, 20), stall('/a/b', 0.5, 20, 55)],
      ['/a', '/a/b'],
    ],
    ['is of the deepest of several', [stall('/a', 0.5), stall('/a/b', 0.5), stall('/a/b/c', 0.5)], ['/a/b/c']],
    [
      'is of the node, whatever cgroup is deepest, where none accounts for it',
      [stall('/a/b', 0.35), stall('node', 0.9), stall('/a', 0.35)],
      ['node'],
    ],
    ['is of what is above, in whichever order they were sampled', [stall('/a/b', 0.35), stall('/a', 0.9)], ['/a']],
    [
      'is known by stalls of all tasks where no others were sampled',
      [stall('/a', 0.2, 20, 50, 'psi-memory-full'), stall('/a/b', 0.2, 20, 50, 'psi-memory-full')],
      ['/a/b'],
    ],
  ])('%s', (_, all, owners) => {
    expect(ownersOf(...all).toSorted()).toEqual(owners)
  })

  it('is of what is above where the cgroup was not sampled at that time', () => {
    const late = counter('psi-memory-some', seconds(40, 60), () => 0.5, { scope: '/a/b' })
    expect(ownersOf(stall('/a', 0.5, 20, 55), late)).toEqual(['/a'])
  })
})
