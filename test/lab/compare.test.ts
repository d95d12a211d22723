import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { differences } from '../../corpus/lab/compare.ts'
import type { Truth } from '../../corpus/lab/truth.ts'
import type { Report } from '../../src/model/report.ts'
import { corpus, goldenOf } from '../corpus/cases.ts'
import { BOX, truth } from './truths.ts'

const truthPath = (goldenPath: string): string => goldenPath.replace('report.json', 'truth.json')
const known = corpus.filter(({ goldenPath }) => existsSync(truthPath(goldenPath)))

test('there are cases with a truth of their own', () => {
  expect(known.length).toBeGreaterThan(1)
})

describe.each(known)('$name', each => {
  const own = JSON.parse(readFileSync(truthPath(each.goldenPath), 'utf8')) as Truth
  const report = goldenOf(each)
  const beside = {
    samples: report.sources.some(({ format }) => format === 'samples'),
    objects: report.sources.some(({ format }) => format === 'kubernetes-json'),
  }

  test('its report says what the guest saw', () => {
    expect([...differences(own, report, beside)]).toEqual([])
  })

  test('another end would be noticed', () => {
    const other = own.processes.map(process => ({ ...process, pid: process.pid + 1 }))
    expect([...differences({ ...own, processes: other }, report, beside)].join()).toMatch(/died: /)
  })
})

interface Told {
  kind: string
  oomMemcg: string | null
  limitBytes: number
  panic: boolean
  scope: { level: string }
  victims: {
    pid: number
    comm: string
    pod: { uid: string; name: string | null }
    container: { id: string; name: string | null }
  }[]
}

describe('what differs is told', () => {
  const victim = { pid: 133, comm: 'java', pod: { uid: '0a1b', name: null }, container: { id: 'c0ffee', name: null } }
  const right: Told = {
    kind: 'memcg',
    oomMemcg: BOX,
    limitBytes: 64 * 2 ** 20,
    panic: false,
    scope: { level: 'container' },
    victims: [victim],
  }
  const told = (incidents: readonly Told[], thrashing: readonly { scope: string }[] = []): string => {
    const report = { incidents, thrashing } as unknown as Report
    return [...differences(truth, report, { samples: true, objects: false })].join('; ')
  }

  test.each<[string, Told[], string]>([
    ['nothing where all is the same', [right], ''],
    ['no incident', [], 'died: nobody; kinds: none'],
    ['one too many', [right, { ...right, victims: [] }], 'kinds: memcg, memcg'],
    ['another kind', [{ ...right, kind: 'global', oomMemcg: null }], 'kinds: global'],
    ['another boundary', [{ ...right, scope: { level: 'pod' } }], 'limit of a pod'],
    ['another limit', [{ ...right, limitBytes: 1 }], 'limit of 1 bytes'],
    ['a panic', [{ ...right, panic: true }], 'panic'],
    [
      'another container',
      [{ ...right, victims: [{ ...victim, container: { id: 'x', name: null } }] }],
      'container x of pod 0a1b',
    ],
    [
      'a name that nothing tells',
      [{ ...right, victims: [{ ...victim, pod: { uid: '0a1b', name: 'x' } }] }],
      'names x/null',
    ],
  ])('%s', (_, incidents, differs) => {
    expect(told(incidents)).toBe(differs)
  })

  test('a window of thrashing', () => {
    expect(told([right], [{ scope: 'node' }])).toBe('thrashing: node')
  })
})
