import type { Report } from '../../src/model/report.ts'
import { containerIncident, containerLimit } from './container-limit.ts'
import { incident, node, report, span, victim, wall } from './report-parts.ts'

/** A node that ran out: the victim is innocent, the culprit a daemon of the host. Nothing is known of wall time. */
export const globalOom: Report = {
  ...report,
  bundle: { name: 'dmesg.txt', layout: 'plain', capturedAt: null },
  nodes: [{ ...node('node-1'), kernel: null, cgroupVersion: null }],
  sources: [
    { path: 'dmesg.txt', format: 'dmesg', bytes: 19_080, lines: 190, events: 1, from: null, to: null, node: null },
  ],
  headline: 'Node node-1 ran out of memory; the kernel killed php-fpm, but backup-agent holds most of it.',
  incidents: [
    {
      ...incident,
      kind: 'global',
      scope: { level: 'node', cgroup: null, node: 'node-1', pod: null, container: null },
      at: { wall: null, bootSeconds: 22.51, plusMinusSeconds: null, basis: null },
      trigger: { comm: 'kworker/0:1', pid: null, oomScoreAdj: 0, pod: null, container: null },
      order: 2,
      victims: [
        { ...victim, pid: 901, comm: 'php-fpm', anonRssKiB: 409_600, oomScoreAdj: 1000, outcome: 'killed' },
        { ...victim, pid: 902, comm: 'php-fpm', anonRssKiB: null, oomScoreAdj: null, outcome: 'already-exiting' },
      ],
      complete: false,
      partial: 'ring-buffer',
      memory: {
        of: 'node',
        totalBytes: 16_777_216_000,
        parts: [
          { name: 'anon', bytes: 13_421_772_800 },
          { name: 'shmem', bytes: 209_715_200 },
          { name: 'file', bytes: 104_857_600 },
          { name: 'slab unreclaimable', bytes: 1_677_721_600 },
          { name: 'slab reclaimable', bytes: 52_428_800 },
          { name: 'page tables', bytes: 31_457_280 },
          { name: 'kernel stacks', bytes: 20_971_520 },
          { name: 'free', bytes: 188_743_680 },
        ],
        unaccountedBytes: 1_069_547_520,
        processes: {
          tasks: 120,
          rssBytes: 33_554_432_000,
          anonBytes: null,
          shmemBytes: null,
          swapBytes: 0,
          elsewhereBytes: 0,
          note: 'The RSS of the 120 processes adds up to 31.3 GiB, more than the 15.6 GiB of RAM: pages that processes share are counted once for each. It is no usage.',
        },
        note: null,
      },
      culprit: {
        what: 'service',
        name: 'backup-agent.service',
        bytes: 11_811_160_064,
        why: 'the largest holder, and outside of kubepods',
      },
      holders: {
        ofBytes: 16_777_216_000,
        processes: [
          { what: 'process', name: 'backup-agent (812)', bytes: 11_811_160_064, share: 0.704, note: 'by its rss' },
          { what: 'process', name: 'php-fpm (901)', bytes: 419_430_400, share: 0.025, note: 'by its rss' },
        ],
        names: [
          { what: 'process', name: '1 × backup-agent', bytes: 11_811_160_064, share: 0.704, note: 'by its rss' },
          { what: 'process', name: '31 × php-fpm', bytes: 8_388_608_000, share: 0.5, note: 'at most' },
        ],
        places: [
          {
            what: 'service',
            name: 'backup-agent.service',
            bytes: 11_811_160_064,
            share: 0.704,
            note: 'at least: by backup-agent (812), whose cgroup the log names',
          },
        ],
        unowned: [{ what: 'slab', name: 'kernel slab', bytes: 1_730_150_400, share: 0.1031, note: null }],
        slabCaches: [],
      },
      causes: [
        {
          code: 'host-daemon',
          confidence: 'likely',
          why: 'backup-agent holds 11 GiB outside of any pod',
          evidence: [span('dmesg.txt', 120, null, 180)],
        },
        { code: 'node-overcommit', confidence: 'possible', why: 'limits are above allocatable', evidence: [] },
      ],
      advice: [
        {
          do: 'Cap the daemon with MemoryMax=',
          object: 'backup-agent.service on node-1',
          from: null,
          to: '2G',
          why: 'it is the largest holder',
          willNotHelp: 'raising the limit of php-fpm: no limit was reached',
        },
      ],
      evidence: [
        span('dmesg.txt', 190, '[   22.510000] Out of memory: Killed process 901 (php-fpm) total-vm:812345kB'),
        span('dmesg.txt', 100, null, 190),
      ],
    },
  ],
}

/** Nothing was killed, and the kernel log says so for the time that it covers. */
export const noIncident: Report = {
  ...report,
  nodes: [
    { ...node('node-1'), kernelLog: [{ from: wall('00:00:00', 0), to: wall('06:00:00', 0) }] },
    { ...node('node-2'), kernelLog: [] },
  ],
  problems: [
    {
      code: 'REPORTS_SUPPRESSED',
      severity: 'warning',
      detail: '12 lines were suppressed by the kernel',
      advice: null,
      evidence: [span('dmesg.txt', 77)],
      path: 'dmesg.txt',
    },
  ],
}

/** More kills than anyone wants to read about. */
export const twelve: Report = {
  ...report,
  headline: '12 containers were killed.',
  incidents: Array.from({ length: 12 }, (_, at) => ({
    ...incident,
    id: `i${at + 1}`,
    at: at === 3 ? { wall: null, bootSeconds: 100.5, plusMinusSeconds: null, basis: null } : wall(`02:${10 + at}:00`),
    scope: {
      level: 'container',
      cgroup: null,
      node: null,
      pod: { namespace: 'shop', name: `cart-${at}`, uid: null },
      container: { name: 'cart', id: null },
    },
    victims: [{ ...victim, pid: 1000 + at }, ...(at === 1 ? [victim] : [])],
    evidence: [span('dmesg.txt', 10 + at, `Killed process ${1000 + at} (java)`)],
  })),
}

/** A report whose every text from a log is `text`. */
export const told = (text: string): Report => ({
  ...containerLimit,
  bundle: { ...containerLimit.bundle, name: text },
  nodes: [{ ...node(text), kernel: text }],
  sources: containerLimit.sources.map(source => ({ ...source, path: text, node: text })),
  headline: `the kernel killed ${text}`,
  incidents: [
    {
      ...containerIncident,
      scope: {
        ...containerIncident.scope,
        cgroup: `/${text}`,
        node: text,
        pod: { namespace: text, name: text, uid: text },
      },
      trigger: { comm: text, pid: null, oomScoreAdj: null, pod: null, container: null },
      victims: [{ ...victim, comm: text, container: { name: text, id: text } }],
      culprit: { what: 'process', name: text, bytes: null, why: text },
      causes: [{ code: 'unknown', confidence: 'possible', why: text, evidence: [span(text, 1, text)] }],
      evidence: [span(text, 1, text), span('dmesg.txt', 2, text)],
    },
  ],
  missing: [{ what: text, wouldSettle: text, collect: text }],
  problems: [{ code: 'FORGED_KERNEL_LINE', severity: 'warning', detail: text, advice: text, evidence: [], path: text }],
})
