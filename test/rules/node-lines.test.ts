import { describe, expect, test } from 'vitest'
import type { HeapExhausted, StopOrder } from '../../src/model/node-log.ts'
import { NO_SUBJECT } from '../../src/model/node-log.ts'
import { NO_STAMP } from '../../src/model/stamp.ts'
import { gracePeriod } from '../../src/rules/not-oom-grace-period.ts'
import { nodeShutdown } from '../../src/rules/not-oom-node-shutdown.ts'
import { runtimeHeap } from '../../src/rules/not-oom-runtime-heap.ts'
import { unknownSender } from '../../src/rules/not-oom-unknown-sender.ts'
import { type CaseParts, caseOf, span, victim, witness } from './cases.ts'

const fact = { stamp: NO_STAMP, node: 'node-1', boot: -1, title: 't', severity: 'info', evidence: [span(30)] } as const
const order = (why: StopOrder['why']): StopOrder => ({
  ...fact,
  kind: 'node.stop',
  by: 'kubelet',
  subject: NO_SUBJECT,
  why,
  graceSeconds: 30,
})
const heap = (parts: Partial<HeapExhausted> = {}): HeapExhausted => ({
  ...fact,
  kind: 'app.out-of-memory',
  runtime: 'jvm',
  ranOut: 'own-limit',
  says: 'java.lang.OutOfMemoryError: Java heap space',
  subject: { ...NO_SUBJECT, container: { name: 'app', id: null } },
  ...parts,
})
const killed = (parts: CaseParts, name: string | null = 'app') =>
  caseOf({
    report: null,
    ...parts,
    incident: {
      kind: 'sigkill',
      killer: 'unknown',
      victims: [victim({ container: { name, id: null } })],
      ...parts.incident,
    },
  })

describe('an order to stop in the log of the node', () => {
  test('explains an end by SIGKILL', () => {
    const stopped = killed({ nodeLines: [order('grace-period')] })
    expect(gracePeriod.check(stopped)?.cause).toMatchObject({ confidence: 'likely', evidence: [span(30)] })
    expect(unknownSender.check(stopped)).toBeNull()
    expect(nodeShutdown.check(stopped)).toBeNull()
    expect(nodeShutdown.check(killed({ nodeLines: [order('shutdown')] }))?.cause.confidence).toBe('certain')
  })

  test('does not explain a kill by the kernel, and is not there where there is none', () => {
    expect(gracePeriod.check(killed({ incident: { kind: 'memcg' }, nodeLines: [order('grace-period')] }))).toBeNull()
    expect(gracePeriod.check(killed({ nodeLines: [order('shutdown')] }))).toBeNull()
    expect(nodeShutdown.check(killed({}))).toBeNull()
  })
})

describe('a heap that gave up', () => {
  test.each([
    ['own-limit', /a limit of its own/, /heap dump/],
    ['refused', /refused it memory/, /ulimit/],
    ['unknown', /does not say/, /heap dump/],
  ] as const)('%s explains an end by SIGKILL', (ranOut, why, what) => {
    const found = runtimeHeap.check(killed({ heaps: [heap({ ranOut })], witnesses: [witness()] }))
    expect(found?.cause).toMatchObject({
      code: 'not-oom:runtime-heap',
      confidence: 'likely',
      why: expect.stringMatching(why),
    })
    expect(found?.cause.evidence).toContainEqual(span(30))
    expect(found?.advice[0]?.do).toMatch(what)
    expect(found?.advice[0]?.willNotHelp).toContain('memory limit of the container alone')
    expect(unknownSender.check(killed({ heaps: [heap({ ranOut })] }))).toBeNull()
  })

  test('of a container that is not known to be the one is possible only', () => {
    expect(runtimeHeap.check(killed({ heaps: [heap()] }, null))?.cause.confidence).toBe('possible')
    expect(runtimeHeap.check(killed({ heaps: [heap()] }, 'sidecar'))?.cause.confidence).toBe('possible')
  })

  test('explains nothing else', () => {
    expect(runtimeHeap.check(killed({}))).toBeNull()
    for (const kind of ['memcg', 'global', 'unknown', 'eviction'] as const)
      expect(runtimeHeap.check(killed({ incident: { kind }, heaps: [heap()] }))).toBeNull()
  })
})
