import { describe, expect, test } from 'vitest'
import type { Confidence, Incident, IncidentGroup, Sizing } from '../../src/model/report.ts'
import { cgroupLimit } from '../../src/rules/cgroup-limit.ts'
import { containerLimit } from '../../src/rules/container-limit.ts'
import { kernelMemoryInCgroup } from '../../src/rules/kernel-memory-in-cgroup.ts'
import { manyProcesses } from '../../src/rules/many-processes.ts'
import { pageCacheInCgroup } from '../../src/rules/page-cache-in-cgroup.ts'
import { podSibling } from '../../src/rules/pod-sibling.ts'
import type { Rule } from '../../src/rules/rule.ts'
import { shmemInCgroup } from '../../src/rules/shmem-in-cgroup.ts'
import { memcgWith } from './anything.ts'
import { account, type CaseParts, caseOf, container, MIB, pod, scope, selection, task, witness } from './cases.ts'

const heap = account('cgroup', 64, { anonymous: 63, 'page tables': 1 })
const tmpfs = account('cgroup', 64, { anonymous: 12, shmem: 52 })
const cache = account('cgroup', 64, { anonymous: 20, 'file cache': 44 })
const sockets = account('cgroup', 64, { anonymous: 30, sockets: 30, slab: 4 })

const inPod = (pids: readonly (readonly [number, string, number])[]): Partial<Incident> => ({
  scope: scope({ level: 'pod' }),
  limitBytes: 160 * MIB,
  selection: selection(pids.map(([pid, comm, pages]) => task(pid, comm, pages))),
})

const fires: readonly (readonly [string, Rule, CaseParts, Confidence])[] = [
  ['heap fills the container', containerLimit, { incident: { memory: heap, limitBytes: 64 * MIB } }, 'certain'],
  ['no statistics', containerLimit, { incident: { memory: null, limitBytes: 64 * MIB } }, 'likely'],
  [
    "the pod's limit, with one working process",
    containerLimit,
    {
      incident: inPod([
        [310, 'crawler', 16_000],
        [7, 'pause', 1],
      ]),
    },
    'likely',
  ],
  ["a service's limit", cgroupLimit, { incident: { scope: scope({ level: 'service' }), memory: heap } }, 'certain'],
  ['a cgroup that the log does not name', cgroupLimit, { incident: { scope: scope({ level: 'unknown' }) } }, 'likely'],
  [
    'a sibling holds more',
    podSibling,
    {
      incident: inPod([
        [311, 'envoy', 20_000],
        [310, 'crawler', 9000],
      ]),
    },
    'likely',
  ],
  [
    'the victim holds more, a sibling asked',
    podSibling,
    {
      incident: {
        ...inPod([
          [310, 'crawler', 20_000],
          [311, 'envoy', 9000],
        ]),
        trigger: { comm: 'envoy', pid: 311, oomScoreAdj: 900, pod: null, container: null },
      },
    },
    'possible',
  ],
  [
    'cache that waits for the disk',
    pageCacheInCgroup,
    { incident: { memory: cache }, report: memcgWith({ file_writeback: 20 * MIB }) },
    'likely',
  ],
  [
    'cache that is read again and again',
    pageCacheInCgroup,
    { incident: { memory: cache }, report: memcgWith({ workingset_refault_file: 20_000 }) },
    'likely',
  ],
  ['clean cache', pageCacheInCgroup, { incident: { memory: cache }, report: memcgWith({}) }, 'possible'],
  ['tmpfs fills it', shmemInCgroup, { incident: { memory: tmpfs } }, 'certain'],
  [
    'a quarter is shared memory',
    shmemInCgroup,
    { incident: { memory: account('cgroup', 64, { anonymous: 48, shmem: 16 }) } },
    'possible',
  ],
  ['sockets fill it', kernelMemoryInCgroup, { incident: { memory: sockets } }, 'certain'],
  [
    'a crowd by the culprit',
    manyProcesses,
    { incident: { culprit: { what: 'process', name: '40 × php-fpm', bytes: 60 * MIB, why: '' } } },
    'likely',
  ],
  [
    'a crowd by the ranking',
    manyProcesses,
    {
      incident: {
        selection: selection(
          [1, 2, 3, 4, 5, 6].map(pid => task(pid, 'php', 2000)),
          { totalPages: 16_384 },
        ),
      },
    },
    'likely',
  ],
]

const quiet: readonly (readonly [string, Rule, CaseParts])[] = [
  ['the node ran out', containerLimit, { incident: { kind: 'global', scope: scope({ level: 'node' }) } }],
  ['tmpfs outweighs the heap', containerLimit, { incident: { memory: tmpfs } }],
  [
    "several processes share the pod's limit",
    containerLimit,
    {
      incident: inPod([
        [1, 'a', 9],
        [2, 'b', 9],
      ]),
    },
  ],
  ['a container, which has a rule of its own', cgroupLimit, { incident: { memory: heap } }],
  [
    'tmpfs outweighs the heap of the service',
    cgroupLimit,
    { incident: { scope: scope({ level: 'service' }), memory: tmpfs } },
  ],
  [
    "the container's own limit",
    podSibling,
    {
      incident: {
        ...inPod([
          [311, 'envoy', 9],
          [310, 'x', 1],
        ]),
        scope: scope(),
      },
    },
  ],
  [
    'nobody but the victim and pause',
    podSibling,
    {
      incident: inPod([
        [310, 'crawler', 9],
        [7, 'pause', 1],
      ]),
    },
  ],
  [
    'a pod with one container',
    podSibling,
    {
      incident: inPod([
        [310, 'a', 9],
        [311, 'b', 9],
      ]),
      witnesses: [witness({ pod: pod({ containers: [container()] }) })],
    },
  ],
  [
    'cache below the threshold',
    pageCacheInCgroup,
    { incident: { memory: account('cgroup', 64, { anonymous: 40, 'file cache': 24 }) } },
  ],
  [
    'more heap than cache',
    pageCacheInCgroup,
    { incident: { memory: account('cgroup', 64, { anonymous: 34, 'file cache': 30 }) } },
  ],
  [
    'cache of a node',
    pageCacheInCgroup,
    { incident: { kind: 'global', scope: scope({ level: 'node' }), memory: cache } },
  ],
  [
    'shmem below the threshold',
    shmemInCgroup,
    { incident: { memory: account('cgroup', 64, { anonymous: 49, shmem: 15 }) } },
  ],
  [
    "shmem of the whole node's pods",
    shmemInCgroup,
    { incident: { scope: scope({ level: 'node-allocatable' }), memory: tmpfs } },
  ],
  ['a little kernel memory', kernelMemoryInCgroup, { incident: { memory: heap } }],
  [
    'three workers',
    manyProcesses,
    { incident: { culprit: { what: 'process', name: '3 × php-fpm', bytes: 60 * MIB, why: '' } } },
  ],
  [
    'one of the workers is large',
    manyProcesses,
    {
      incident: {
        selection: selection([task(9, 'php', 9000), ...[1, 2, 3, 4, 5].map(pid => task(pid, 'php', 500))], {
          totalPages: 16_384,
        }),
      },
    },
  ],
  [
    'a manual kill',
    manyProcesses,
    { incident: { kind: 'sysrq', culprit: { what: 'process', name: '40 × php', bytes: 1, why: '' } } },
  ],
]

describe('rules for a cgroup that ran out', () => {
  test.each(fires)('%s: fires', (_, rule, parts, confidence) => {
    const verdict = rule.check(caseOf(parts))
    expect(verdict?.cause).toMatchObject({ code: rule.id, confidence })
    expect(verdict?.cause.evidence.length).toBeGreaterThan(0)
    expect(verdict?.advice.length).toBeGreaterThan(0)
  })

  test.each(quiet)('%s: quiet', (_, rule, parts) => {
    expect(rule.check(caseOf(parts))).toBeNull()
  })
})

test('the container is named by its workload, and usage is never the recommended limit', () => {
  const owner = 'ReplicaSet/payments-api-cd59r2sk7'
  const verdict = containerLimit.check(
    caseOf({
      incident: { memory: heap, limitBytes: 64 * MIB, usageBytes: 64 * MIB },
      witnesses: [witness({ pod: pod({ owner }), container: container({ name: 'app' }) })],
    }),
  )
  const raise = verdict?.advice.find(({ to }) => to !== null)
  expect(raise).toMatchObject({ object: 'container app of deployment payments-api in namespace shop', from: '64 MiB' })
  expect(raise?.to).toBe('more than 64 MiB, by what the profile shows')
})

describe('repeats', () => {
  const why = (repeats: Partial<IncidentGroup>) =>
    containerLimit.check(caseOf({ incident: { memory: heap }, repeats }))?.cause.why
  const sizes = { growthBy: 'memory-at-kills', sizesBytes: [64 * MIB, 128 * MIB] } as const

  test('are counted, with their distance and what changed', () => {
    expect(why({ incidents: ['i1', 'i2', 'i3'], spacingSeconds: 300 })).toContain(
      'killed 3 times in this bundle, about 5 min apart.',
    )
    expect(why({})).toContain('killed 2 times in this bundle.')
    expect(why({ victims: [] })).toContain('The same limit was reached 2 times')
    expect(why({ growth: 'flat' })).toContain('memory was the same each time')
    expect(why({ growth: 'growing', ...sizes })).toContain('grew (64 MiB at the first, 128 MiB at the last).')
    expect(why({ growth: 'growing', growthBy: 'usage-before' })).toContain('rose slowly up to the kill')
    expect(why({ growth: 'sudden', growthBy: 'time-alive' })).toContain('far shorter')
    expect(why({ growth: 'sudden', ...sizes })).toContain('all at once')
  })

  test('of cgroups that nobody names are not said to be of one workload', () => {
    expect(why({ of: 'unnamed' })).not.toContain('times in this bundle')
  })

  const raise = (parts: Parameters<typeof caseOf>[0]) =>
    containerLimit.check(caseOf(parts))?.advice.find(({ to }) => to !== null)

  test('a limit that was raised in vain is not to be raised once more by itself', () => {
    const change = (fromBytes: number, toBytes: number) => [{ fromBytes, toBytes, incident: 'i2' }]
    const advice = (limitChanges: ReturnType<typeof change>) =>
      raise({ incident: { memory: heap, limitBytes: 128 * MIB }, repeats: { limitChanges } })?.willNotHelp
    expect(advice(change(64 * MIB, 128 * MIB))).toMatch(/^Raising the limit once more, by itself: .* 64 MiB to 128 MiB/)
    expect(advice(change(128 * MIB, 64 * MIB))).not.toContain('once more')
  })

  test('the number counts swap, other kills and a limit that was changed since', () => {
    const sizing = (parts: Partial<Sizing>): Sizing => ({
      of: 'container',
      limitAtKillBytes: 64 * MIB,
      specLimitBytes: 64 * MIB,
      usageAtKillBytes: 64 * MIB,
      swapAtKillBytes: null,
      atLeastBytes: 64 * MIB,
      atLeastFrom: 'i1',
      heldBy: null,
      group: null,
      why: '',
      ...parts,
    })
    const advice = (parts: Partial<Sizing>) =>
      raise({ incident: { memory: heap, limitBytes: 64 * MIB, sizing: sizing(parts) } })
    expect(advice({ atLeastBytes: 96 * MIB })?.to).toBe('more than 96 MiB, by what the profile shows')
    const since = advice({ specLimitBytes: 128 * MIB })
    expect(since).toMatchObject({ from: '128 MiB', to: '128 MiB is set by now; more only by what the profile shows' })
    expect(since?.why).toContain('64 MiB at the kill and is 128 MiB')
    expect(advice({ of: 'pod', specLimitBytes: 32 * MIB })?.from).toBe('64 MiB')
  })
})

test('memory-backed volumes are named where the pod has them', () => {
  const verdict = shmemInCgroup.check(
    caseOf({ incident: { memory: tmpfs }, witnesses: [witness({ pod: pod({ memoryVolumes: ['scratch'] }) })] }),
  )
  expect(verdict?.cause.why).toContain('scratch')
  expect(verdict?.advice[0]?.do).toContain('sizeLimit')
})
