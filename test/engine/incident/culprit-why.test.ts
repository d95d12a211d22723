import { describe, expect, test } from 'vitest'
import { type Around, explainedCulprit } from '../../../src/engine/incident/culprit-why.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import type { Culprit, Trigger, Victim } from '../../../src/model/report.ts'
import { chosen, kill, memInfo, report, row, table } from '../explain/reports.ts'

const HELD = 'The largest process held it.'
const postgres: Culprit = { what: 'process', name: 'postgres (193)', bytes: 1, why: HELD }
const crawler = {
  pid: 188,
  comm: 'crawler',
  uid: 0,
  totalVmKiB: null,
  anonRssKiB: null,
  fileRssKiB: null,
  shmemRssKiB: null,
  pgtablesKiB: null,
  oomScoreAdj: 1000,
  cgroup: null,
  pod: null,
  container: null,
  outcome: 'killed',
} as const satisfies Victim
const envoy: Trigger = { comm: 'envoy', pid: 174, oomScoreAdj: 500, pod: null, container: null }
const around = (parts: Partial<Around> = {}): Around => ({
  kind: 'global',
  level: 'node',
  victims: [crawler],
  trigger: null,
  ...parts,
})
const tasks = table([
  row(188, 'crawler', 2000, { oomScoreAdj: 1000 }),
  row(193, 'postgres', 40_000, { oomScoreAdj: -997 }),
  row(194, 'web', 3000),
])
const ofNode = digest(report({ memInfo: memInfo(), tasks, kills: [kill(188)], chosen: chosen(188, 'crawler') }))
const allocating = { ...ofNode.report, killPrefix: 'allocating-task' as const }
const why = (culprit: Culprit, parts: Partial<Around> = {}, each = ofNode) =>
  explainedCulprit(culprit, around(parts), each)?.why.replace(HELD, '').trim()

describe('not what was killed', () => {
  test('by oom_score_adj, where both rank', () => {
    expect(why(postgres)).toBe(
      'It is not what was killed: crawler (188) died because the kernel adds oom_score_adj to the size, +1000 for it against -997.',
    )
  })

  test.each([
    ['a table without a ranking', postgres, { ...ofNode, selection: null }, 'the kernel chose crawler (188).'],
    ['a setting', postgres, { ...ofNode, report: allocating }, 'because it asked last'],
    [
      'a group',
      postgres,
      { ...ofNode, report: { ...ofNode.report, chosen: null, oomGroup: '/a' } },
      'died with all of its cgroup',
    ],
    ['slab', { ...postgres, what: 'slab', name: 'kernel slab' } as const, ofNode, 'some process had to'],
    ['a crowd', { ...postgres, name: '9 × php' }, ofNode, 'It is not what was killed'],
  ])('%s', (_, culprit, each, words) => {
    expect(why(culprit, {}, each)).toContain(words)
  })

  test('of a group whose task was chosen by the adjustment', () => {
    const victims = [{ ...crawler, pid: 190, comm: 'helper' }, crawler]
    const group = { ...ofNode, report: { ...ofNode.report, oomGroup: '/a' } }
    expect(why(postgres, { victims }, group)).toContain('crawler (188) died because the kernel adds oom_score_adj')
  })

  test('an adjustment that speaks for the victim explains nothing', () => {
    const victims = [{ ...crawler, pid: 193, comm: 'postgres' }]
    expect(why({ ...postgres, name: 'web (194)' }, { victims })).toContain('the kernel chose postgres (193).')
  })

  test.each([
    ['it was', { ...postgres, name: 'crawler (188)' }, {}],
    ['one of the crowd was', { ...postgres, name: '9 × crawler' }, {}],
    ['nobody stands out', { ...postgres, what: 'unknown', name: 'no single holder' } as const, {}],
    ['nobody was killed', postgres, { victims: [] }],
    ['nothing names the victim', postgres, { victims: [{ ...crawler, pid: null, comm: null }] }],
  ])('quiet: %s', (_, culprit, parts) => {
    expect(why(culprit, parts)).toBe('')
  })
})

describe('a snapshot of containers that share a limit', () => {
  const shared = { kind: 'memcg', level: 'pod', trigger: envoy, victims: [] } as const

  test.each(['pod', 'qos', 'node-allocatable'] as const)('does not show who grew: %s', level => {
    const sidecar = { ...envoy, container: { name: 'proxy', id: null } }
    const words = why(postgres, { ...shared, level, trigger: sidecar })
    expect(words).toContain('envoy (174) in container proxy asked last, and may be or belong to what was growing')
    expect(words).toContain('container_memory_working_set_bytes')
  })

  test.each([
    ['a container alone', { level: 'container' }],
    ['the node', { kind: 'global', level: 'node' }],
    ['nobody is known to have asked', { trigger: null }],
    ['the largest asked itself', { trigger: { ...envoy, comm: 'postgres', pid: 193 } }],
    [
      'the largest asked itself, in a log that does not print its pid',
      { trigger: { ...envoy, comm: 'postgres', pid: null } },
    ],
  ] as const)('quiet: %s', (_, parts) => {
    expect(why(postgres, { ...shared, ...parts })).toBe('')
  })
})

test('no culprit stays none', () => {
  expect(explainedCulprit(null, around(), ofNode)).toBeNull()
})
