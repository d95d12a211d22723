import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { outputs } from '../../src/outputs/index.ts'
import { redact } from '../../src/redact/index.ts'
import { corpus, goldenOf } from '../corpus/cases.ts'

const found = corpus.find(({ name }) => name === 'container-limit')
if (!found) throw new Error('corpus/cases/container-limit is gone')
const base = goldenOf(found)

/** A report whose parts are replaced by text with other names in it. */
const renamed = (names: Readonly<Record<string, string>>): Report =>
  JSON.parse(
    Object.entries(names).reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(base)),
  ) as Report

const withTitle = (title: string): Report => ({ ...base, timeline: base.timeline.map(entry => ({ ...entry, title })) })
const titleOf = (title: string): string => redact(withTitle(title)).report.timeline[0]?.title ?? ''

const withExcerpt = (excerpt: string): Report => ({
  ...base,
  healthy: [{ finding: 'x', evidence: [{ path: 'dmesg.txt', line: 1, endLine: 1, start: 0, end: 1, excerpt }] }],
})
const excerptOf = (excerpt: string): string | null | undefined =>
  redact(withExcerpt(excerpt)).report.healthy[0]?.evidence[0]?.excerpt

test('ordinary words stay words, and are names where names stand', () => {
  const report = renamed({ 'payments-api-cd59r2sk7-gz62v': 'memory', shop: 'default' })
  const { report: made } = redact(report)
  expect(made.headline).toMatch(/^Container app of pod ns-\w{12}\/pod-\w{12} reached its own memory limit of 64 MiB/)
  expect(made.incidents[0]?.victims[0]?.pod).toMatchObject({
    namespace: expect.stringMatching(/^ns-/),
    name: expect.stringMatching(/^pod-/),
  })
  expect(JSON.stringify(made)).not.toContain('default/memory')
})

test.each([
  ['mail of jane@zebra.example', 'zebra'],
  ['a: from 10.20.30.40', '10.20.30.40'],
  ['a: from fe80::1ff:fe23:4567:890a', 'fe23'],
  ['a: card 02:42:ac:11:00:02', '02:42'],
  ['a: see https://zebra.test/x?token=y', 'zebra'],
  ['a: Pulling image "registry.zebra.io:5000/team/web:1.2"', 'zebra'],
  ['a: DB_PASSWORD=hunter2', 'hunter2'],
  ['a: open /srv/zebra/data.bin', 'zebra'],
  ['a: zebra said hunter2', 'hunter2'],
  ['it said "hunter2 zebra"', 'hunter2'],
  ['unit zebra-billing.service stopped', 'zebra'],
  ['a: host db-7.zebra.internal', 'zebra'],
])('%s', (title, mark) => {
  expect(titleOf(title)).not.toContain(mark)
})

test('names that only sentences hold are names', () => {
  expect(titleOf('Container x of batch/render-7k2xq ended')).toMatch(/^Container x of ns-\w{12}\/pod-\w{12} ended$/)
  expect(titleOf('SuccessfulCreate ReplicaSet/zebra-5c9d7f8b6c: Created pod')).toMatch(
    /^SuccessfulCreate ReplicaSet\/app-\w{12}: Created pod$/,
  )
  expect(titleOf('usage of cpu at 5 kB/s')).toBe('usage of cpu at 5 kB/s')
})

test('times, sizes and cgroups of kubelets are no marks', () => {
  for (const title of [
    'Kernel 6.1.0-56-cloud-amd64 booted',
    'at 10:15:30 limit 64 MiB',
    'cgroup /kubepods.slice/kubepods-burstable.slice',
  ])
    expect(titleOf(title)).toBe(title)
})

test('of a kernel line its own fields stay, and nothing around them', () => {
  const kill = 'Memory cgroup out of memory: Killed process 1 (java) total-vm:1kB, anon-rss:2kB'
  expect(excerptOf(`Mar 1 10:00:00 zebra-host kernel: [   1.5] ${kill} hunter2`)).toBe(`[   1.5] ${kill}`)
  expect(excerptOf('reason: OOMKilled')).toBe('reason: OOMKilled')
})

test.each(['message: hunter2', 'Args: --password hunter2', 'reason: hunter2', 'reason: Error\nvalue: hunter2'])(
  'no other excerpt stays: %j',
  excerpt => expect(excerptOf(excerpt)).toBeNull(),
)

test('the key makes the tokens, and its absence is a key too', () => {
  const [first, again, keyed] = [redact(base), redact(base), redact(base, { key: 'k' })]
  expect(first).toEqual(again)
  expect(keyed.report.headline).not.toBe(first.report.headline)
  expect(Object.keys(keyed.map)).toEqual(Object.keys(first.map))
})

test('one UID however it is spelled, one ID in full and in short', () => {
  const { map } = redact(base)
  expect(map['350be574_b76b_f8f6_2996_801efd6a56f7']).toBe(map['350be574-b76b-f8f6-2996-801efd6a56f7'])
  expect(map['350be574-b76b-f8f6-2996-801efd6a56f7']).toMatch(/^uid-/)
})

const name = fc.stringMatching(/^zq[a-z]{4,8}(-[a-z0-9]{2,5})?q$/)
test('law: no name is left, joins stay, twice is once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 3, maxLength: 3 }), fc.string({ minLength: 1 }), (names, key) => {
      const [pod = '', ns = '', node = ''] = names
      const report = renamed({ 'payments-api-cd59r2sk7-gz62v': pod, shop: ns, 'worker-3': node })
      const { report: made } = redact(report, { key })
      for (const output of outputs.filter(({ id }) => id !== 'html')) {
        const text = output.write(made, { width: 10_000, color: false, verbose: true })
        for (const each of names) expect(text).not.toMatch(new RegExp(`(?<![a-z0-9])${each}(?![a-z0-9])`))
      }
      expect(made.incidents[0]?.scope.pod?.name).toBe(made.incidents[0]?.victims[0]?.pod?.name)
      expect(redact(made, { key }).report).toEqual(made)
    }),
    { numRuns: 60 },
  )
})
