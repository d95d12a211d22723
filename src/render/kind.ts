import type { Incident, ScopeLevel } from '../model/report.ts'

const LIMIT_OF: Readonly<Record<ScopeLevel, string>> = {
  container: 'the container reached its own limit',
  pod: 'the pod reached its limit',
  qos: 'a QoS tier reached its limit',
  'node-allocatable': 'all pods together reached what the node may give them; no limit of one pod',
  service: 'the service reached its own limit',
  slice: 'the slice reached its limit',
  cgroup: 'the cgroup reached its limit',
  numa: 'whose limit is not in the evidence',
  node: 'whose limit is not in the evidence',
  unknown: 'whose limit is not in the evidence',
}

function nature({ kind, killer, scope }: Incident): string {
  switch (kind) {
    case 'memcg':
      return `memory cgroup OOM: ${LIMIT_OF[scope.level]}`
    case 'global':
      return 'node OOM (global): the node itself could not give the memory'
    case 'cpuset':
      return 'cpuset OOM: the memory nodes of a cpuset could not give the memory'
    case 'mempolicy':
      return 'memory policy OOM: the memory nodes of a policy could not give the memory'
    case 'sysrq':
      return 'OOM kill by SysRq: someone asked for it'
    case 'userspace':
      if (killer === 'lowmemorykiller') return "kill by Android's lowmemorykiller driver, not by the OOM killer"
      return `kill in user space by ${killer === 'unknown' ? 'an unknown killer' : killer}, not by the kernel`
    case 'eviction':
      return 'kubelet eviction: a decision, not an OOM kill'
    case 'sigkill':
      return 'SIGKILL (137): no evidence of an OOM kill'
    case 'unknown':
      return 'OOM of a kind that is not in the evidence'
  }
}

/** What happened, in the words of the people who run nodes. */
export function kindInWords(incident: Incident): string {
  const { kind, killer, panic } = incident
  const by =
    kind === 'userspace' || kind === 'eviction' || killer === 'kernel' || killer === 'unknown'
      ? ''
      : `; killer: ${killer}`
  return nature(incident) + by + (panic ? '; the kernel panicked' : '')
}

/** True where a boundary was reached; elsewhere `scope` only says where it happened. */
export const ranOut = ({ kind, scope }: Incident): boolean =>
  kind === 'memcg' ||
  kind === 'global' ||
  kind === 'cpuset' ||
  kind === 'mempolicy' ||
  // systemd's word for a unit does not say whose memory it was.
  (kind === 'unknown' && scope.level !== 'service')
