import { describe, expect, test } from 'vitest'
import { type HeadlineFacts, heapSentence } from '../../../src/engine/report/headline.ts'
import type { UnitOom } from '../../../src/model/killer.ts'
import { type HeapExhausted, NO_SUBJECT } from '../../../src/model/node-log.ts'
import type { Incident } from '../../../src/model/report.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { incident, killerKill, scope, span, victim } from '../../rules/cases.ts'
import { window } from './answers.ts'
import { CART, headline, ID, of } from './headlines.ts'

describe('each kind has its own words', () => {
  const nobody = { comm: null, pid: null }
  test.each<[string, Partial<Incident>, string]>([
    ['global', { kind: 'global', scope: scope({ node: 'w1' }) }, 'Node w1 ran out of memory; the kernel killed'],
    ['cpuset', { kind: 'cpuset' }, 'The NUMA nodes that a task may use could not give it the memory; '],
    ['mempolicy', { kind: 'mempolicy' }, 'The NUMA nodes that a task may use could not give it the memory; '],
    ['sysrq', { kind: 'sysrq' }, 'Somebody asked the kernel for an OOM kill (SysRq-f); '],
    [
      'an eviction',
      {
        kind: 'eviction',
        victims: [victim({ ...nobody, pod: CART })],
        eviction: { resource: 'memory', threshold: null, available: null, usedBy: [] },
      },
      'The kubelet evicted pod shop/cart-0 for lack of memory: a decision, not an OOM kill.',
    ],
    [
      'an eviction by a limit of its own',
      {
        kind: 'eviction',
        scope: scope({ level: 'pod' }),
        victims: [victim({ ...nobody, pod: CART })],
        eviction: { resource: 'ephemeral-storage', threshold: null, available: null, usedBy: [] },
      },
      'evicted pod shop/cart-0 because it went beyond its own limit of ephemeral-storage',
    ],
    [
      'an eviction for what is not named',
      {
        kind: 'eviction',
        victims: [victim({ ...nobody, pod: CART })],
        eviction: { resource: 'unknown', threshold: null, available: null, usedBy: [] },
      },
      'for lack of a resource that is not named',
    ],
    [
      'an eviction of nobody',
      { kind: 'eviction', victims: [victim(nobody)] },
      'The kubelet evicted a pod without a name for lack of',
    ],
    [
      'sigkill',
      { kind: 'sigkill', victims: [victim({ outcome: 'signalled' })] },
      'SIGKILL ended crawler (pid 310); nothing in the evidence shows that memory was the reason.',
    ],
    [
      'a lost end',
      { kind: 'sigkill', victims: [victim({ outcome: 'unknown' })] },
      'The kubelet lost sight of crawler (pid 310) and wrote exit code 137 by itself',
    ],
    [
      'another killer',
      { kind: 'userspace', killer: 'earlyoom' },
      'A user-space killer (earlyoom) killed crawler (pid 310).',
    ],
    [
      'unknown, of a process',
      { kind: 'unknown' },
      'The OOM killer ran; the kernel killed crawler (pid 310); whose memory ran out, the log does not show.',
    ],
    [
      'unknown, of a pod',
      { kind: 'unknown', killer: 'unknown', victims: [victim({ ...nobody, pod: CART })] },
      'Kubernetes says that pod shop/cart-0 was OOMKilled; whether by its own limit',
    ],
    [
      'unknown, by a runtime',
      { kind: 'unknown', killer: 'unknown', victims: [victim({ ...nobody, container: { name: null, id: ID } })] },
      'The container runtime marks container c0ffee00c0ff as OOMKilled; whether',
    ],
    [
      'unknown, by what a runtime saw',
      { kind: 'unknown', killer: 'kernel', victims: [victim({ ...nobody, pod: CART })] },
      'The container runtime says that a process of pod shop/cart-0 was killed for lack of memory; whether',
    ],
  ])('%s', (_, parts, words) => {
    expect(of(parts)).toContain(words)
  })

  const unit: UnitOom = {
    kind: 'systemd.unit-oom',
    stamp: NO_STAMP,
    node: null,
    boot: 0,
    title: '',
    severity: 'critical',
    evidence: [span(1)],
    unit: 'a.service',
    says: 'result',
    processes: null,
  }
  test('what another killer or systemd says is told in their words', () => {
    const kill = { killOf: () => killerKill() }
    const units = { unitsOf: () => [unit] }
    expect(of({ kind: 'userspace', killer: 'earlyoom' }, kill)).toContain("not the kernel's OOM killer, killed crawler")
    expect(of({ kind: 'global' }, kill)).toContain('The node ran out of memory')
    expect(of({ kind: 'unknown', killer: 'unknown' }, units)).toContain('systemd says that a.service failed')
    expect(of({ kind: 'userspace', killer: 'systemd-oomd' }, units)).toContain('systemd says')
    expect(of({ kind: 'userspace', killer: 'systemd-oomd' }, { ...units, ...kill })).not.toContain('systemd says')
    expect(of({ kind: 'unknown', killer: 'kernel' }, units)).not.toContain('systemd says')
    expect(of({ kind: 'unknown', killer: 'unknown', links: [{ to: 'e1', because: 'pid' }] }, units)).not.toContain(
      'systemd says',
    )
    const trigger = { comm: 'a', pid: 1, oomScoreAdj: 0, pod: null, container: null }
    expect(of({ kind: 'unknown', killer: 'unknown', trigger }, units)).not.toContain('systemd says')
    expect(of({ kind: 'sigkill', killer: 'unknown' }, units)).not.toContain('systemd says')
  })
})

describe('of several incidents', () => {
  const kind = (each: Incident['kind'], parts: Partial<Incident> = {}) => incident({ kind: each, ...parts })

  test('a kill of the node comes first, then of a cgroup, and what is no kill last', () => {
    const order = ['global', 'memcg', 'cpuset', 'userspace', 'sysrq', 'unknown', 'eviction', 'sigkill'] as const
    for (const [at, first] of order.entries()) {
      const rest = order
        .slice(at)
        .toReversed()
        .map(each => kind(each))
      expect(headline(rest).split(' 1 more')[0]).toContain(of({ kind: first }).slice(0, -1))
    }
  })

  test('one that names the dead comes before one that does not, unless the kernel panicked', () => {
    const unnamed = kind('global', { victims: [], complete: false })
    expect(headline([unnamed, kind('memcg')])).toContain('A container reached')
    expect(headline([{ ...unnamed, panic: true }, kind('memcg')])).toContain('the kernel panicked')
  })

  test('one whose boundary is known comes before one whose is not', () => {
    const unsettled = kind('memcg', { scope: scope({ level: 'unknown' }) })
    expect(headline([unsettled, kind('memcg')])).toContain('A container reached')
  })

  test('the others are counted, and those that a filter hid', () => {
    expect(headline([kind('global'), kind('global')])).toContain(' 1 more incident in this bundle.')
    expect(headline([kind('global'), kind('global'), kind('global')])).toContain(' 2 more incidents in this bundle.')
    expect(headline([kind('global')])).not.toContain('more incident')
    expect(headline([kind('global')], { hidden: 1 })).toContain(' The filter hid 1 incident.')
    expect(headline([kind('global')], { hidden: 2 })).toContain(' The filter hid 2 incidents.')
    expect(headline([kind('global')])).not.toContain('The filter')
  })
})

describe('without an incident', () => {
  const heap = (parts: Partial<HeapExhausted> = {}): HeapExhausted => ({
    kind: 'app.out-of-memory',
    stamp: NO_STAMP,
    node: null,
    boot: 0,
    title: '',
    severity: 'critical',
    evidence: [span(1)],
    runtime: 'jvm',
    ranOut: 'own-limit',
    says: 'x',
    subject: NO_SUBJECT,
    ...parts,
  })

  test('it is said what was looked at', () => {
    expect(headline([])).toBe('No OOM kill is in these logs.')
    expect(headline([], { hasKernelLog: false })).toContain('this proves little')
    expect(headline([], { hasUnread: true, hidden: 2 })).toContain('in a form that oomlens does not read')
    expect(headline([], { hidden: 2, heaps: [heap()] })).toBe(
      'Nothing in these files passes the filter, which hid 2 incidents.',
    )
  })

  test('a heap that gave up is said', () => {
    const sentence = 'The runtime ran out of its own heap (x); the kernel killed nothing that this bundle shows'
    expect(headline([], { heaps: [heap()] })).toBe(`${sentence}.`)
    expect(headline([], { heaps: [heap()], hasKernelLog: false })).toBe(`${sentence}, which holds no kernel log.`)
    expect(heapSentence(heap({ ranOut: 'refused' }))).toContain('was refused memory')
    expect(heapSentence(heap({ ranOut: 'unknown' }))).toContain('ran out of memory by itself')
    const subject = { ...NO_SUBJECT, pod: CART, container: { name: 'app', id: null } }
    expect(heapSentence(heap({ subject }))).toContain('The runtime of container app of pod shop/cart-0 ran out')
  })

  test('thrashing is the news: the longest of it', () => {
    const at = { wall: '2026-01-15T12:00:00.000Z', bootSeconds: null, plusMinusSeconds: 0, basis: null }
    const stalls = (...thrashing: HeadlineFacts['thrashing']) =>
      headline([], { thrashing }).replace('No OOM kill is in these logs.', '')
    expect(stalls(window({ from: at }))).toBe(' The node was thrashing for 1 min, from 2026-01-15 12:00:00 UTC on.')
    expect(stalls(window({ from: { ...at, wall: null }, node: 'w1', confidence: 'possible' }))).toBe(
      ' Node w1 may have been thrashing for 1 min.',
    )
    expect(stalls(window({ seconds: 5 }), window({ id: 't2', scope: '/a', seconds: 61 }))).toContain(
      'The cgroup /a was thrashing',
    )
    expect(stalls(window({ id: 't2', scope: '/b' }), window({ id: 't1', scope: '/a' }))).toContain('The cgroup /a')
    expect(of({}, { thrashing: [window()] })).not.toContain('thrashing')
  })
})
