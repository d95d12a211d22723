import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { containerCgroup, killLines, list, podCgroup, podObject, raw, syslog, terminated } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const UIDS = ['11111111-1b2c-4d3e-8f90-aabbccddeeff', '22222222-1b2c-4d3e-8f90-aabbccddeeff'] as const
const ID = (digit: string): string => digit.repeat(64)
const owned = (uid: string, name: string, owner: string, containers = [{ name: 'app', id: ID('a') }]) => {
  const pod = podObject({ uid, name, containers, node: 'node-1' }) as { metadata: object }
  const [kind, of] = owner.split('/')
  return { ...pod, metadata: { ...pod.metadata, ownerReferences: [{ kind, name: of, controller: true }] } }
}
const killIn = (seconds: number, uid: string, id: string, parts: Parameters<typeof killLines>[0] = {}) =>
  raw(seconds, killLines({ taskMemcg: containerCgroup(uid, ID(id)), pid: Math.round(seconds), ...parts }))

describe('whose kill it was', () => {
  const log = killIn(100, UIDS[0], 'a') + killIn(400, UIDS[1], 'b')

  test('pods of one Deployment, old and new, are one story', async () => {
    const pods = list(
      owned(UIDS[0], 'api-bcdf56789b-x2x9z', 'ReplicaSet/api-bcdf56789b'),
      owned(UIDS[1], 'api-zzzz56789b-abcde', 'ReplicaSet/api-zzzz56789b'),
    )
    const { groups } = await reportOf({ 'dmesg.txt': log, 'pods.json': pods })
    expect(groups).toMatchObject([
      { of: 'workload', what: 'memcg of container app of deployment api in namespace shop', incidents: ['i1', 'i2'] },
    ])
  })

  test('two workloads are two, and so are static pods of one node', async () => {
    for (const owners of [
      ['StatefulSet/db', 'StatefulSet/cache'],
      ['Node/node-1', 'Node/node-1'],
    ] as const) {
      const pods = list(owned(UIDS[0], 'one', owners[0]), owned(UIDS[1], 'two', owners[1]))
      expect((await reportOf({ 'dmesg.txt': log, 'pods.json': pods })).groups).toEqual([])
    }
  })

  test("a pod's only container is known by either cgroup", async () => {
    const pods = list(owned(UIDS[0], 'db-0', 'StatefulSet/db'))
    const ofPod = killIn(400, UIDS[0], 'b', { oomMemcg: podCgroup(UIDS[0]), limitKiB: 99_000 })
    const { groups } = await reportOf({ 'dmesg.txt': killIn(100, UIDS[0], 'a') + ofPod, 'pods.json': pods })
    expect(groups).toMatchObject([{ incidents: ['i1', 'i2'] }])
  })
})

describe('what changed between kills', () => {
  const pods = (limit: string) =>
    list(podObject({ uid: UIDS[0], name: 'db-0', containers: [{ name: 'app', id: ID('d'), limit }] }))
  const storm = (limitsKiB: readonly number[]) =>
    limitsKiB.map((limitKiB, at) => killIn(100 + 300 * at, UIDS[0], 'abcd'[at] ?? 'e', { limitKiB })).join('')

  test('a limit that was raised and reached again', async () => {
    const files = { 'dmesg.txt': storm([65_536, 65_536, 65_536, 131_072]), 'pods.json': pods('128Mi') }
    const { groups, incidents } = await reportOf(files)
    expect(groups).toMatchObject([
      {
        growth: 'growing',
        growthBy: 'memory-at-kills',
        confidence: 'likely',
        sizesOf: 'cgroup-usage',
        sizesBytes: [2 ** 26, 2 ** 26, 2 ** 26, 2 ** 27],
        limitChanges: [{ fromBytes: 2 ** 26, toBytes: 2 ** 27, incident: 'i4' }],
        spacingSeconds: 300,
      },
    ])
    expect(groups[0]?.why).toContain('raised from 64 MiB to 128 MiB before i4, and it was reached again')
    expect(groups[0]?.evidence).toHaveLength(2 + 1)
    expect(incidents[0]?.sizing).toMatchObject({ atLeastBytes: 2 ** 27, atLeastFrom: 'i4', group: 'g1' })
    const willNotHelp = incidents[3]?.advice.find(({ to }) => to !== null)?.willNotHelp
    expect(willNotHelp).toContain('it was raised from 64 MiB to 128 MiB and was reached again')
  })

  test('the same limit each time is flat, and no sign of a leak', async () => {
    const { groups } = await reportOf({ 'dmesg.txt': storm([65_536, 65_536, 65_536]), 'pods.json': pods('64Mi') })
    expect(groups).toMatchObject([{ growth: 'flat', confidence: 'certain', limitChanges: [] }])
    expect(groups[0]?.why).toContain('does not tell a leak')
  })

  test('limits of containers that nobody names are not said to change', async () => {
    const { groups } = await reportOf({ 'dmesg.txt': storm([65_536, 131_072]) })
    expect(groups).toMatchObject([{ growth: 'unknown', limitChanges: [] }])
    expect(groups[0]?.why).toContain('Nothing in the bundle names the container')
  })
})

describe('lives and ends', () => {
  const ended = (finishedAt: string, startedAt: string, restarts: number) =>
    list(
      podObject({
        containers: [{ restarts, lastState: terminated(finishedAt, { startedAt }) }],
      }),
    )
  const files = (startedAt: string, restarts = 1) => ({
    log:
      syslog('2026-11-23T10:00:00Z', killLines({ pid: 1, taskMemcg: containerCgroup(undefined, ID('a')) })) +
      syslog('2026-11-23T12:00:00Z', killLines({ pid: 2 })),
    'pods.json': ended('2026-11-23T12:00:00Z', startedAt, restarts),
  })
  const now = { now: Date.parse('2026-11-23T13:00:00Z') }

  test('tell a start that does not fit from slow growth', async () => {
    const short = (await reportOf(files('2026-11-23T11:59:30Z'), now)).groups[0]
    expect(short?.aliveSeconds).toEqual([null, 30])
    expect(short?.why).toContain('needs to start')
    const long = (await reportOf(files('2026-11-23T10:30:00Z'), now)).groups[0]
    expect(long?.aliveSeconds).toEqual([null, 5400])
    expect(long?.why).toContain('slow growth or a rare large job')
  })

  test('that the bundle does not hold are said to be missing', async () => {
    const { groups, missing } = await reportOf(files('2026-11-23T11:59:30Z', 17), now)
    expect(groups[0]).toMatchObject({ restarts: 17, why: expect.stringContaining('at least 15 earlier ends are not') })
    expect(missing.map(({ what }) => what)).toContainEqual(expect.stringContaining('counts 17 restarts'))
    const none = await reportOf(files('2026-11-23T11:59:30Z', 2), now)
    expect(none.groups[0]?.why).not.toContain('earlier ends')
    expect(none.missing.filter(({ what }) => what.startsWith('earlier ends'))).toEqual([])
  })
})

describe('usage over time', () => {
  const cgroup = '/system.slice/worker.service'
  const kills = [900, 1800].map(at => raw(at, killLines({ pid: at, taskMemcg: cgroup }))).join('')
  const sampled = (usageMib: (sinceKill: number) => number, stepSeconds = 60): string =>
    Array.from({ length: Math.floor(1790 / stepSeconds) }, (_, at) => (at + 1) * stepSeconds)
      .map(at => `@ ${at}.5 /sys/fs/cgroup${cgroup}/memory.current\n${Math.round(usageMib(at % 900) * 2 ** 20)}\n`)
      .join('')
  const groupOf = async (samples: string) => (await reportOf({ 'dmesg.txt': kills, 'cgroup.log': samples })).groups[0]

  test('that rises slowly up to each kill looks like a leak, and cites its samples', async () => {
    const group = await groupOf(sampled(since => 4 + (since / 900) * 60))
    expect(group).toMatchObject({ growth: 'growing', growthBy: 'usage-before', confidence: 'possible' })
    expect(group?.evidence.filter(({ path }) => path === 'cgroup.log')).toHaveLength(4)
  })

  test('that is level until the kill looks like a burst', async () => {
    expect(await groupOf(sampled(() => 8))).toMatchObject({ growth: 'sudden', growthBy: 'usage-before' })
  })

  test('that is of another cgroup tells nothing', async () => {
    const samples = sampled(since => 4 + (since / 900) * 60).replaceAll('worker', 'other')
    expect(await groupOf(samples)).toMatchObject({ growth: 'flat', growthBy: 'memory-at-kills' })
  })
})

test('incidents of one key are in one story, in any order of the files', async () => {
  const kill = fc.record({ uid: fc.constantFrom(...UIDS), limitKiB: fc.constantFrom(65_536, 131_072) })
  const check = fc.asyncProperty(
    fc.array(kill, { minLength: 2, maxLength: 8 }),
    fc.boolean(),
    async (kills, isReversed) => {
      const pods = list(...UIDS.map((uid, at) => owned(uid, `db-${at}`, `StatefulSet/db${at}`)))
      const logs = kills.map(({ uid, limitKiB }, at) => {
        const lines = killLines({ pid: at + 1, limitKiB, taskMemcg: containerCgroup(uid, ID('a')) })
        return [`log-${at}`, syslog(new Date(Date.UTC(2026, 0, 15, 8, at)).toISOString(), lines)] as const
      })
      const now = { now: Date.UTC(2026, 0, 16) }
      const all = [...logs, ['pods.json', pods] as const]
      const report = await reportOf(Object.fromEntries(all), now)
      const other = await reportOf(Object.fromEntries(isReversed ? all.toReversed() : all), now)
      expect(other.groups).toEqual(report.groups)
      const grouped = report.groups.flatMap(({ incidents }) => incidents)
      expect(new Set(grouped).size).toBe(grouped.length)
      for (const uid of UIDS) {
        const own = report.incidents.filter(({ scope }) => scope.pod?.uid === uid).map(({ id }) => id)
        const group = report.groups.find(({ incidents }) => incidents.some(id => own.includes(id)))
        expect(group?.incidents ?? []).toEqual(own.length > 1 ? own : [])
      }
      for (const { incidents, sizesBytes, limitsBytes, aliveSeconds } of report.groups)
        expect([sizesBytes, limitsBytes, aliveSeconds].map(({ length }) => length)).toEqual(
          Array.from({ length: 3 }, () => incidents.length),
        )
    },
  )
  await fc.assert(check, { numRuns: 25 })
})

describe('a node that ran out again', () => {
  const tasks = (rss: number, pid: number, comm: string) => [
    'Tasks state (memory values in pages):',
    '[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj name',
    `[    201]     0   201    90000    ${rss}   180224        0             0 postgres`,
    `[    ${pid}]     0   ${pid}     5000     2000    40960        0             0 ${comm}`,
  ]
  const kill = (at: number, pid: number, comm: string, rss: number) => {
    const lines = killLines({ pid, comm, oomMemcg: null, taskMemcg: '/', anonKiB: 7996 })
    const cut = lines.findIndex(line => line.startsWith('oom-kill:'))
    return raw(at, [...lines.slice(0, cut), ...tasks(rss, pid, comm), ...lines.slice(cut)])
  }

  test('by the culprit that grows, not by those that died', async () => {
    const { groups } = await reportOf({
      'dmesg.txt': kill(100, 300, 'crawler', 40_000) + kill(101, 301, 'web', 43_000),
    })
    expect(groups).toMatchObject([
      {
        of: 'node',
        growth: 'growing',
        sizesOf: 'culprit',
        sizesName: 'postgres (201)',
        victims: [
          { name: 'crawler', count: 1 },
          { name: 'web', count: 1 },
        ],
      },
    ])
    expect(groups[0]?.why).toContain('the culprit that grows, not the victims')
  })
})
