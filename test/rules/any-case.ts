import fc from 'fast-check'
import type { ZoneState } from '../../src/model/allocation.ts'
import type { IncidentCase } from '../../src/model/case.ts'
import type { Culprit, Incident, MemoryAccount } from '../../src/model/report.ts'
import { KINDS, LEVELS } from './anything.ts'
import {
  account,
  caseOf,
  container,
  containerState,
  event,
  group,
  incident,
  killerKill,
  MIB,
  memInfo,
  node,
  pod,
  report,
  scope,
  selection,
  span,
  task,
  victim,
  witness,
} from './cases.ts'

const PARTS = [
  'anonymous',
  'shmem',
  'file cache',
  'sockets',
  'page tables',
  'vmalloc',
  'slab unreclaimable',
  'hugepages',
  'free',
]
const bytes = fc.constantFrom(0, 1, MIB, 25 * MIB, 64 * MIB, 100 * MIB)
const known = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null })

const memory: fc.Arbitrary<MemoryAccount> = fc
  .tuple(
    fc.constantFrom<MemoryAccount['of']>('cgroup', 'node'),
    fc.constantFrom(0, 100, 128),
    fc.dictionary(fc.constantFrom(...PARTS), fc.constantFrom(0, 10, 25, 50, 70), { maxKeys: 3 }),
  )
  .map(([of, totalMiB, parts]) => account(of, totalMiB, parts))

const culprit: fc.Arbitrary<Culprit> = fc.record({
  what: fc.constantFrom<Culprit['what']>('process', 'container', 'pod', 'service', 'kernel', 'unknown'),
  name: fc.constantFrom('hog (311)', 'crawler (310)', '7 × php', 'pod shop/cart-1', 'container app of pod cart-1', 'x'),
  bytes: known(bytes),
  why: fc.constant('it holds most'),
})

const zoneState: fc.Arbitrary<ZoneState> = fc.record({
  node: fc.constantFrom(null, 0, 1),
  zone: fc.constantFrom('DMA', 'Normal', 'Movable'),
  managedBytes: known(bytes),
  freeBytes: known(bytes),
  minBytes: known(bytes),
  lowBytes: known(bytes),
  highBytes: known(bytes),
  reserveBytes: known(bytes),
  freeCmaBytes: known(bytes),
  highatomicBytes: known(bytes),
  usable: fc.constantFrom(null, true, false),
  freeBlocks: fc.constant([]),
  freeBlockTypes: fc.constant([]),
  largestUsableOrder: fc.constantFrom(null, 0),
  verdict: fc.constantFrom<ZoneState['verdict']>('not-allowed', 'below-watermark', 'fragmented', 'could-serve'),
})

const allocation = fc.record({
  gfpFlags: fc.constant(null),
  order: known(fc.nat(3)),
  bytes: known(bytes),
  highestZone: fc.constantFrom(null, 'DMA', 'DMA32', 'Normal'),
  allowedNodes: fc.constantFrom(null, [0]),
  zones: fc.array(zoneState, { maxLength: 2 }),
  freeElsewhereBytes: known(bytes),
  why: fc.constantFrom(null, 'Zone Normal was short.'),
})

const tasks = fc.array(
  fc
    .tuple(fc.constantFrom(1, 310, 311), fc.constantFrom('php', 'crawler', 'pause'), fc.constantFrom(10, 2000))
    .map(([pid, comm, pages]) => task(pid, comm, pages)),
  { maxLength: 8 },
)

const owned = victim({ container: { name: 'app', id: 'c1' }, pod: { namespace: 'shop', name: 'cart-1', uid: null } })

const anyIncident: fc.Arbitrary<Partial<Incident>> = fc.record({
  kind: fc.constantFrom(...KINDS),
  killer: fc.constantFrom<Incident['killer']>('kernel', 'systemd-oomd', 'kubelet', 'unknown'),
  scope: fc.constantFrom(...LEVELS).map(level => scope({ level })),
  at: fc.constantFrom(incident().at, { wall: null, bootSeconds: null, plusMinusSeconds: null, basis: null }),
  limitBytes: known(bytes),
  victims: fc.constantFrom([], [victim()], [victim({ pid: null, comm: null })], [owned]),
  memory: known(memory),
  culprit: known(culprit),
  swap: known(
    fc.record({
      usageBytes: known(bytes),
      limitBytes: known(bytes),
      freeBytes: known(bytes),
      totalBytes: known(bytes),
    }),
  ),
  selection: known(
    fc
      .tuple(tasks, fc.constantFrom(null, 0, 16_384))
      .map(([ranking, totalPages]) => selection(ranking, { totalPages })),
  ),
  allocation: known(allocation),
  eviction: fc.constant(null),
})

const memcg = {
  memory: { usageBytes: 64 * MIB, limitBytes: 64 * MIB, failcnt: 1, span: span(20) },
  swap: null,
  memoryPlusSwap: null,
  kmem: null,
  stats: {},
  statsSpan: span(21),
}

const anyReport = fc.record({
  memInfo: fc.constantFrom(null, memInfo(), memInfo({ slabs: [{ name: 'dentry', usedKiB: 1, totalKiB: 2 }] })),
  memcg: fc.constantFrom(null, memcg, { ...memcg, memory: null, statsSpan: null }),
  killPrefix: fc.constantFrom(null, 'memcg' as const, 'allocating-task' as const),
  panic: fc.constantFrom(null, 'Kernel panic - not syncing: Out of memory'),
  noKillable: fc.boolean(),
  oomGroup: fc.constantFrom(null, '/kubepods/pod1'),
  memsAllowed: fc.constantFrom(null, '0'),
})

const running = container({ containerId: 'c1', state: containerState({ phase: 'running' }) })
const witnesses = fc.constantFrom(
  [],
  [witness()],
  [witness({ container: null, state: null })],
  [witness({ container: running, state: null, pod: pod({ containers: [running] }) })],
  [witness({ state: containerState({ reason: 'OOMKilled' }), container: container({ limitBytes: MIB }) })],
)

/** Cases of which this and that is known: also those that no bundle gives. */
export const anyCase: fc.Arbitrary<IncidentCase> = fc
  .record({
    incident: anyIncident,
    report: known(anyReport.map(report)),
    kill: fc.constantFrom(null, killerKill(), killerKill({ policy: null, victims: [] })),
    witnesses,
    nodes: fc.constantFrom([], [node()], [node({ allocatableBytes: MIB })]),
    nodePods: fc.constantFrom(
      [],
      [pod()],
      [pod({ podLimitBytes: 9 * MIB, podRequestBytes: MIB, containers: [container()] })],
    ),
    events: fc.constantFrom([], [event()], [event({ reason: 'Killing', message: 'failed liveness probe' })]),
    repeats: known(fc.constant(group())),
  })
  .map(({ repeats, ...parts }) => caseOf(repeats === null ? parts : { ...parts, repeats }))
