import fc from 'fast-check'
import { expect, test } from 'vitest'
import { topics } from '../../src/cli/topics.ts'
import { findTopics, keyOf, similarTopics } from '../../src/topics/find.ts'

const found = (asked: string): readonly string[] => findTopics(topics, asked).map(({ name }) => name)

test.each([
  ['137', ['exit code 137']],
  ['exit 137', ['exit code 137']],
  ['oomkilled', ['OOMKilled']],
  ['psi', ['PSI']],
  ['zone_assumed', ['ZONE_ASSUMED']],
  ['grace-period', ['not-oom:grace-period', 'grace period']],
  ['oom.group', ['oom-group', 'memory.oom.group']],
  ['incidents.selection', ['incidents[].selection']],
  ['.incidents[0].selection', ['incidents[].selection']],
  ['limitBytes', ['incidents[].limitBytes', 'incidents[].swap.limitBytes']],
  [
    'oomScoreAdj',
    [
      'oom_score_adj',
      'incidents[].trigger.oomScoreAdj',
      'incidents[].victims[].oomScoreAdj',
      'incidents[].selection.ranking[].oomScoreAdj',
    ],
  ],
  ['incidents.evidence.line', ['evidence[].line']],
  ['kernelLog[0].from.wall', ['at.wall']],
  ['below-watermark', ['incidents[].allocation.zones[].verdict']],
  ['psi-memory-full', ['psi-memory-full']],
  ['thrashing', ['thrashing', 'thrashing', 'incidents[].thrashing']],
  ['unknown', ['unknown']],
] as const)('%s', (asked, names) => {
  expect(found(asked)).toEqual(names)
})

test('every topic is found by its name and by each other word for it, in any case', () => {
  for (const topic of topics)
    for (const name of [topic.name, ...topic.aliases]) {
      expect(findTopics(topics, name.toUpperCase()), name).toContain(topic)
    }
})

test.each([
  ['contaner-limt', 'container-limit'],
  ['swapines', 'swappiness'],
  ['ZONE_ASUMED', 'ZONE_ASSUMED'],
  ['already-exitng', 'already-exiting'],
  ['anonRssKB', 'incidents[].victims[].anonRssKiB'],
] as const)('%s is near %s', (asked, name) => {
  expect(found(asked)).toEqual([])
  expect(similarTopics(topics, asked)).toContain(name)
})

test('whatever is asked for: topics or none, and a few names at most', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('['.repeat(5000))), asked => {
      expect(findTopics(topics, asked).every(topic => topics.includes(topic))).toBe(true)
      expect(similarTopics(topics, asked).length).toBeLessThanOrEqual(5)
    }),
  )
})

test('what has no letter or digit is no topic', () => {
  for (const asked of ['', '!!!', '[]', '..']) expect(found(asked)).toEqual([])
  expect(keyOf('OOM_score-adj')).toBe('oomscoreadj')
})
