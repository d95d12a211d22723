import { describe, expect, test } from 'vitest'
import { cgroupListOf, MEMINFO, pressureOf, vmstatOf, ZONEINFO } from '../../formats/host/texts.ts'
import { killLines, raw } from '../logs.ts'
import { reportOf } from '../report-of.ts'

const ROOT = 'sosreport-w1-2026-03-01-abcdefg'
const kill = (pid: number, group: readonly number[] = []): string =>
  raw(100 + pid, killLines({ pid, taskMemcg: '/system.slice/web.service', group }))
const of = (files: Readonly<Record<string, string>>) =>
  reportOf(Object.fromEntries(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text])))
const DMESG = 'sos_commands/kernel/dmesg'

describe('what counters say of kills', () => {
  test('more kills than the log shows is a contradiction, and the rest of the log is missing', async () => {
    const { contradictions, missing } = await of({ [DMESG]: kill(1), 'proc/vmstat': vmstatOf(3) })
    expect(contradictions.map(({ says, against }) => `${says} | ${against}`)).toEqual([
      'The kernel of node w1 counted 3 OOM kills since boot (oom_kill in vmstat) | the kernel logs in the bundle show 1',
    ])
    expect(contradictions[0]?.evidence[0]?.excerpt).toBe('oom_kill 3')
    expect(missing.some(({ what }) => what.includes('it counted 3 OOM kills'))).toBe(true)
  })

  test('without a kernel log it is missing, and contradicts nothing', async () => {
    const { contradictions, missing } = await of({
      [DMESG.replace('dmesg', 'lsmod')]: 'ext4\n',
      'proc/vmstat': vmstatOf(3),
    })
    expect(contradictions).toEqual([])
    expect(missing.map(({ what }) => what)).toEqual([expect.stringContaining('kernel log of node w1 since its boot')])
  })

  test.each<[string, string, number]>([
    ['as many as the log shows', kill(1) + kill(2), 2],
    ['fewer, when the log is of several boots or was taken later', kill(1) + kill(2), 1],
    ['the chosen one of a group, which is counted twice', kill(7, [8, 9]), 4],
  ])('%s is none', async (_, log, count) => {
    const { contradictions, missing } = await of({
      [DMESG]: log,
      'proc/vmstat': vmstatOf(count),
      'sys/fs/cgroup/system.slice/memory.events': `oom_kill ${count}\n`,
    })
    expect(contradictions).toEqual([])
    expect(missing.some(({ what }) => what.includes('counted'))).toBe(false)
  })

  test('a cgroup whose kills no log shows, once for the deepest', async () => {
    const { contradictions } = await of({
      [DMESG]: kill(1),
      'sys/fs/cgroup/system.slice/memory.events': 'oom_kill 3\n',
      'sys/fs/cgroup/system.slice/db.service/memory.events': 'oom_kill 2\n',
      'sys/fs/cgroup/system.slice/web.service/memory.events': 'oom_kill 1\n',
    })
    expect(contradictions.map(({ says }) => says)).toEqual([
      'Cgroup /system.slice/db.service on node w1 counted 2 OOM kills (oom_kill in memory.events)',
    ])
  })

  test('kills on another node explain nothing', async () => {
    const { contradictions } = await reportOf({
      [`${ROOT}/${DMESG}`]: raw(10, ['Linux version 6.1.0-test (x) #1']),
      [`${ROOT}/sys/fs/cgroup/system.slice/memory.events`]: 'oom_kill 1\n',
      [`sosreport-w2-2026-03-01-bcdefgh/${DMESG}`]: kill(1),
    })
    expect(contradictions).toHaveLength(1)
  })

  test('what a container sees as its root may be any cgroup', async () => {
    const files = {
      'dmesg.txt': raw(10, ['Linux version 6.1.0-test (x) #1']),
      'sys/fs/cgroup/memory.events': 'oom_kill 1\n',
    }
    expect((await reportOf(files)).contradictions).toEqual([])
  })

  test('v1 counts for the cgroup alone', async () => {
    const { contradictions } = await of({
      [DMESG]: kill(1),
      'sys/fs/cgroup/memory/system.slice/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
      'sys/fs/cgroup/memory/system.slice/web.service/memory.oom_control': 'oom_kill_disable 0\noom_kill 1\n',
    })
    expect(contradictions.map(({ says }) => says)).toEqual([expect.stringContaining('Cgroup /system.slice on node w1')])
  })
})

describe('what looks bad and is not', () => {
  const calm = pressureOf('0.02')

  test('little MemAvailable without pressure, with the page cache at work', async () => {
    const { healthy } = await of({ [DMESG]: kill(1), 'proc/meminfo': MEMINFO, 'proc/pressure/memory': calm })
    expect(healthy.map(({ finding }) => finding)).toEqual([
      expect.stringMatching(/^page cache at work: MemAvailable low, pressure near zero on node w1 \(/),
    ])
    expect(healthy[0]?.evidence.map(({ excerpt }) => excerpt?.slice(0, 8))).toEqual([
      'MemTotal',
      'MemAvail',
      'some avg',
    ])
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['pressure', { 'proc/meminfo': MEMINFO, 'proc/pressure/memory': pressureOf('4.00') }],
    ['no reading of pressure', { 'proc/meminfo': MEMINFO, 'proc/pressure/io': calm }],
    ['memory available', { 'proc/meminfo': MEMINFO.replace('63688', '663688'), 'proc/pressure/memory': calm }],
    [
      'a kill for lack of memory',
      { 'proc/meminfo': MEMINFO, 'proc/pressure/memory': calm, [DMESG]: raw(1, killLines({ oomMemcg: null })) },
    ],
  ])('with %s nothing is called healthy', async (_, files) => {
    expect((await of({ [`${DMESG}-T`]: 'x\n', ...files })).healthy).toEqual([])
  })
})

test('what files say of the node', async () => {
  const { nodes } = await of({
    [DMESG]: raw(10, ['Linux version 6.1.0-test (x) #1']),
    hostname: 'web-07\n',
    'proc/meminfo': MEMINFO,
    'proc/zoneinfo': ZONEINFO,
    'proc/sys/kernel/random/boot_id': '6dc102bf-fb2e-411a-a66b-c3f7103af392\n',
    'cgroups.txt': cgroupListOf(0),
  })
  expect(nodes).toMatchObject([
    {
      name: 'web-07',
      kernel: '6.1.0-test',
      ramBytes: 995_344 * 1024,
      pageBytes: 4096,
      cgroupVersion: 2,
      bootIds: ['6dc102bf-fb2e-411a-a66b-c3f7103af392'],
    },
  ])
})
