import type { LabEvent } from '../../corpus/lab/kernel/events.ts'
import type { Truth } from '../../corpus/lab/truth.ts'

const POD = '/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b.slice'
export const BOX = `${POD}/cri-containerd-c0ffee.scope`

const process = {
  pid: 133,
  comm: 'java',
  cgroup: BOX,
  oomScoreAdj: 968,
  startedAtSeconds: 3,
  endedAtSeconds: 7,
  signal: 9,
  exitCode: null,
  by: 'kernel',
} as const

/** A container of a pod, killed at its limit. */
export const truth: Truth = {
  scenario: 'container-limit',
  about: 'A container leaks past its own limit',
  kernel: { release: '6.1.0-50-cloud-amd64', version: '#1 SMP' },
  memTotalKiB: 217_748,
  cgroupVersion: 2,
  bootedAt: '2026-11-25T09:53:00.000Z',
  kind: 'memcg',
  reached: [BOX],
  thrashes: null,
  stalledSeconds: 0,
  pods: [
    {
      name: 'cart',
      uid: '0a1b',
      qos: 'burstable',
      cgroup: POD,
      limitMiB: null,
      containers: [{ name: 'app', id: 'c0ffee', cgroup: BOX, limitMiB: 64 }],
    },
  ],
  processes: [process],
}

export const events: readonly LabEvent[] = [
  { event: 'counters', cgroup: BOX, hits: 1, kills: 1, stalledMicroseconds: 0 },
  { event: 'finished', oomKills: 1, stalledMicroseconds: 0 },
]

export const log: string = [
  '4,298,7060000,-;java invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=968',
  `6,299,7061000,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),oom_memcg=${BOX},task=java,pid=133,uid=0`,
  '3,300,7062000,-;Memory cgroup out of memory: Killed process 133 (java) total-vm:65740kB, anon-rss:65196kB',
  '',
].join('\n')
