import { describe, expect, test } from 'vitest'
import { indexPods, type KnownPod } from '../../../src/engine/kubernetes/pod-index.ts'
import { kernelLogsOf } from '../../../src/engine/report/kernel-logs.ts'
import { missingOf } from '../../../src/engine/report/missing.ts'
import type { Incident, Instant, NodeSummary } from '../../../src/model/report.ts'
import type { SourceRead } from '../../../src/model/source.ts'
import { incident, pod, scope, span, victim } from '../../rules/cases.ts'
import { logs } from './answers.ts'

const noon = Date.parse('2026-01-15T12:00:00Z')
const at = (seconds: number | null, plusMinusSeconds = 0): Instant => ({
  wall: seconds === null ? null : new Date(noon + seconds * 1000).toISOString(),
  bootSeconds: null,
  plusMinusSeconds,
  basis: null,
})

describe('which kernel logs there are', () => {
  const summary = (name: string | null, ...kernelLog: NodeSummary['kernelLog']): NodeSummary =>
    ({ name, kernelLog }) as unknown as NodeSummary
  const log = (path: string): SourceRead => ({ path, boots: [{ isOfKernel: true }] }) as unknown as SourceRead
  const known = kernelLogsOf(
    [summary('w1', { from: at(0, 2), to: at(100, 2) }), summary('w2'), summary(null, { from: at(0), to: at(9) })],
    [log('kern.log'), { ...log('app.log'), boots: [] }],
  )

  test('is told by the nodes that have one', () => {
    expect([...known.nodes]).toEqual(['w1'])
    expect([known.hasNameless, known.isThere]).toEqual([true, true])
    expect([kernelLogsOf([summary('w1')], []).isThere, kernelLogsOf([summary('w1')], []).hasNameless]).toEqual([
      false,
      false,
    ])
  })

  const covers = (name: string | null, when: Instant, path = 'x') =>
    known.covers(incident({ scope: scope({ node: name }), at: when, evidence: [{ ...span(1), path }] }))
  test.each<[string, boolean, boolean]>([
    ['from its first line', covers('w1', at(2)), true],
    ['not before', covers('w1', at(1)), false],
    ['not where it may be before', covers('w1', at(3, 2)), false],
    ['to its last line', covers('w1', at(98)), true],
    ['not after', covers('w1', at(99)), false],
    ['not of another node', covers('w2', at(50)), false],
    ['not of no node', covers(null, at(5)), false],
    ['not at no time', covers('w1', at(null)), false],
    ['what it tells of itself', covers(null, at(null), 'kern.log'), true],
    ['not what another file tells', covers(null, at(null), 'app.log'), false],
  ])('covers a time %s', (_, is, expected) => {
    expect(is).toBe(expected)
  })
})

describe('what is missing', () => {
  const missing = (
    all: readonly Incident[],
    parts: Parameters<typeof logs>[0] = {},
    pods: readonly KnownPod[] = [],
    hasPressure = true,
  ) => missingOf(all, pods, logs(parts), hasPressure).map(({ what }) => what)
  const unknown = (parts: Partial<Incident> = {}) =>
    incident({ kind: 'unknown', killer: 'unknown', at: at(0), ...parts })

  test('is the kernel log of what only Kubernetes tells of', () => {
    const on = { scope: scope({ node: 'w1' }) }
    expect(missing([unknown(on)])).toEqual(['the kernel log of node w1 around 2026-01-15T12:00:00Z'])
    expect(missing([unknown({ at: at(null) })])).toEqual(['the kernel log of the node'])
    expect(missing([unknown({ ...on, kind: 'sigkill' })])).toHaveLength(1)
    expect(missing([unknown(on)], { covers: () => true })).toEqual([])
    expect(missing([unknown(on)], { nodes: new Set(['w1']) })[0]).toContain(
      'which is there, but not known to cover the time,',
    )
    expect(missing([unknown(on)], { hasNameless: true })[0]).toContain('a sign of which node the kernel log is of')
    expect(missing([unknown({ ...on, kind: 'eviction', killer: 'kubelet' })])).toEqual([])
  })

  test('is the whole report of a kill of which a part is there', () => {
    const cut = (partial: Incident['partial']) => missing([incident({ complete: false, partial, at: at(null) })])
    expect(cut('excerpt')).toEqual(['the whole report of the kill: only a part of it is in the bundle'])
    expect(cut('rate-limited')).toEqual(['the whole report of the kill: the kernel printed one line only'])
    expect(cut(null)).toEqual(['the whole report of the kill: only other programs tell of it'])
    expect(missing([incident({ complete: false, killer: 'earlyoom', kind: 'userspace' })])).toEqual([])
    expect(missing([incident()])).toEqual([])
  })

  test('is the log of systemd-oomd where systemd alone tells of it', () => {
    const by = (parts: Partial<Incident>) =>
      missing([
        incident({
          kind: 'userspace',
          killer: 'systemd-oomd',
          at: at(null),
          scope: scope({ level: 'service' }),
          ...parts,
        }),
      ])
    expect(by({})).toEqual(['the log of systemd-oomd'])
    expect(by({ scope: scope({ level: 'service', cgroup: '/a' }) })).toEqual([])
    expect(by({ scope: scope({ level: 'node' }) })).toEqual([])
    expect(by({ killer: 'earlyoom' })).toEqual([])
  })

  test('are the pods that are known by their UID only', () => {
    const of = (name: string | null, uid: string | null) => [
      incident({ victims: [victim({ pod: { namespace: null, name, uid } })] }),
    ]
    expect(missing(of(null, 'u1'))).toEqual(['the pods of the node'])
    expect([missing(of('x', 'u1')), missing(of(null, null))]).toEqual([[], []])
    const settles = (pods: readonly KnownPod[]) => missingOf(of(null, 'u1'), pods, logs(), true)[0]?.wouldSettle
    expect(settles([])).toContain('known by UID only')
    expect(settles(indexPods([pod()]).pods)).toContain('that the bundle does not hold')
  })

  test('is pressure from before a kill, and each thing once', () => {
    const pressure = 'pressure data from before the kill'
    expect(missing([incident()], {}, [], false)).toEqual([pressure])
    expect(missing([incident({ kind: 'userspace', killer: 'earlyoom' })], {}, [], false)).toEqual([pressure])
    expect(missing([incident({ kind: 'eviction', killer: 'kubelet' })], {}, [], false)).toEqual([])
    expect(missing([unknown(), unknown()])).toHaveLength(1)
    expect(missing([unknown(), unknown({ at: at(60) })])).toHaveLength(2)
  })
})
