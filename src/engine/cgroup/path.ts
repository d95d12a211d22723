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
const POOL = /^(?:[a-z]+-)*kubepods(?:\.slice)?$/
const TIER = /(?:^|-)(?:burstable|besteffort)(?:\.slice)?$/
const LXC = /^(?:lxc|lxc\.payload(?:\..+)?)$/

/** systemd writes a dash inside a name as `\x2d`. */
const unescaped = (path: string): string => path.replace(/\\x2d/g, '-')

function idBelow(parts: readonly string[], from: number): string | null {
  for (const part of parts.slice(from)) {
    const id = ID.exec(part)?.[1]
    if (id !== undefined) return id
  }
  return null
}

function levelOutsidePods(parts: readonly string[]): ScopeLevel {
  const last = parts.at(-1) ?? ''
  if (POOL.test(last)) return 'node-allocatable'
  const above = parts.at(-2)
  if (TIER.test(last) && (last.includes('kubepods') || (above !== undefined && POOL.test(above)))) return 'qos'
  if (parts.some(part => LXC.test(part)) && parts.length > 1) return 'container'
  if (last.endsWith('.service')) return 'service'
  if (last.endsWith('.slice')) return 'slice'
  return 'cgroup'
}

/**
 * Reads a cgroup path as kubelet (cgroupfs and systemd driver), containerd, CRI-O, docker, podman, LXC and systemd write
 * it. Kubernetes: pkg/kubelet/cm/cgroup_manager_linux.go; the table is in docs/architecture.md.
 */
export function placeOf(cgroup: string): CgroupPlace {
  const parts = unescaped(cgroup)
    .split('/')
    .filter(part => part !== '')
  if (parts.length === 0) return { level: 'unknown', podUid: null, containerId: null }
  const podAt = parts.findLastIndex(part => UID.test(part))
  if (podAt === -1) {
    const containerId = idBelow(parts, 0)
    const level = containerId === null ? levelOutsidePods(parts) : 'container'
    return { level, podUid: null, containerId }
  }
  const podUid = UID.exec(parts[podAt] ?? '')?.[1]?.replaceAll('_', '-') ?? null
  const containerId = idBelow(parts, podAt)
  const isDeeper = podAt < parts.length - 1
  return { level: containerId !== null || isDeeper ? 'container' : 'pod', podUid, containerId }
}

/** True when `inner` is `outer` or lies below it. */
export const isWithin = (inner: string, outer: string): boolean =>
  inner === outer || inner.startsWith(outer.endsWith('/') ? outer : `${outer}/`)
