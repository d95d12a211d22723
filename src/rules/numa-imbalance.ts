import { bytesOf } from '../model/account-parts.ts'
import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import { cited } from './evidence.ts'
import { percent, shareOf } from './parts.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { podObject, victimName } from './subject.ts'

/** Where the report does not tell of its zones. The account is of the whole machine, also where the report's zones are those of the allowed nodes only. */
function freeClause({ incident }: IncidentCase): string {
  const { memory } = incident
  if (memory?.of !== 'node') return ''
  return ` On the whole machine ${formatBytes(bytesOf(memory, 'free'))} (${percent(shareOf(memory, 'free'))}) were free.`
}

export const numaImbalance: Rule = {
  id: 'numa-imbalance',
  title: 'The allowed NUMA nodes could not give the memory',
  explains:
    'A cpuset or a memory policy binds the process to some NUMA nodes. Those could not serve it, whatever was free on the others: they ran out, or what they have free lies in a zone that the request may not use, such as Movable of a hot-plugged node.',
  grounds: "The kernel's own constraint: CONSTRAINT_CPUSET or CONSTRAINT_MEMORY_POLICY.",
  criteria: { certain: 'The kernel names the constraint itself.' },
  remedy: 'Allow more nodes, or prefer them instead of binding to them. Memory on other nodes does not help.',
  check(incidentCase) {
    const { incident, report } = incidentCase
    if (incident.kind !== 'cpuset' && incident.kind !== 'mempolicy') return null
    const nodes = incident.kind === 'cpuset' ? report?.memsAllowed : report?.nodemask
    const bound = incident.kind === 'cpuset' ? 'a cpuset' : 'a memory policy'
    const where = `The request was bound by ${bound} to ${nodes ? `NUMA node ${nodes}` : 'some NUMA nodes'}`
    const { allocation } = incident
    return verdict(
      'numa-imbalance',
      'certain',
      allocation?.why
        ? `${where}. ${allocation.why}`
        : `${where}, and these could not give the memory.${freeClause(incidentCase)}`,
      cited(incidentCase, report?.chosen?.span, report?.memInfo?.span),
      advise(
        "Allow more nodes (cpuset.mems, numactl --membind, the kubelet's memory manager policy), or use a preferred policy instead of a bound one.",
        podObject(incidentCase) ?? victimName(incidentCase) ?? 'the bound process',
        'Memory on the other nodes cannot be used by a process that is bound away from them.',
        'More memory on other nodes, or a lower limit for their processes.',
      ),
    )
  },
}
