import type { Incident, Missing } from '../../model/report.ts'
import type { KnownPod } from '../kubernetes/pod-index.ts'
import { kernelLogCommand, PRESSURE_COMMAND, podsOfNodeCommand } from './commands.ts'
import type { KernelLogs } from './kernel-logs.ts'

const OOMD_LOG_COMMAND = 'journalctl -u systemd-oomd --no-pager -o short-iso-precise > systemd-oomd.log'

const around = (incident: Incident): string =>
  incident.at.wall === null ? '' : ` around ${incident.at.wall.slice(0, 19)}Z`

function whatIsThere({ partial }: Incident): string {
  if (partial === null) return 'only other programs tell of it'
  return partial === 'rate-limited' ? 'the kernel printed one line only' : 'only a part of it is in the bundle'
}

function ofIncident(incident: Incident, pods: readonly KnownPod[], logs: KernelLogs): readonly Missing[] {
  const { node } = incident.scope
  const on = node === null ? 'the node' : `node ${node}`
  const lacks: Missing[] = []
  const isOpen = (incident.kind === 'unknown' || incident.kind === 'sigkill') && !logs.covers(incident)
  if (isOpen) {
    const isThere = node !== null && logs.nodes.has(node)
    const what = isThere
      ? 'the kernel log, which is there, but not known to cover the time,'
      : logs.hasNameless
        ? 'a sign of which node the kernel log is of, or the kernel log'
        : 'the kernel log'
    lacks.push({
      what: `${what} of ${on}${around(incident)}`,
      wouldSettle: 'whether the kernel killed it, and whether its own limit or the node ran out',
      collect: kernelLogCommand(node),
    })
  } else if (incident.killer === 'kernel' && !incident.complete) {
    lacks.push({
      what: `the whole report of the kill${around(incident)}: ${whatIsThere(incident)}`,
      wouldSettle: 'where the memory was and why this victim was chosen',
      collect: kernelLogCommand(node),
    })
  }
  if (incident.killer === 'systemd-oomd' && incident.scope.level === 'service' && incident.scope.cgroup === null) {
    lacks.push({
      what: `the log of systemd-oomd${around(incident)}`,
      wouldSettle: 'which policy fired, with its numbers',
      collect: OOMD_LOG_COMMAND,
    })
  }
  const isInPod = incident.victims.some(victim => victim.pod?.uid != null && victim.pod.name === null)
  if (isInPod) {
    lacks.push({
      what: `the pods of ${on}`,
      wouldSettle:
        pods.length === 0
          ? 'the names of the pods, which are known by UID only'
          : 'the names of the pods that the bundle does not hold',
      collect: podsOfNodeCommand(node),
    })
  }
  return lacks
}

/** What the bundle does not hold and what it would settle, each once. */
export function missingOf(
  incidents: readonly Incident[],
  pods: readonly KnownPod[],
  logs: KernelLogs,
  hasPressure: boolean,
): readonly Missing[] {
  const all = incidents.flatMap(incident => ofIncident(incident, pods, logs))
  const hasKill = incidents.some(({ killer, kind }) => killer === 'kernel' || kind === 'userspace')
  if (hasKill && !hasPressure) {
    all.push({
      what: 'pressure data from before the kill',
      wouldSettle: 'whether the node or the container was thrashing for minutes before it',
      collect: PRESSURE_COMMAND,
    })
  }
  const seen = new Set<string>()
  return all.filter(({ what, collect }) => {
    const key = `${what}\n${collect}`
    return !seen.has(key) && seen.add(key)
  })
}
