import { cgroupTerms } from './cgroups.ts'
import { choiceTerms } from './choice.ts'
import { daemonTerms } from './daemons.ts'
import { kubernetesTerms } from './kubernetes.ts'
import { memoryTerms } from './memory.ts'
import { pressureTerms } from './pressure.ts'
import { reportTerms } from './report.ts'
import { signalTerms } from './signals.ts'
import { zoneTerms } from './zones.ts'
import type { Term } from './term.ts'

/** Terms by subject. */
export const TERMS: Readonly<Record<string, readonly Term[]>> = {
  'How the kernel chooses whom to kill, and how it kills': choiceTerms,
  "Words in the kernel's report": reportTerms,
  'Zones, nodes and free lists': zoneTerms,
  'Memory cgroups': cgroupTerms,
  'Kinds of memory, and how they are counted': memoryTerms,
  'Pressure and reclaim': pressureTerms,
  'Signs of thrashing, as the report names them': signalTerms,
  Kubernetes: kubernetesTerms,
  'Killers outside the kernel': daemonTerms,
}
