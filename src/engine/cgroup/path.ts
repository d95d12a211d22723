import type { ScopeLevel } from '../../model/report.ts'

/** What a cgroup path says about whose cgroup it is. */
export interface CgroupPlace {
  readonly level: ScopeLevel
  /** UID with dashes; 32 hexadecimal digits without dashes for a static pod (its configuration's hash). */
  readonly podUid: string | null
  readonly containerId: string | null
}

const UID =
  /pod([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32})(?:\.slice)?(?=$|:)/
const ID = /(?:^|[-:])([0-9a-f]{64})(?:\.scope)?$/
/** conmon watches a container from outside of it; its cgroup bears the container's ID all the same. */
const MONITOR = /(?:^|-)conmon-[0-9a-f]{64}(?:\.scope)?$/
const POOL = /^(?:.+-)?kubepods(?:\.slice)?$/
const TIER = /(?:^|-)(?:burstable|besteffort)(?:\.slice)?$/
/** Leaves that crun, podman and LXC make inside a container's cgroup for its processes; the limit stays above. */
const INNER = /^(?:container|ns)$/

/** systemd writes a dash inside a name as `\x2d`, and /dev/kmsg writes that backslash as `\x5c`. */
export const unescapedPath = (path: string): string => path.replace(/(?:\\x5c|\\)x2d/g, '-')

const idOf = (part: string): string | null => (MONITOR.test(part) ? null : (ID.exec(part)?.[1] ?? null))

/** Where the cgroup of an LXC container stands: `/lxc/NAME`, `/lxc.payload/NAME`, `/lxc.payload.NAME`. */
function lxcAt(parts: readonly string[]): number {
  const at = parts.findLastIndex(part => part === 'lxc' || part.startsWith('lxc.payload'))
  if (at === -1 || parts[at]?.startsWith('lxc.payload.')) return at
  return at + 1 < parts.length ? at + 1 : -1
}

/** The cgroup of a container ends with it: what lies deeper has a limit of its own. */
const endsAt = (parts: readonly string[], at: number): boolean =>
  at === parts.length - 1 || (at === parts.length - 2 && INNER.test(parts.at(-1) ?? ''))

function levelByName(parts: readonly string[]): ScopeLevel {
  const last = parts.at(-1) ?? ''
  if (last.endsWith('.service')) return 'service'
  if (last.endsWith('.slice')) return 'slice'
  return 'cgroup'
}

function poolLevel(parts: readonly string[]): ScopeLevel | null {
  const last = parts.at(-1) ?? ''
  if (POOL.test(last)) return 'node-allocatable'
  const isTier = TIER.test(last) && (last.includes('kubepods') || POOL.test(parts.at(-2) ?? ''))
  return isTier ? 'qos' : null
}

function outsidePods(parts: readonly string[]): CgroupPlace {
  const pool = poolLevel(parts)
  if (pool !== null) return { level: pool, podUid: null, containerId: null }
  const at = parts.findLastIndex(part => idOf(part) !== null)
  const lxc = lxcAt(parts)
  const isOwn = (at !== -1 && endsAt(parts, at)) || (lxc !== -1 && endsAt(parts, lxc))
  return { level: isOwn ? 'container' : levelByName(parts), podUid: null, containerId: idOf(parts[at] ?? '') }
}

function inPod(parts: readonly string[], podAt: number): CgroupPlace {
  const podUid = UID.exec(parts[podAt] ?? '')?.[1]?.replaceAll('_', '-') ?? null
  const at = parts.findIndex((part, index) => index >= podAt && idOf(part) !== null)
  if (at !== -1) {
    return { level: endsAt(parts, at) ? 'container' : levelByName(parts), podUid, containerId: idOf(parts[at] ?? '') }
  }
  const below = parts.slice(podAt + 1)
  const [child = ''] = below
  // Runtimes put containers directly below the pod, under names that need not hold a whole ID.
  const level = below.length === 0 ? 'pod' : below.length === 1 && !MONITOR.test(child) ? 'container' : 'cgroup'
  return { level, podUid, containerId: null }
}

/**
 * Reads a cgroup path as kubelet (cgroupfs and systemd driver), containerd, CRI-O, docker, podman, LXC and systemd write
 * it. Kubernetes: pkg/kubelet/cm/cgroup_manager_linux.go; the table is in docs/architecture.md.
 */
export function placeOf(cgroup: string): CgroupPlace {
  const parts = unescapedPath(cgroup)
    .split('/')
    .filter(part => part !== '')
  if (parts.length === 0) return { level: 'unknown', podUid: null, containerId: null }
  const podAt = parts.findLastIndex(part => UID.test(part))
  return podAt === -1 ? outsidePods(parts) : inPod(parts, podAt)
}

/** What the paths of one cgroup have in common, whether they end with a slash or not. */
export const pathKey = (path: string): string => path.replace(/(?<!\/)\/+$/, '')

/** True when `inner` is `outer` or lies below it. */
export function isWithin(inner: string, outer: string): boolean {
  const [below, above] = [pathKey(inner), pathKey(outer)]
  return below === above || below.startsWith(`${above}/`)
}

/** Keys of a path and of all above it: where that of another is among them, this one is that one or lies below it. */
export function keysAbove(path: string): readonly string[] {
  const keys = [pathKey(path)]
  for (let key = keys[0] ?? ''; key.includes('/'); ) {
    key = key.slice(0, key.lastIndexOf('/'))
    keys.push(key)
  }
  return keys
}
