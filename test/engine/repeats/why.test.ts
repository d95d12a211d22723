import { describe, expect, test } from 'vitest'
import type { Subject } from '../../../src/engine/repeats/subject.ts'
import { type Told, whyOf } from '../../../src/engine/repeats/why.ts'
import { group, MIB } from '../../rules/cases.ts'

const ONE: Subject = { key: 'k', what: 'memcg of container app', sort: 'workload', isOne: true }
const told = (parts: Partial<Told>): Told => ({ ...group({ what: ONE.what }), ...parts })
const why = (parts: Partial<Told>, subject: Partial<Subject> = {}) => whyOf(told(parts), { ...ONE, ...subject })
const mib = (...all: readonly (number | null)[]) => all.map(each => each && each * MIB)

const onNode = { what: 'global of node w1', sort: 'node' } as const

describe('what is the same at each kill', () => {
  const flat = { growth: 'flat', growthBy: 'memory-at-kills' } as const

  test.each<[string, Partial<Told>, string]>([
    [
      'the usage of a cgroup',
      { sizesOf: 'cgroup-usage', sizesBytes: mib(64, 66) },
      'Usage was the same at each kill (64 MiB to 66 MiB): that is what a limit does',
    ],
    [
      'one program in a cgroup',
      { sizesOf: 'victim', sizesName: 'java', sizesBytes: mib(64, null, 64) },
      'The memory of java was the same at each kill (64 MiB): that is what a limit does',
    ],
    [
      'who used most of the node up',
      { what: onNode.what, sizesOf: 'culprit', sizesName: 'java (7)', sizesBytes: mib(64, 64) },
      'java (7) used up the most each time and held the same (64 MiB): it did not grow from kill to kill.',
    ],
    [
      'those that died on a node',
      { what: onNode.what, sizesOf: 'victim', sizesName: 'java', sizesBytes: mib(64, 64) },
      'java held the same at each kill (64 MiB).',
    ],
    [
      'where nobody died',
      { sizesOf: 'cgroup-usage', sizesBytes: mib(64, 64), victims: [] },
      'Usage was the same each time (64 MiB), and nothing was killed',
    ],
  ])('%s', (_, parts, words) => {
    expect(why({ ...flat, ...parts })).toContain(words)
  })

  test('in a cgroup would be told by usage over time, and needs nothing more elsewhere', () => {
    const settles = 'Its usage over time before a kill would tell.'
    const same = { ...flat, sizesOf: 'cgroup-usage', sizesBytes: mib(64, 64) } as const
    expect(why(same)).toContain(settles)
    expect(why({ ...same, victims: [] })).not.toContain(settles)
    expect(why({ ...same, growthBy: 'usage-before' })).not.toContain(settles)
    expect(why(same, { sort: 'unnamed' })).not.toContain(settles)
    expect(why({ ...same, what: onNode.what, sizesOf: 'victim', sizesName: 'java' }, onNode)).not.toContain(settles)
  })
})

describe('what grows', () => {
  const growing = { growth: 'growing', growthBy: 'memory-at-kills', sizesBytes: mib(64, null, 128) } as const

  test.each<[string, Partial<Told>, string]>([
    ['by its samples', { growthBy: 'usage-before', sizesOf: 'cgroup-usage' }, 'Usage rose slowly up to the kill'],
    ['with its limit', { sizesOf: 'cgroup-usage' }, 'Usage at the kill went from 64 MiB to 128 MiB with the limit'],
    [
      'on a node',
      { sizesOf: 'culprit', sizesName: 'java (7)' },
      'java (7), which used up the most, grew from 64 MiB to 128 MiB: it is the culprit that grows',
    ],
    [
      'and dies',
      { sizesOf: 'victim', sizesName: 'java' },
      'java held more from kill to kill (64 MiB, in the end 128 MiB)',
    ],
  ])('%s', (_, parts, words) => {
    expect(why({ ...growing, ...parts })).toContain(words)
  })

  test('by two values is no more than possible', () => {
    const words = 'Two values are no trend'
    expect(why({ ...growing, sizesOf: 'victim', sizesName: 'java' })).toContain(words)
    expect(why({ ...growing, sizesBytes: mib(1, 2, 3), sizesOf: 'victim', sizesName: 'java' })).not.toContain(words)
    expect(why({ ...growing, growthBy: 'usage-before' })).not.toContain(words)
    expect(why({ ...growing, growth: 'flat' })).not.toContain(words)
  })

  test('with a limit that was raised will not be helped by that', () => {
    const words = 'Raising it once more will not help by itself.'
    const change = (fromBytes: number, toBytes: number) => [{ fromBytes, toBytes, incident: 'i2' }]
    const usage = { ...growing, sizesOf: 'cgroup-usage' } as const
    expect(why({ ...usage, limitChanges: change(64 * MIB, 128 * MIB) })).toContain(words)
    expect(why({ ...usage, limitChanges: change(128 * MIB, 64 * MIB) })).not.toContain(words)
    expect(why({ ...usage, growth: 'flat', limitChanges: change(64 * MIB, 128 * MIB) })).not.toContain(words)
    expect(why(usage)).not.toContain(words)
  })
})

test.each<[string, Partial<Told>, string]>([
  ['by samples', { growthBy: 'usage-before' }, 'Usage jumped right before the kill'],
  [
    'by the last life',
    { growthBy: 'time-alive', aliveSeconds: [3600, null, 7200, 10] },
    'The last life took 10 s, those before 1 h to 2 h',
  ],
  [
    'by the last size',
    { growthBy: 'memory-at-kills', sizesOf: 'victim', sizesName: 'java', sizesBytes: mib(64, 64, 200) },
    'java held the same at first and then far more (64 MiB to 200 MiB): a burst looks like this.',
  ],
])('what came at once: %s', (_, parts, words) => {
  expect(why({ growth: 'sudden', ...parts })).toContain(words)
})

describe('what is not known', () => {
  test.each<[string, Partial<Told>, Partial<Subject>, string]>([
    ['whose cgroups they were', {}, { sort: 'unnamed' }, 'they may be of several workloads'],
    [
      'that it was memory',
      { what: 'sigkill of container app' },
      {},
      'Nothing shows that it was memory that ended them.',
    ],
    ['how much was held', { sizesBytes: mib(64, null) }, {}, 'held at each of them is not in the bundle'],
    ['what up and down means', { sizesBytes: mib(64, 90, 64) }, {}, 'went up and down (64 MiB to 90 MiB)'],
    [
      'which container it was',
      { sizesBytes: mib(64, 90) },
      { isOne: false },
      'Nothing in the bundle names the container',
    ],
  ])('%s', (_, parts, subject, words) => {
    expect(why(parts, subject)).toContain(words)
  })

  test('of which container is no word on sizes', () => {
    expect(why({ sizesBytes: mib(64, null) }, { isOne: false })).not.toContain('is not in the bundle')
    expect(why({ sizesBytes: mib(64, null) })).not.toContain('Nothing in the bundle names the container')
  })
})

describe('how fast it went', () => {
  const flat = {
    growth: 'flat',
    growthBy: 'memory-at-kills',
    sizesOf: 'cgroup-usage',
    sizesBytes: mib(64, 64),
  } as const
  const pace = (parts: Partial<Told>, subject: Partial<Subject> = {}) => why({ ...flat, ...parts }, subject)
  const start = 'what it needs to start, or its first work, fits that better than a slow leak'
  const slow = 'that is no start that does not fit; slow growth or a rare large job fits better'

  test.each<[string, readonly (number | null)[], string, string]>([
    ['two minutes', [30, 120], 'The container had lived 30 s to 2 min before: ', start],
    ['an hour', [3600, 7200], 'The container had lived 1 h to 2 h before: ', slow],
    ['one of two', [30, null], 'The container had lived 30 s before (known of 1 of 2): ', start],
    ['in between', [30, 121], 'before.', ''],
    ['in between, too', [3599, 7200], 'before.', ''],
  ])('%s', (_, aliveSeconds, words, means) => {
    expect(pace({ aliveSeconds })).toContain(words + means)
    if (means === '') for (const each of [start, slow]) expect(pace({ aliveSeconds })).not.toContain(each)
  })

  test.each<[string, Partial<Told>, Partial<Subject>]>([
    ['nobody died', { victims: [] }, {}],
    ['it grows', { growth: 'growing' }, {}],
    ['the lives were told already', { growth: 'sudden', growthBy: 'time-alive' }, {}],
    ['it was another killer', { what: 'userspace of container app' }, {}],
    ['it was of the node', { what: onNode.what }, { sort: 'node' }],
    ['nobody names the cgroups', {}, { sort: 'unnamed' }],
    ['no life is known', { aliveSeconds: [null, null] }, {}],
  ])('is not said where %s', (_, parts, subject) => {
    expect(pace({ aliveSeconds: [30, 30], ...parts }, subject)).not.toContain('had lived')
  })

  test('of a cgroup is told by its kills alone, where they follow each other fast', () => {
    const words = 'It filled again within 2 min each time'
    const fast = { longestSpacingSeconds: 120 }
    expect(pace(fast, { sort: 'cgroup' })).toContain(words)
    expect(pace({ longestSpacingSeconds: 121 }, { sort: 'cgroup' })).not.toContain('It filled again')
    expect(pace({}, { sort: 'cgroup' })).not.toContain('It filled again')
    // Kills of several pods may come close together, and each pod fill slowly.
    expect(pace(fast)).not.toContain('It filled again')
    expect(pace({ ...fast, aliveSeconds: [30, 30] }, { sort: 'cgroup' })).not.toContain('It filled again')
  })
})

test('changes of a limit are told, the first three of them', () => {
  const change = (from: number, to: number, incident: string) => ({
    fromBytes: from * MIB,
    toBytes: to * MIB,
    incident,
  })
  const all = [change(64, 128, 'i2'), change(128, 64, 'i3'), change(64, 96, 'i4')]
  const words = why({ limitChanges: all })
  expect(words).toContain('The limit was raised from 64 MiB to 128 MiB before i2, and it was reached again.')
  expect(words).toContain('The limit was lowered from 128 MiB to 64 MiB before i3, and it was reached again.')
  expect(words).not.toContain('more times')
  expect(why({ limitChanges: [...all, change(96, 97, 'i5'), change(97, 98, 'i6')] })).toContain(
    'It was changed 2 more times.',
  )
  expect(why({})).not.toContain('The limit was')
})

test('ends that the bundle does not hold are counted', () => {
  const words = "Its pods' status counts 5 restarts, the bundle shows 2 of these ends: at least 3 earlier ends"
  expect(why({ restarts: 5 })).toContain(words)
  for (const restarts of [2, 1, null]) expect(why({ restarts })).not.toContain('restarts')
})
