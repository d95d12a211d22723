import { describe, expect, test } from 'vitest'
import { isEnd, lagBehind, type Place } from '../../../src/engine/thrashing/link.ts'
import type { Incident, Instant } from '../../../src/model/report.ts'
import { incident, scope, victim } from '../../rules/cases.ts'

const at = (bootSeconds: number | null): Instant => ({ wall: null, bootSeconds, plusMinusSeconds: null, basis: null })
const window: Place = { scope: 'node', node: 'w1', from: at(100), to: at(200) }
const kill = (seconds: number | null, parts: Partial<Incident> = {}): Incident =>
  incident({ kind: 'global', at: at(seconds), scope: scope({ node: 'w1' }), ...parts })

describe('a window led up to a kill', () => {
  test.each([
    ['within it', 150, -50],
    ['at its end', 200, 0],
    ['a minute after it', 260, 60],
    ['later', 261, null],
    ['with its first sample', 98, -102],
    ['before it', 97, null],
    ['at a time that is not known', null, null],
  ])('%s', (_, seconds, lag) => {
    expect(lagBehind(window, kill(seconds))).toBe(lag)
  })

  test('by wall clocks, where the seconds since boot are not both known', () => {
    const wall = (text: string): Instant => ({ ...at(null), wall: `2026-01-15T12:${text}.000Z` })
    const timed = { ...window, from: wall('00:00'), to: wall('01:40') }
    expect(lagBehind(timed, kill(0, { at: wall('02:00') }))).toBe(20)
    expect(lagBehind(timed, kill(0, { at: wall('03:00') }))).toBeNull()
    expect(lagBehind(window, kill(0, { at: wall('02:00') }))).toBeNull()
    expect(lagBehind({ ...window, from: at(null) }, kill(150))).toBeNull()
    expect(lagBehind({ ...window, to: at(null) }, kill(150))).toBeNull()
  })

  test.each([
    ['on its machine, by its full name', { scope: scope({ node: 'w1.example' }) }, true],
    ['on another machine', { scope: scope({ node: 'w2' }) }, false],
    ['on a machine that is not known', { scope: scope() }, true],
    ['that was none: somebody asked for it', { kind: 'sysrq' }, false],
    ['that was none: a signal', { kind: 'sigkill' }, false],
    ['by another killer', { kind: 'userspace' }, true],
    ['of a pod by the kubelet', { kind: 'eviction' }, true],
    ['of a kind that is not known', { kind: 'unknown' }, true],
  ] as const)('%s', (_, parts, expected) => {
    expect(lagBehind(window, kill(150, parts)) !== null).toBe(expected)
  })

  test.each([
    ['whose limit it was', { scope: scope({ cgroup: '/a/b' }) }, true],
    ['whose limit it was by the kernel', { oomMemcg: '/a/b/c' }, true],
    ['in which one of the victims was', { victims: [victim(), victim({ cgroup: '/a/b/d' })] }, true],
    ['beside which it was', { oomMemcg: '/a/bc' }, false],
    ['below which it was', { oomMemcg: '/a' }, false],
    ['which nothing names', {}, false],
  ])('of the cgroup %s', (_, parts, expected) => {
    expect(lagBehind({ ...window, scope: '/a/b' }, kill(150, { kind: 'memcg', ...parts })) !== null).toBe(expected)
  })
})

test('stalls go on for half a minute after the kill that ends them', () => {
  expect([-31, -30, 0, 60].map(isEnd)).toEqual([false, true, true, true])
})
