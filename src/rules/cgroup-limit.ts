import { bytesOf, CACHE_PARTS, KERNEL_PARTS } from '../model/account-parts.ts'
import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import { cited, killSpan, memcgSpans } from './evidence.ts'
import { numberOf } from './number.ts'
import { repeatsOf } from './repeats.ts'
import { type Rule, verdict } from './rule.ts'
import { cgroupObject } from './subject.ts'

const LIMITS: Readonly<Record<string, string>> = {
  service: "the service's own MemoryMax",
  slice: "the slice's MemoryMax, shared by all units in it",
  qos: 'the limit of a whole QoS class of pods',
  cgroup: 'the limit of this memory cgroup',
  unknown: 'the limit of a memory cgroup; the log does not say of which',
}

const ADVICE: Readonly<Record<string, string>> = {
  service: 'Find out what the service holds; raise MemoryMax= of the unit only if that is what it should hold.',
  slice: 'See which unit of the slice grew; cap that one, or raise MemoryMax= of the slice.',
  qos: "See which pod of the class grew, and give it a limit of its own; the class limit comes from the kubelet's qosReserved.",
  cgroup: 'Find out what its processes hold; raise the limit where it was set only if that is what they should hold.',
  unknown: 'Get the whole kernel report: its oom-kill line names the cgroup whose limit was hit.',
}

function isOtherMemory({ incident }: IncidentCase): boolean {
  const { memory } = incident
  if (!memory) return false
  const heap = bytesOf(memory, 'anonymous')
  return [['shmem'], CACHE_PARTS, KERNEL_PARTS].some(names => bytesOf(memory, ...names) > heap)
}

export const cgroupLimit: Rule = {
  id: 'cgroup-limit',
  title: 'A service or another cgroup reached its memory limit',
  explains:
    'A boundary outside a Kubernetes container was hit: a systemd unit, a slice with several units, a QoS class or another cgroup. Everything in it shares that limit.',
  grounds:
    'A memcg kill whose limiting cgroup is a service, slice, QoS class or other cgroup, or is not named, and where no other kind of memory outweighs what processes allocated.',
  criteria: { certain: 'The log names the cgroup whose limit was hit.', likely: 'The log does not name it.' },
  remedy: 'Find out what the service or cgroup holds; raise `MemoryMax=` only if that is what it should hold.',
  check(incidentCase) {
    const { incident } = incidentCase
    const { level } = incident.scope
    const limit = LIMITS[level]
    if (incident.kind !== 'memcg' || limit === undefined || isOtherMemory(incidentCase)) return null
    const { limitBytes } = incident
    const size = limitBytes === null ? null : formatBytes(limitBytes)
    const number = numberOf(incidentCase)
    const anywhere = 'More memory on the machine: this limit holds on any machine.'
    return verdict(
      'cgroup-limit',
      level === 'unknown' ? 'likely' : 'certain',
      `What was hit is ${limit}${size === null ? '' : `: ${size}`}.${repeatsOf(incidentCase)}`,
      cited(incidentCase, killSpan(incidentCase), ...memcgSpans(incidentCase)),
      {
        do: ADVICE[level] ?? '',
        object: cgroupObject(incidentCase),
        from: size,
        to: size === null || level === 'unknown' ? null : number.to,
        why: number.why,
        willNotHelp:
          level === 'unknown' ? null : [number.willNotHelp, anywhere].filter(each => each !== null).join(' '),
      },
    )
  },
}
