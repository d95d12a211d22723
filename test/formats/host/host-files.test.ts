import { expect, test } from 'vitest'
import { hostFiles } from '../../../src/formats/host/index.ts'
import { type Found, isSeries } from '../../../src/model/reader.ts'
import * as texts from './texts.ts'

interface Read {
  readonly id: string | null
  readonly found: readonly Found[]
}

function read(path: string, text: string): Read {
  const format = hostFiles.find(each => each.matches(path, text))
  const found = format ? [...format.read({ path, text, bytes: new TextEncoder().encode(text) })] : []
  return { id: format?.id ?? null, found }
}

/** Every citation quotes its own bytes. */
function expectCited(text: string, found: readonly Found[]): void {
  const bytes = new TextEncoder().encode(text)
  for (const { start, end, excerpt } of found.flatMap(each => (isSeries(each) ? [] : each.evidence)))
    expect(new TextDecoder().decode(bytes.subarray(start, end))).toBe(excerpt)
}

const stall = { avg10Percent: 1.5, avg60Percent: 1.5, avg300Percent: 1.5, totalMicroseconds: 19_091 }
const at = (iso: string) => ({ kind: 'kube.capture', notBeforeMs: Date.parse(iso) })

test.each<[string, string, string, readonly object[]]>([
  [
    'meminfo',
    'free.txt',
    texts.MEMINFO,
    [{ fieldsKiB: expect.objectContaining({ MemTotal: 995_344, Cached: 540_872 }) }],
  ],
  ['proc-vmstat', 'proc/vmstat', texts.vmstatOf(3), [{ oomKills: 3 }]],
  ['proc-vmstat', 'proc/vmstat', texts.vmstatOf(3).replace(/oom_kill.*\n/, ''), [{ oomKills: null }]],
  [
    'pressure',
    'proc/pressure/memory',
    texts.pressureOf('1.50'),
    [{ resource: 'memory', cgroup: null, some: stall, full: stall }],
  ],
  [
    'pressure',
    'pressure.txt',
    texts.pressureOf('1.50').split('\n')[0] ?? '',
    [{ resource: null, some: stall, full: null }],
  ],
  [
    'pressure',
    'x/sys/fs/cgroup/a.slice/io.pressure',
    texts.pressureOf('1.50'),
    [{ resource: 'io', cgroup: '/a.slice' }],
  ],
  [
    'zoneinfo',
    'zoneinfo',
    texts.ZONEINFO,
    [
      {
        zones: [
          { numaNode: 0, zone: 'DMA', managedPages: 3840, freePages: 2816, lowPages: 192, freeBlocks: [] },
          { numaNode: 0, zone: 'DMA32', managedPages: 244_996, freePages: 215_105, lowPages: 12_371, freeBlocks: [] },
        ],
      },
    ],
  ],
  [
    'buddyinfo',
    'buddyinfo',
    texts.BUDDYINFO,
    [{ zones: [{ zone: 'DMA' }, { zone: 'DMA32', freeBlocks: expect.arrayContaining([206]) }] }],
  ],
  [
    'slabinfo',
    'slabinfo',
    texts.SLABINFO,
    [
      {
        caches: [
          { name: 'dentry', bytes: 15_204 * 192 },
          { name: 'bio-128', bytes: 4032 },
        ],
      },
    ],
  ],
  [
    'slabtop',
    'slabtop',
    texts.SLABTOP,
    [{ caches: [{ name: 'inode_cache', bytes: 8_192_000 }, { name: 'kmalloc-2k' }] }],
  ],
  [
    'free',
    'sos/sos_commands/memory/free',
    texts.FREE,
    [{ fieldsKiB: { MemTotal: 995_344, MemFree: 811_540, SwapTotal: 524_284 } }],
  ],
  ['free', 'sos/sos_commands/memory/free_-m', texts.FREE, []],
  ['free', 'free-de.txt', texts.FREE_DE, []],
  ['swaps', 'proc/swaps', texts.SWAPS, [{ fieldsKiB: { SwapTotal: 524_284, SwapFree: 523_260 } }]],
  [
    'swaps',
    'swapon',
    'NAME      TYPE       SIZE USED PRIO\n/dev/vda2 partition 536866816 1048576 -2\n',
    [{ fieldsKiB: { SwapTotal: 524_284 } }],
  ],
  ['swaps', 'swapon', 'NAME      TYPE      SIZE USED PRIO\n/dev/vda2 partition 512M   1M -2\n', []],
  [
    'boot-id',
    'proc/sys/kernel/random/boot_id',
    '6dc102bf-fb2e-411a-a66b-c3f7103af392\n',
    [{ bootId: '6dc102bf-fb2e-411a-a66b-c3f7103af392' }],
  ],
  ['hostname', 'hostname', 'worker-3.example.com\n', [{ hostname: 'worker-3.example.com' }]],
  [
    'hostnamectl',
    'hostnamectl',
    texts.HOSTNAMECTL,
    [{ hostname: 'web-07', bootId: '6dc102bf-fb2e-411a-a66b-c3f7103af392', kernelRelease: '6.1.0-56-cloud-amd64' }],
  ],
  ['instance-id', 'system/instance-id.txt', 'i-0123456789abcdef0', [{ instanceId: 'i-0123456789abcdef0' }]],
  ['uname', 'uname.txt', texts.UNAME, [{ hostname: 'web-07', kernelRelease: '6.1.0-56-cloud-amd64' }]],
  [
    'uname',
    'version',
    'Linux version 5.10.0-46-amd64 (debian-kernel@lists.debian.org) (gcc-10) #1 SMP\n',
    [{ hostname: null, kernelRelease: '5.10.0-46-amd64' }],
  ],
  ['date', 'date', 'Mon Nov 23 17:02:55 UTC 2026\n', [at('2026-11-23T17:02:55Z')]],
  ['date', 'systeminfo/date', 'Mon Nov 23 06:02:55 PM CET 2026\n', [at('2026-11-23T17:02:55Z')]],
  ['date', 'date.txt', 'Mon 23 Nov 2026 12:02:55 AM UTC\n', [at('2026-11-23T00:02:55Z')]],
  ['date', 'date.txt', '2026-11-23T18:02:55+01:00\n', [at('2026-11-23T17:02:55Z')]],
  ['date', 'date.txt', 'Mon, 23 Nov 2026 18:02:55 +0100\n', [at('2026-11-23T17:02:55Z')]],
  ['date', 'date.txt', '1795453375.5\n', [at('2026-11-23T17:02:55.5Z')]],
  [
    'date',
    'must-gather.local.1/timestamp',
    '2026-11-23 18:00:00.123456789 +0100 CET m=+0.103\n2026-11-23 18:02:55.5 +0100 CET m=+175.1\n',
    [at('2026-11-23T17:02:55Z')],
  ],
  ['timedatectl', 'timedatectl', texts.TIMEDATECTL, [at('2026-10-07T08:31:25Z')]],
  ['prow-job', 'job/finished.json', '{"timestamp":1795453375,"passed":false}\n', [at('2026-11-23T17:02:55Z')]],
  ['uptime', 'uptime', ' 17:02:09 up 17 days,  4:57,  1 user,  load average: 0.21, 0.18, 0.11\n', []],
  ['uptime', 'proc/uptime', '81.79 81.35\n', []],
  [
    'host-memory',
    's/host-collectors/system/memory.json',
    '{"total":487460864}',
    [{ fieldsKiB: { MemTotal: 476_036 } }],
  ],
  [
    'cgroup-file',
    's/sys/fs/cgroup/a/b/memory.max',
    'max\n',
    [{ cgroup: '/a/b', version: 2, file: 'memory.max', values: { value: null } }],
  ],
  [
    'cgroup-file',
    's/sys/fs/cgroup/a/memory.events',
    'low 0\nmax 7\noom 1\noom_kill 2\n',
    [{ cgroup: '/a', version: 2, values: { low: 0, max: 7, oom: 1, oom_kill: 2 } }],
  ],
  [
    'cgroup-file',
    'sys/fs/cgroup/memory/kubepods/pod1/memory.limit_in_bytes',
    '9223372036854771712\n',
    [{ cgroup: '/kubepods/pod1', version: 1, values: { value: null } }],
  ],
  [
    'cgroup-file',
    'sys/fs/cgroup/memory/a/memory.oom_control',
    'oom_kill_disable 0\nunder_oom 0\noom_kill 4\n',
    [{ cgroup: '/a', version: 1, values: expect.objectContaining({ oom_kill: 4 }) }],
  ],
  [
    'cgroup-file',
    'sys/fs/cgroup/memory/a/memory.stat',
    'cache 0\nrss 4096\nhierarchical_memory_limit 67108864\n',
    [{ cgroup: '/a', version: 1 }],
  ],
  [
    'cgroup-file',
    'sys/fs/cgroup/memory.max',
    '67108864\n',
    [{ cgroup: '/', version: 2, values: { value: 67_108_864 } }],
  ],
  [
    'cgroup-list',
    'tree.txt',
    texts.cgroupListOf(2),
    [
      { cgroup: '/system.slice', file: 'memory.current', values: { value: 577_536 } },
      { file: 'memory.max', values: { value: null } },
      { file: 'memory.events', values: { max: 7, oom_kill: 2 } },
      { kind: 'host.pressure', cgroup: '/system.slice', resource: 'memory' },
    ],
  ],
  [
    'cgroup-list',
    'all.txt',
    [
      'pids.max:100',
      'kubepods.slice:cri-containerd:c0ffee/memory.max:4096',
      'cgroup.procs:12',
      'io.stat:8:0 rbytes=1',
      'x y',
    ]
      .map(line => `/sys/fs/cgroup/system.slice/${line}\n`)
      .join(''),
    [{ cgroup: '/system.slice/kubepods.slice:cri-containerd:c0ffee', file: 'memory.max', values: { value: 4096 } }],
  ],
  [
    'proc-files',
    'pressure.txt',
    `==> /proc/pressure/memory <==\n${texts.pressureOf('1.50')}\n==> /proc/meminfo <==\n${texts.MEMINFO}\n==> /etc/motd <==\nhello\n`,
    [{ kind: 'host.pressure', resource: 'memory' }, { kind: 'host.memory' }],
  ],
])('%s: %s', (id, path, text, expected) => {
  const { id: format, found } = read(path, text)
  expect(format).toBe(id)
  expect(found).toMatchObject(expected)
  expect(found).toHaveLength(expected.length)
  expectCited(text, found)
})

test.each([
  ['a kernel log that begins with its banner', 'dmesg', 'Linux version 6.1.0 (x) #1\nCommand line: quiet\n'],
  ['samples of pressure', 'psi.log', texts.pressureOf('1.50').repeat(2)],
  ['samples of free', 'free.txt', texts.FREE.repeat(2)],
  ['sections that come again', 'psi.log', `==> /proc/pressure/memory <==\n${texts.pressureOf('1.50')}`.repeat(2)],
  ['a date in a file of another name', 'notes.txt', 'Mon Nov 23 17:02:55 UTC 2026\n'],
  ['a date without a zone that is known', 'date.txt', 'Mon Nov 23 17:02:55 CST 2026\n'],
  ['a host name in a file of another name', 'owner.txt', 'worker-3\n'],
  ['a list of hosts', 'hostname', 'worker-3\nworker-4\n'],
  ['a cgroup file of text', 'sys/fs/cgroup/a/memory.max', 'cat: memory.max: No such file\n'],
  ['samples of vmstat', 'vmstat.txt', 'procs -----------memory----------\n r b swpd free\n 0 0 0 1\n'],
  ['an application of the same words', 'app.log', 'MemTotal: too low\n'],
])('%s is none of them', (_, path, text) => {
  expect(read(path, text).id).toBeNull()
})
