import { formatBytes } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { HeapExhausted } from '../model/node-log.ts'
import { endOf } from './events.ts'
import { cited } from './evidence.ts'
import { advise, type Rule, verdict } from './rule.ts'
import { containerObject } from './subject.ts'

const WHERE: Readonly<Record<HeapExhausted['ranOut'], string>> = {
  'own-limit': 'a limit of its own, not of the container',
  refused: 'the system refused it memory, without killing anything',
  unknown: 'whether by a limit of its own, the line does not say',
}

const limitOf = ({ witnesses }: IncidentCase): string => {
  const limitBytes = witnesses[0]?.container?.limitBytes ?? null
  return limitBytes === null ? 'the memory limit' : `the memory limit of ${formatBytes(limitBytes)}`
}

/** Where a line only names the pod, another of its containers may be the one that ended. */
const isSameContainer = ({ incident, heaps }: IncidentCase): boolean =>
  incident.victims.some(
    ({ container }) => container?.name != null && container.name === heaps[0]?.subject.container?.name,
  )

export const runtimeHeap: Rule = {
  id: 'not-oom:runtime-heap',
  title: 'The runtime ran out of its own heap',
  explains:
    'Java, Node.js, PHP and others have a limit of their own for memory, and programs may be refused memory by the system. They fail by themselves then; the kernel kills nothing. An end by SIGKILL after that is by a probe or by whoever takes the container down.',
  grounds:
    'A line of the container in which its runtime says that it got no more memory, before an end by SIGKILL without memory evidence.',
  criteria: {
    likely: 'The line is of the container that ended; it does not say who ended it.',
    possible: 'The line is only known to be of the same pod.',
  },
  remedy:
    "Tell a leak from a heap that is too small by a heap dump, and raise the runtime's own limit if it is. Where no container ended by SIGKILL there is no incident: the headline and the timeline say it.",
  check(incidentCase) {
    const [heap] = incidentCase.heaps
    if (incidentCase.incident.kind !== 'sigkill' || !heap) return null
    return verdict(
      'not-oom:runtime-heap',
      isSameContainer(incidentCase) ? 'likely' : 'possible',
      `The runtime gave up by itself before the container ended: ${heap.says} (${WHERE[heap.ranOut]}). No kill by the kernel is shown.`,
      cited(incidentCase, ...heap.evidence, ...(endOf(incidentCase)?.evidence ?? [])),
      advise(
        heap.ranOut === 'refused'
          ? 'Find what holds the memory, and which limit refused more: ulimit -v, vm.overcommit_memory, the number of threads.'
          : "Take a heap dump to tell a leak from a heap that is too small; if it is too small, raise the runtime's own limit (-Xmx, --max-old-space-size, memory_limit).",
        containerObject(incidentCase),
        heap.ranOut === 'own-limit'
          ? `A limit of the runtime stopped it before ${limitOf(incidentCase)} did.`
          : `The program failed by itself; ${limitOf(incidentCase)} killed nothing that the bundle shows.`,
        'Raising the memory limit of the container alone.',
      ),
    )
  },
}
