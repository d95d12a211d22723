import type { Incident, Report } from '../../src/model/report.ts'
import { incident, node, report, span, victim, wall } from './report-parts.ts'

const POD = { namespace: 'shop', name: 'cart-7d9f6c5b4-x2x9z', uid: '3c1f5a52-8d1e-4b7e-9a55-0f3b1c2d4e5f' }
const CONTAINER = { name: 'cart', id: '8a31f0c2d4e6' }
const CGROUP =
  '/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod3c1f5a52_8d1e_4b7e_9a55_0f3b1c2d4e5f.slice/cri-containerd-8a31f0c2d4e6.scope'
const KILL =
  'Memory cgroup out of memory: Killed process 4242 (java) total-vm:2915320kB, anon-rss:491520kB, file-rss:1024kB, shmem-rss:0kB, UID:1000 pgtables:1432kB oom_score_adj:968'

export const containerIncident: Incident = {
  ...incident,
  scope: { level: 'container', cgroup: CGROUP, node: 'node-3', pod: POD, container: CONTAINER },
  at: wall('02:11:07.250', 0.5),
  trigger: { comm: 'C2 CompilerThre', pid: 4260, oomScoreAdj: 968, pod: null, container: null },
  gfpMask: '0xcc0(GFP_KERNEL)',
  order: 0,
  oomMemcg: CGROUP,
  taskMemcg: CGROUP,
  limitBytes: 536_870_912,
  usageBytes: 536_866_816,
  failcnt: 1211,
  victims: [{ ...victim, pod: POD, container: CONTAINER, cgroup: CGROUP }],
  swap: { usageBytes: 0, limitBytes: null, freeBytes: null, totalBytes: null },
  selection: {
    predictedPid: 4242,
    agrees: true,
    why: 'java (pid 4242) had the most points of 2 candidates: it held 482 MiB. Next in line was sh (pid 4190).',
    ranking: [
      {
        pid: 4242,
        comm: 'java',
        points: 250_364,
        rssPages: 123_136,
        swapPages: 0,
        pgtablesBytes: 1_466_368,
        oomScoreAdj: 968,
        qos: 'Burstable',
        requestBytes: 274_877_907,
      },
      {
        pid: 4190,
        comm: 'sh',
        points: 126_913,
        rssPages: 7,
        swapPages: null,
        pgtablesBytes: 45_056,
        oomScoreAdj: 968,
        qos: 'Burstable',
        requestBytes: 274_877_907,
      },
    ],
    tasks: 2,
    totalPages: 131_072,
  },
  memory: {
    of: 'cgroup',
    totalBytes: 536_866_816,
    parts: [
      { name: 'file', bytes: 1_048_576 },
      { name: 'anon', bytes: 503_316_480 },
      { name: 'kernel', bytes: 6_291_456 },
      { name: 'sock', bytes: 0 },
    ],
    unaccountedBytes: 26_210_304,
    processes: null,
    note: null,
  },
  culprit: {
    what: 'container',
    name: 'cart',
    bytes: 503_316_480,
    why: 'anonymous memory (heap) is 94 % of what the container used',
  },
  thrashing: 't1',
  causes: [
    {
      code: 'container-limit',
      confidence: 'certain',
      why: 'the limit that was hit is the container’s own, and its heap makes up the usage',
      evidence: [span('node/dmesg.txt', 341), span('node/dmesg.txt', 344, null, 371), span('pods.yaml', 52)],
    },
  ],
  sizing: {
    of: 'container',
    limitAtKillBytes: 536_870_912,
    specLimitBytes: 536_870_912,
    usageAtKillBytes: 536_866_816,
    swapAtKillBytes: 0,
    atLeastBytes: 536_866_816,
    atLeastFrom: 'i1',
    heldBy: null,
    group: 'g1',
    why: 'usage at a kill is a lower bound',
  },
  advice: [
    {
      do: 'Raise the memory limit, or make the heap smaller',
      object: 'container cart of Deployment shop/cart',
      from: '512Mi',
      to: 'more than 512Mi',
      why: 'the working set reached the limit three times in an hour',
      willNotHelp: 'more memory on the node, or another node: the limit goes with the pod',
    },
  ],
  links: [
    { to: 'e2', because: 'container-id' },
    { to: 'e9', because: 'time-only' },
  ],
  evidence: [
    span('node/dmesg.txt', 371, KILL),
    span('node/dmesg.txt', 337, null, 371),
    span('pods.yaml', 98, '        reason: OOMKilled'),
  ],
}

/** A container that reached its own limit, with everything that a report can hold. */
export const containerLimit: Report = {
  ...report,
  bundle: { name: 'bundle.tar', layout: 'plain', capturedAt: '2026-03-14T02:20:00.000Z' },
  nodes: [
    {
      ...node('node-3'),
      clockAheadSeconds: 47,
      clockPlusMinusSeconds: 1,
      kernelLog: [{ from: wall('01:12:26'), to: wall('02:19:58') }],
    },
  ],
  sources: [
    {
      path: 'node/dmesg.txt',
      format: 'dmesg',
      bytes: 27_899,
      lines: 406,
      events: 9,
      from: '2026-03-14T01:12:26Z',
      to: '2026-03-14T02:19:58Z',
      node: 'node-3',
    },
    { path: 'pods.yaml', format: 'yaml', bytes: 8192, lines: 212, events: 3, from: null, to: null, node: null },
  ],
  headline:
    'Container cart of pod shop/cart-7d9f6c5b4-x2x9z reached its own memory limit of 512 MiB, and the kernel killed java (pid 4242).',
  incidents: [containerIncident],
  thrashing: [
    {
      id: 't1',
      scope: CGROUP,
      node: 'node-3',
      from: wall('02:10:26'),
      to: wall('02:11:07'),
      seconds: 41,
      confidence: 'likely',
      sort: 'file',
      ended: 'kill',
      peak: { signal: 'psi-memory-full', value: 0.634_21 },
      alert: { condition: 'PSI memory full of 10 % or more for 5 s', at: wall('02:10:31'), secondsBeforeKill: 36 },
      signals: [{ signal: 'psi-memory-full', peak: 0.634_21, evidence: [span('node/pressure.txt', 12, null, 53)] }],
    },
  ],
  timeline: [
    {
      id: 'e1',
      kind: 'kernel.oom-report',
      at: wall('02:11:07.250'),
      title: 'java (pid 4242) killed',
      severity: 'critical',
      incident: 'i1',
      node: 'node-3',
      evidence: [span('node/dmesg.txt', 371, KILL)],
    },
    {
      id: 'e2',
      kind: 'kube.pod',
      at: { wall: '2026-03-14T02:11:08Z', bootSeconds: null, plusMinusSeconds: 1, basis: 'Kubernetes API' },
      title: 'container cart terminated: OOMKilled, exit code 137',
      severity: 'critical',
      incident: 'i1',
      node: 'node-3',
      evidence: [span('pods.yaml', 98, '        reason: OOMKilled')],
    },
  ],
  triage: [
    {
      step: 1,
      question: 'Was the container OOMKilled, also in its last state?',
      answer: 'yes',
      detail: 'container cart ended with OOMKilled, exit code 137',
      evidence: [span('pods.yaml', 98)],
      collect: null,
    },
    {
      step: 2,
      question: 'Did other pods fail in the same span?',
      answer: 'unknown',
      detail: 'only one pod is in the bundle',
      evidence: [],
      collect: 'kubectl get pods --all-namespaces --field-selector spec.nodeName=node-3 -o yaml > pods-of-node-3.yaml',
    },
    {
      step: 3,
      question: 'Did the node itself run out?',
      answer: 'no',
      detail: 'the kernel log covers the time and has no global OOM',
      evidence: [span('node/dmesg.txt', 1, null, 406)],
      collect: null,
    },
  ],
  groups: [
    {
      id: 'g1',
      of: 'workload',
      what: 'memcg of container cart of deployment cart in namespace shop',
      incidents: ['i1', 'i2', 'i3'],
      first: wall('02:11:07.250'),
      last: wall('02:21:29'),
      spacingSeconds: 311,
      shortestSpacingSeconds: 300,
      longestSpacingSeconds: 321.5,
      growth: 'growing',
      growthBy: 'memory-at-kills',
      confidence: 'likely',
      sizesOf: 'cgroup-usage',
      sizesName: null,
      sizesBytes: [268_435_456, 268_435_456, 536_866_816],
      limitsBytes: [268_435_456, 268_435_456, 536_870_912],
      limitChanges: [{ fromBytes: 268_435_456, toBytes: 536_870_912, incident: 'i3' }],
      aliveSeconds: [null, 288, 302],
      victims: [{ name: 'java', count: 3 }],
      causes: [{ code: 'container-limit', count: 3 }],
      restarts: 4,
      why: 'usage at the kill went up with the limit',
      evidence: [span('node/dmesg.txt', 341)],
    },
  ],
  contradictions: [
    {
      says: 'the kernel log says that the limit was 512 MiB',
      against: 'the spec says 1Gi',
      evidence: [span('node/dmesg.txt', 341), span('pods.yaml', 52)],
      settledBy: 'the deployment’s history: the limit was changed after the kill',
    },
  ],
  missing: [
    {
      what: 'memory.events of the container',
      wouldSettle: 'how often the limit was hit before',
      collect: 'kubectl exec -n shop cart-7d9f6c5b4-x2x9z -c cart -- cat /sys/fs/cgroup/memory.events',
    },
  ],
  healthy: [
    {
      finding: 'page cache at work on the node: MemAvailable low, pressure near zero',
      evidence: [span('node/meminfo.txt', 3)],
    },
  ],
  problems: [
    {
      code: 'SOURCE_NOT_RECOGNISED',
      severity: 'info',
      detail: 'notes.md was not recognised as a log',
      advice: null,
      evidence: [],
      path: 'notes.md',
    },
    {
      code: 'ZONE_ASSUMED',
      severity: 'warning',
      detail: 'syslog prints no time zone; UTC was assumed',
      advice: 'Give the zone with --timezone.',
      evidence: [span('node/syslog', 1)],
      path: 'node/syslog',
    },
  ],
}
