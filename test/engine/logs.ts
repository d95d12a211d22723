/** Literal kernel lines and Kubernetes objects, put together from what a test needs to vary. */

export const UID = '6f1f0a5e-1b2c-4d3e-8f90-aabbccddeeff'
export const CONTAINER = 'c0ffee00'.repeat(8)

export const podCgroup = (uid: string = UID): string =>
  `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice`
export const containerCgroup = (uid: string = UID, id: string = CONTAINER): string =>
  `${podCgroup(uid)}/cri-containerd-${id}.scope`

export interface Kill {
  readonly pid?: number
  readonly comm?: string
  readonly taskMemcg?: string
  /** Null for a global OOM. */
  readonly oomMemcg?: string | null
  readonly limitKiB?: number
  readonly anonKiB?: number
  readonly trigger?: string
  readonly group?: readonly number[]
}

export const memInfo: readonly string[] = [
  'Mem-Info:',
  'active_anon:4000 inactive_anon:200 isolated_anon:0',
  ' free:400 free_pcp:60 free_cma:0',
  'Node 0 DMA free:1600kB min:1600kB low:2000kB high:2400kB present:15992kB managed:15360kB',
  'lowmem_reserve[]: 0 0 0 0 0',
  'Node 0 DMA: 1*4kB (U) 0*8kB = 4kB',
  '4000 total pagecache pages',
  '0 pages in swap cache',
  'Free swap  = 0kB',
  'Total swap = 0kB',
  '98304 pages RAM',
  '0 pages HighMem/MovableOnly',
  '4096 pages reserved',
]

const killed = (prefix: string, pid: number, comm: string, anonKiB: number): string =>
  `${prefix}: Killed process ${pid} (${comm}) total-vm:${anonKiB + 4000}kB, anon-rss:${anonKiB}kB, file-rss:4kB, shmem-rss:0kB, UID:1000 pgtables:180kB oom_score_adj:968`

/** The lines of one whole report, as kernels since 5.3 print them, without tables of tasks. */
export function killLines(kill: Kill = {}): readonly string[] {
  const { pid = 4242, comm = 'java', taskMemcg = containerCgroup(), limitKiB = 65_536, anonKiB = 64_000 } = kill
  const { oomMemcg = taskMemcg, trigger = comm, group = [] } = kill
  const isMemcg = oomMemcg !== null
  const prefix = isMemcg ? 'Memory cgroup out of memory' : 'Out of memory'
  return [
    `${trigger} invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=968`,
    'CPU: 0 PID: 4000 Comm: other Not tainted 6.1.0-test #1',
    ...(isMemcg
      ? [
          `memory: usage ${limitKiB}kB, limit ${limitKiB}kB, failcnt 12`,
          'swap: usage 0kB, limit 0kB, failcnt 0',
          `Memory cgroup stats for ${oomMemcg}:`,
          `anon ${limitKiB * 1000}`,
          'file 0',
        ]
      : memInfo),
    `oom-kill:constraint=CONSTRAINT_${isMemcg ? 'MEMCG' : 'NONE'},nodemask=(null),cpuset=/,mems_allowed=0,${isMemcg ? `oom_memcg=${oomMemcg}` : 'global_oom'},task_memcg=${taskMemcg},task=${comm},pid=${pid},uid=1000`,
    killed(prefix, pid, comm, anonKiB),
    ...(group.length > 0 ? [`Tasks in ${taskMemcg} are going to be killed due to memory.oom.group set`] : []),
    ...group.map(member => killed(prefix, member, comm, anonKiB)),
  ]
}

/** As `dmesg` prints it: seconds since boot. Lines are a millisecond apart. */
export const raw = (bootSeconds: number, lines: readonly string[]): string =>
  lines.map((line, at) => `[${(bootSeconds + at / 1000).toFixed(6).padStart(12)}] ${line}\n`).join('')

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const two = (value: number): string => String(value).padStart(2, '0')
const clock = (date: Date): string =>
  `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
const monthAndDay = (date: Date): string => `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)}`

/** As `dmesg -T` prints it; `wall` is the time that is printed. */
export const ctime = (wall: string, lines: readonly string[]): string => {
  const date = new Date(wall)
  const stamp = `${DAYS[date.getUTCDay()]} ${monthAndDay(date)} ${clock(date)} ${date.getUTCFullYear()}`
  return lines.map(line => `[${stamp}] ${line}\n`).join('')
}

/** As rsyslog writes the kernel's lines, with their seconds since boot where given. */
export const syslog = (wall: string, lines: readonly string[], host = 'node-1', bootSeconds?: number): string => {
  const date = new Date(wall)
  const boot = (at: number): string =>
    bootSeconds === undefined ? '' : `[${(bootSeconds + at / 1000).toFixed(6).padStart(12)}] `
  return lines.map((line, at) => `${monthAndDay(date)} ${clock(date)} ${host} kernel: ${boot(at)}${line}\n`).join('')
}

/** Records of /dev/kmsg. */
export const kmsg = (bootSeconds: number, lines: readonly string[]): string =>
  lines
    .map(
      (line, at) =>
        `4,${100 + at},${Math.round((bootSeconds + at / 1000) * 1e6)},-;${line.replaceAll('\\', '\\x5c')}\n`,
    )
    .join('')

export interface PodText {
  readonly namespace?: string
  readonly name?: string
  readonly uid?: string
  readonly node?: string | null
  readonly limit?: string
  readonly startTime?: string
  readonly status?: Readonly<Record<string, unknown>>
  readonly containers?: readonly ContainerText[]
}

export interface ContainerText {
  readonly name?: string
  readonly id?: string
  readonly init?: boolean
  readonly limit?: string | null
  readonly restarts?: number
  readonly state?: unknown
  readonly lastState?: unknown
}

export const terminated = (
  finishedAt: string | null,
  { reason = 'OOMKilled', exitCode = 137, id = CONTAINER, startedAt = '2026-01-15T08:00:00Z' } = {},
): unknown => ({
  terminated: {
    exitCode,
    reason,
    startedAt,
    ...(finishedAt === null ? {} : { finishedAt }),
    containerID: `containerd://${id}`,
  },
})

export const running = (startedAt: string): unknown => ({ running: { startedAt } })

/** A pod as `kubectl get pod -o json` prints it. */
export function podObject(pod: PodText = {}): unknown {
  const { namespace = 'shop', name = 'cart-0', uid = UID, node = 'node-1', startTime = '2026-01-15T07:00:00Z' } = pod
  const containers = pod.containers ?? [{}]
  const spec = (container: ContainerText): unknown => ({
    name: container.name ?? 'cart',
    resources: container.limit === null ? {} : { limits: { memory: container.limit ?? pod.limit ?? '64Mi' } },
  })
  const status = (container: ContainerText): unknown => ({
    name: container.name ?? 'cart',
    restartCount: container.restarts ?? 1,
    containerID: `containerd://${container.id ?? CONTAINER}`,
    state: container.state ?? running('2026-01-15T08:00:00Z'),
    lastState: container.lastState ?? {},
  })
  const of = (init: boolean) => containers.filter(container => (container.init ?? false) === init)
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, uid, creationTimestamp: startTime },
    spec: {
      ...(node === null ? {} : { nodeName: node }),
      containers: of(false).map(spec),
      ...(of(true).length > 0 ? { initContainers: of(true).map(spec) } : {}),
    },
    status: {
      phase: 'Running',
      startTime,
      qosClass: 'Burstable',
      containerStatuses: of(false).map(status),
      ...(of(true).length > 0 ? { initContainerStatuses: of(true).map(status) } : {}),
      ...pod.status,
    },
  }
}

export const list = (...items: readonly unknown[]): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)

export interface EventText {
  readonly reason: string
  readonly message: string
  readonly at?: string
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
  readonly objectUid?: string
  readonly uid?: string
  readonly host?: string
  readonly annotations?: Readonly<Record<string, string>>
}

let serial = 0

/** An Event as `kubectl get events -o json` prints it. */
export function eventObject(event: EventText): unknown {
  const { reason, message, at = '2026-01-15T08:30:10Z', kind = 'Pod', name = 'cart-0', namespace = 'shop' } = event
  serial += 1
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${name}.17a${serial}`,
      namespace: kind === 'Node' ? 'default' : namespace,
      uid: event.uid ?? `e0000000-0000-4000-8000-${String(serial).padStart(12, '0')}`,
      creationTimestamp: at,
      ...(event.annotations ? { annotations: event.annotations } : {}),
    },
    involvedObject: {
      kind,
      name,
      ...(kind === 'Node' ? { uid: name } : { namespace }),
      ...(event.objectUid === undefined ? {} : { uid: event.objectUid }),
    },
    reason,
    message,
    type: 'Warning',
    count: 1,
    firstTimestamp: at,
    lastTimestamp: at,
    source: { component: 'kubelet', host: event.host ?? 'node-1' },
  }
}

/** A Node as `kubectl get node -o json` prints it. */
export const nodeObject = (
  name = 'node-1',
  kubeletVersion = 'v1.31.2',
  pressure = 'False',
  at = '2026-01-15T08:35:00Z',
): unknown => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, uid: `uid-of-${name}` },
  status: {
    capacity: { memory: '4Gi' },
    allocatable: { memory: '3Gi' },
    conditions: [
      { type: 'MemoryPressure', status: pressure, lastHeartbeatTime: at, lastTransitionTime: '2026-01-10T00:00:00Z' },
    ],
    addresses: [{ type: 'Hostname', address: name }],
    nodeInfo: { bootID: 'b'.repeat(36), machineID: 'm'.repeat(32), kernelVersion: '6.1.0-test', kubeletVersion },
  },
})
