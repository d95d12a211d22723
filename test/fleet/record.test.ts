import { describe, expect, test } from 'vitest'
import { canonical, type FleetRecord, isMemoryKill, recordOf } from '../../src/fleet/index.ts'
import { workloadOf } from '../../src/fleet/workload.ts'
import type { Incident } from '../../src/model/report.ts'
import { corpus, goldenOf } from '../corpus/cases.ts'
import { incident, NO_OPTIONS } from './parts.ts'

const recordOfCase = (name: string): FleetRecord => {
  const each = corpus.find(one => one.name === name)
  if (!each) throw new Error(`no case ${name}`)
  const id = { name, sha256: 'ab'.repeat(32), bytes: 1 }
  return recordOf(id, goldenOf(each), null, { oomlens: '1.0.0', options: NO_OPTIONS })
}

describe('a record', () => {
  test('has what a fleet needs to know of the report', () => {
    expect(recordOfCase('container-limit')).toMatchObject({
      status: 'analysed',
      failure: null,
      headline: expect.stringMatching(/^Container app of pod shop\/payments-api/),
      nodes: expect.arrayContaining([{ name: 'worker-3', kernel: '6.1.0-56-cloud-amd64' }]),
      incidents: [
        {
          kind: 'memcg',
          level: 'container',
          workload: 'container app of shop/payments-api',
          node: 'worker-3',
          comm: 'java',
          pid: 166,
          cause: { code: 'container-limit', confidence: 'certain' },
          wall: '2026-11-23T16:57:56.500Z',
          plusMinusSeconds: 1.5,
          limitBytes: 67_108_864,
        },
      ],
    })
  })

  test('is small: most have 4 KiB at most, and an incident more takes less than 1 KiB', () => {
    const sizes = corpus.map(({ name }) => canonical(recordOfCase(name)).length)
    expect(sizes.filter(size => size <= 4096).length / sizes.length).toBeGreaterThan(0.95)
    for (const [at, { name }] of corpus.entries())
      expect(sizes[at]).toBeLessThan(2048 + 1024 * recordOfCase(name).incidents.length)
  })

  test('of what is no log says why, and has no headline', () => {
    const [first] = corpus
    if (!first) throw new Error('no corpus')
    const id = { name: 'a', sha256: 'aa', bytes: 0 }
    const maker = { oomlens: '1.0.0', options: NO_OPTIONS }
    expect(recordOf(id, goldenOf(first), 'a: empty', maker)).toMatchObject({
      status: 'unreadable',
      headline: null,
      failure: { reason: 'nothing-readable', detail: 'a: empty' },
    })
  })
})

describe('a memory kill', () => {
  test.each([
    ['a kill', {}, true],
    ['a panic without a victim', { victims: 0, panic: true }, true],
    ['a report in which nobody died', { victims: 0 }, false],
    ['an eviction', { kind: 'eviction' as const }, false],
    ['SIGKILL alone', { kind: 'sigkill' as const }, false],
  ])('%s', (_, parts, expected) => {
    expect(isMemoryKill(incident(parts))).toBe(expected)
  })
})

describe('the workload of an incident', () => {
  const pod = (name: string | null, namespace: string | null = 'shop') => ({ namespace, name, uid: 'u' })
  const of = (scope: object, victims: readonly object[] = []): string | null =>
    workloadOf({
      scope: { level: 'container', cgroup: null, pod: null, container: null, ...scope },
      victims,
    } as unknown as Incident)

  test.each([
    ['payments-api-cd59r2sk7-gz62v', 'shop/payments-api'],
    ['web-5c9d8b7f4-x2x9k', 'shop/web'],
    ['log-agent-z8k4d', 'shop/log-agent'],
    ['ledger-worker-0', 'shop/ledger-worker'],
    ['import-3-7k2xq', 'shop/import'],
    ['standalone', 'shop/standalone'],
    // No suffix of Kubernetes has vowels.
    ['my-cache', 'shop/my-cache'],
  ])('of pod %s is %s', (name, expected) => {
    expect(of({ pod: pod(name) })).toBe(expected)
  })

  test('names the container where it is known', () => {
    expect(of({ pod: pod('web-0'), container: { name: 'app', id: 'f00' } })).toBe('container app of shop/web')
    expect(of({ pod: pod('web-0', null), container: { name: null, id: 'f00' } })).toBe('web')
  })

  test('is that of the boundary, not of the victim', () => {
    expect(of({ level: 'pod', pod: pod('web-0') }, [{ comm: 'java', pod: pod('other-0'), container: null }])).toBe(
      'shop/web',
    )
  })

  test('is that of the victim where the node ran out', () => {
    expect(of({ level: 'node' }, [{ comm: 'java', pod: pod('web-0'), container: { name: 'app', id: null } }])).toBe(
      'container app of shop/web',
    )
  })

  test('is the unit, else the process, else unknown', () => {
    expect(
      of({ level: 'service', cgroup: '/system.slice/web.service' }, [{ comm: 'java', pod: null, container: null }]),
    ).toBe('web.service')
    expect(of({ level: 'node' }, [{ comm: 'java', pod: pod(null), container: null }])).toBe('process java')
    expect(of({ level: 'unknown' })).toBeNull()
  })
})
