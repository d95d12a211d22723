import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KubeEvent } from '../../src/model/kubernetes.ts'
import { rules } from '../../src/rules/index.ts'
import { verdictsOf } from '../../src/rules/run.ts'
import { KINDS, LEVELS } from './anything.ts'
import { account, caseOf, container, containerState, event, MIB, scope, witness } from './cases.ts'

const RANK = ['certain', 'likely', 'possible']

test('the most certain cause comes first', () => {
  const memory = account('node', 218, { anonymous: 52, 'slab unreclaimable': 139 })
  const swap = { usageBytes: null, limitBytes: null, freeBytes: 0, totalBytes: 100 * MIB }
  const verdicts = verdictsOf(
    caseOf({ incident: { kind: 'global', scope: scope({ level: 'node' }), memory, swap } }),
    rules,
  )
  expect(verdicts.map(({ cause }) => cause.code)).toEqual(['kernel-leak', 'swap-exhausted'])
})

test('what explains the manner of a kill comes after the causes, however sure it is', () => {
  const causes = (parts: Partial<Parameters<typeof caseOf>[0]>) =>
    verdictsOf(caseOf({ report: { killPrefix: 'allocating-task' }, ...parts }), rules).map(({ cause }) => cause.code)
  const memory = account('node', 218, { anonymous: 52, 'slab unreclaimable': 139 })
  expect(causes({ incident: { kind: 'global', scope: scope({ level: 'node' }), memory } })).toEqual([
    'kernel-leak',
    'kill-allocating-task',
  ])
  expect(causes({ incident: { scope: scope({ level: 'numa' }) } })).toEqual(['unknown', 'kill-allocating-task'])
})

test('where nothing holds, the cause is unknown, with what would settle it', () => {
  const [verdict, ...others] = verdictsOf(caseOf({ incident: { scope: scope({ level: 'numa' }) } }), rules)
  expect(others).toEqual([])
  expect(verdict?.cause).toMatchObject({ code: 'unknown', confidence: 'possible' })
  expect(verdict?.advice[0]?.do).toContain('journalctl -k')
})

describe('OOMKilled without a kernel line', () => {
  const of = (limitBytes: number | null, events: readonly KubeEvent[] = []) =>
    verdictsOf(
      caseOf({
        incident: { kind: 'unknown', killer: 'unknown', scope: scope({ level: 'unknown', node: 'kind-worker' }) },
        report: null,
        witnesses: [witness({ container: container({ limitBytes }), state: containerState({ reason: 'OOMKilled' }) })],
        events,
      }),
      rules,
    )

  test('in a container with a limit is possibly that limit, and what would tell comes first', () => {
    const [found, ...others] = of(48 * MIB)
    expect(others).toEqual([])
    expect(found?.cause).toMatchObject({ code: 'container-limit', confidence: 'possible' })
    expect(found?.cause.why).toContain('limit of 48 MiB')
    expect(found?.cause.why).toContain('the status looks the same')
    expect(found?.advice[0]).toMatchObject({ object: 'node kind-worker', to: null })
  })

  test('stays unknown without a limit, and beside signs that the node was short', () => {
    const short = event({ reason: 'SystemOOM', message: 'System OOM encountered, victim process: a, pid: 1' })
    expect(of(null).map(({ cause }) => cause.code)).toEqual(['unknown'])
    expect(of(48 * MIB, [short]).map(({ cause }) => cause.code)).toEqual(['unknown'])
  })
})

test('lines that any process may have written make nothing certain, unless Kubernetes confirms the kill', () => {
  const parts = { incident: { memory: account('cgroup', 64, { anonymous: 64 }) }, report: { originUnproven: true } }
  const oomKilled = witness({ state: containerState({ reason: 'OOMKilled' }) })
  const causeOf = (witnesses: readonly (typeof oomKilled)[]) =>
    verdictsOf(caseOf({ ...parts, witnesses }), rules)[0]?.cause
  expect(causeOf([])).toMatchObject({ confidence: 'likely', why: expect.stringContaining('/dev/kmsg') })
  expect(causeOf([oomKilled])).toMatchObject({ confidence: 'certain' })
})

const parts = fc.dictionary(
  fc.constantFrom('anonymous', 'shmem', 'file cache', 'sockets', 'slab unreclaimable', 'hugepages', 'free'),
  fc.nat(1000),
)
const culprits = fc.option(
  fc.record({
    what: fc.constantFrom('process', 'pod', 'container', 'service', 'slab', 'unknown'),
    name: fc.oneof(fc.string(), fc.constant('java (310)'), fc.constant('9 × php')),
    bytes: fc.option(fc.nat()),
    why: fc.string(),
  } as const),
)

test('whatever the case: a verdict with evidence and advice, in order, and the same one again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      fc.constantFrom(...LEVELS),
      fc.option(fc.tuple(fc.constantFrom('node', 'cgroup'), fc.nat(1000), parts)),
      culprits,
      fc.boolean(),
      (kind, level, memory, culprit, seen) => {
        const subject = caseOf({
          incident: { kind, scope: scope({ level }), culprit, memory: memory && account(...memory), panic: seen },
          witnesses: seen ? [witness()] : [],
        })
        const verdicts = verdictsOf(subject, rules)
        const ranks = verdicts.map(({ cause }) => RANK.indexOf(cause.confidence))
        expect(ranks).toEqual(ranks.toSorted())
        expect(verdicts.every(({ cause, advice }) => cause.evidence.length > 0 && advice.length > 0)).toBe(true)
        expect(verdicts.length).toBeGreaterThan(0)
        expect(verdictsOf(subject, rules)).toEqual(verdicts)
        for (const { id, criteria, check } of rules) {
          const verdict = check(subject)
          if (verdict) expect(Object.keys(criteria), id).toContain(verdict.cause.confidence)
        }
      },
    ),
  )
})

test('an incident that repeats itself is not changed by the rules', () => {
  const subject = caseOf({ repeats: {} })
  const before = JSON.stringify(subject)
  verdictsOf(subject, rules)
  expect(JSON.stringify(subject)).toBe(before)
})

test('every rule file is in the list', () => {
  const files = readdirSync(new URL('../../src/rules/', import.meta.url))
  for (const { id } of rules) expect(files).toContain(`${id.replace(':', '-')}.ts`)
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
})

test('numbers in what is said of a rule come from thresholds.ts', () => {
  for (const file of readdirSync(new URL('../../src/rules/', import.meta.url))) {
    const source = readFileSync(new URL(`../../src/rules/${file}`, import.meta.url), 'utf8')
    const [text = ''] = /^ {2}grounds:[\s\S]*?^ {2}(?:isManner|check)\b/m.exec(source) ?? []
    expect(text.match(/\d+(?:\.\d+)? ?%|\b(?:quarter|half|twice)\b/g), file).toBeNull()
  }
})
