import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FIXTURES, factsOf, fixture, reportIn, reportsIn } from './read.ts'
import { recordsOf, WRAPPINGS } from './wrap.ts'

const FOREIGN = [
  'audit: type=1400 audit(1768465810.123:42): apparmor="DENIED" operation="open" pid=4711 comm="java"',
  'oom_reaper: reaped process 77 (old victim), now anon-rss:0kB, file-rss:0kB, shmem-rss:0kB',
  'e1000e 0000:00:1f.6 eth0: NIC Link is Up 1000 Mbps Full Duplex, Flow Control: None',
  'nf_conntrack: nf_conntrack: table full, dropping packet',
  'TCP: out of memory -- consider tuning tcp_mem',
  'INFO: task kswapd0:39 blocked for more than 120 seconds.',
  'CPU: 1 PID: 39 Comm: kswapd0 Not tainted 5.5.5-other #1',
  'loop0: detected capacity change from 0 to 8',
  'systemd-journald[170]: Under memory pressure, flushing caches.',
  '',
] as const

/** The records of a report with lines of others between them. */
function mixed(text: string, places: readonly (readonly [number, number])[]): string {
  const records = recordsOf(text).map(record => record.join('\n'))
  for (const [at, which] of places) {
    records.splice(at % records.length, 0, FOREIGN[which % FOREIGN.length] ?? '')
  }
  return `${records.join('\n')}\n`
}

const places = fc.array(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat(50)), { maxLength: 30 })

describe.each(FIXTURES)('the report %s', name => {
  const text = fixture(name)
  const facts = factsOf(reportIn(text))

  it('says the same with lines of others anywhere in it', () => {
    fc.assert(
      fc.property(places, fc.constantFrom('bare', 'dmesg', 'syslog', 'kmsg'), (between, wrapping) => {
        const log = WRAPPINGS[wrapping]?.(mixed(text, between)) ?? ''
        expect(reportsIn(log).map(factsOf)).toEqual([facts])
      }),
      { numRuns: 25 },
    )
  })

  it('says the same among many lines of other programs', () => {
    const lines = (WRAPPINGS.syslog?.(text) ?? '').trimEnd().split('\n')
    const noise = Array.from({ length: 700 }, (_, at) => `Jan 15 08:30:10 node-1 app[77]: request ${at} took 12 ms`)
    const log = lines.flatMap((line, at) => (at % 20 === 7 ? [line, ...noise] : [line])).join('\n')
    expect(reportsIn(log).map(factsOf)).toEqual([facts])
  })
})

describe('lines of another task', () => {
  it('are not of the report where the kernel prints which task writes', () => {
    const stamp = (line: string, caller: string) => `[  100.000001][  ${caller}] ${line}`
    const lines = fixture('global-6.12')
      .trimEnd()
      .split('\n')
      .map(line => stamp(line, 'T241'))
    const other = ['Free swap  = 77kB', '9 pages RAM', 'Mem-Info:'].map(line => stamp(line, 'T999'))
    const at = lines.findIndex(line => line.includes('Mem-Info'))
    const log = [...lines.slice(0, at), ...other, ...lines.slice(at, at + 3), ...other, ...lines.slice(at + 3)].join(
      '\n',
    )
    expect(factsOf(reportIn(log))).toEqual(factsOf(reportIn(fixture('global-6.12'))))
  })

  it('begin another report where they kill', () => {
    const log = [
      '[  100.000001][  T241] a invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
      '[  100.000002][  T500] Memory cgroup out of memory: Killed process 7 (b) total-vm:8kB, anon-rss:4kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:4kB oom_score_adj:0',
    ].join('\n')
    expect(reportsIn(log)).toMatchObject([
      { trigger: { comm: 'a' }, kills: [] },
      { trigger: null, kills: [{ pid: 7 }] },
    ])
  })
})
