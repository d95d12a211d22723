import { describe, expect, test } from 'vitest'
import { indexPods } from '../../../src/engine/kubernetes/pod-index.ts'
import { kernelLogCommand, nodeCommand, podCommand, podsOfNodeCommand } from '../../../src/engine/report/commands.ts'
import { isEntryWanted, isPodWanted, isWanted, isWindowWanted } from '../../../src/engine/report/filter.ts'
import type { Incident, Instant, TimelineEntry } from '../../../src/model/report.ts'
import { incident, pod, scope, victim } from '../../rules/cases.ts'
import { window } from './answers.ts'

const noon = Date.parse('2026-01-15T12:00:00Z')
const at = (seconds: number | null, plusMinusSeconds = 0): Instant => ({
  wall: seconds === null ? null : new Date(noon + seconds * 1000).toISOString(),
  bootSeconds: null,
  plusMinusSeconds,
  basis: null,
})

describe('commands', () => {
  test('quote what a log calls a thing', () => {
    expect(nodeCommand('w1.example.org')).toBe('kubectl describe node w1.example.org > node.txt')
    expect(nodeCommand("w1; rm -rf 'x'")).toBe(`kubectl describe node 'w1; rm -rf '\\''x'\\''' > node.txt`)
    expect(nodeCommand(null)).toBe('kubectl describe nodes > node.txt')
    expect(podCommand('shop', 'cart-0')).toBe('kubectl get pod cart-0 -n shop -o json > pod.json')
    expect(podCommand(null, 'cart-0')).toBe('kubectl get pod cart-0 -o json > pod.json')
    expect(podsOfNodeCommand('w 1')).toContain("spec.nodeName='w 1'")
    expect(podsOfNodeCommand(null)).toBe('kubectl get pods -A -o json > pods.json')
    expect(kernelLogCommand('w1')).toContain('kubectl debug node/w1 ')
    expect(kernelLogCommand(null)).toMatch(/^journalctl -k /)
  })
})

describe('which incidents a filter keeps', () => {
  const inPod = (namespace: string | null, name: string | null) => [victim({ pod: { namespace, name, uid: 'u' } })]

  test.each<[string, Partial<Incident>, Parameters<typeof isWanted>[1], boolean]>([
    ['no filter', {}, {}, true],
    ['since its time', { at: at(0) }, { since: noon }, true],
    ['since a time that it may just reach', { at: at(0, 5) }, { since: noon + 5000 }, true],
    ['since later', { at: at(0, 5) }, { since: noon + 5001 }, false],
    ['until its time', { at: at(0) }, { until: noon }, true],
    ['until a time that it may just reach', { at: at(0, 5) }, { until: noon - 5000 }, true],
    ['until before', { at: at(0, 5) }, { until: noon - 5001 }, false],
    ['a time where it has none', { at: at(null) }, { since: noon + 9e9 }, true],
    ['its node', { scope: scope({ node: 'w1' }) }, { node: 'w1.example' }, true],
    ['another node', { scope: scope({ node: 'w1' }) }, { node: 'w2' }, false],
    ['a node where it has none', {}, { node: 'w2' }, true],
    ['the pod of its victim', { victims: inPod('a', 'x') }, { pod: 'x' }, true],
    ['another pod', { victims: inPod('a', 'x') }, { pod: 'y' }, false],
    ['the namespace of its victim', { victims: inPod('a', 'x') }, { namespace: 'a' }, true],
    ['another namespace', { victims: inPod('a', 'x') }, { namespace: 'b', pod: 'x' }, false],
    [
      'a pod by its name, in a namespace that is not known',
      { victims: inPod(null, 'x') },
      { namespace: 'b', pod: 'x' },
      true,
    ],
    ['a pod where its name is not known', { victims: inPod('a', null) }, { pod: 'y' }, true],
    [
      'the pod whose limit it was',
      { scope: scope({ pod: { namespace: 'a', name: 'x', uid: null } }), victims: [] },
      { pod: 'x' },
      true,
    ],
    ['one of its pods', { victims: [...inPod('a', 'x'), ...inPod('a', 'y')] }, { pod: 'y' }, true],
    ['a pod where nothing is known of its victim', {}, { pod: 'y' }, true],
    ['a pod where its victim is in a cgroup', { victims: [victim({ cgroup: '/a' })] }, { pod: 'y' }, false],
    ['a pod where the limit of a cgroup was hit', { scope: scope({ cgroup: '/a' }) }, { pod: 'y' }, false],
    ['a pod where nobody died', { victims: [], scope: scope({ cgroup: '/a' }) }, { pod: 'y' }, true],
  ])('%s', (_, parts, options, isKept) => {
    expect(isWanted(incident(parts), options)).toBe(isKept)
  })

  test('pods, entries and windows alike', () => {
    const [known] = indexPods([pod({ node: 'w1' })]).pods
    const isPod = (options: Parameters<typeof isPodWanted>[1]) => known && isPodWanted(known, options)
    expect(
      [{}, { node: 'w1' }, { node: 'w2' }, { pod: 'cart-1' }, { pod: 'x' }, { namespace: 'x' }].map(isPod),
    ).toEqual([true, true, false, true, false, false])
    const isEntry = (of: string | null, options: Parameters<typeof isEntryWanted>[1]) =>
      isEntryWanted({ incident: of, at: at(0), node: 'w1' } as TimelineEntry, options)
    expect([isEntry('i1', { node: 'w2' }), isEntry(null, { node: 'w2' }), isEntry(null, { node: 'w1' })]).toEqual([
      true,
      false,
      true,
    ])
    expect([isEntry(null, { since: noon + 1 }), isEntry(null, { since: noon })]).toEqual([false, true])
    const isWindow = (options: Parameters<typeof isWindowWanted>[2], isNamed = false) =>
      isWindowWanted(window({ from: at(0), to: at(60), node: 'w1' }), isNamed, options)
    expect(isWindow({})).toBe(true)
    expect([isWindow({ until: noon }), isWindow({ until: noon - 1 })]).toEqual([true, false])
    expect([isWindow({ since: noon + 60_000 }), isWindow({ since: noon + 60_001 })]).toEqual([true, false])
    expect([isWindow({ node: 'w2' }), isWindow({ node: 'w2' }, true), isWindow({ since: noon + 9e9 }, true)]).toEqual([
      false,
      true,
      true,
    ])
  })
})
