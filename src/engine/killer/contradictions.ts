import type { Contradiction, Incident } from '../../model/report.ts'
import type { Act } from '../incident/act.ts'
import type { KernelLogs } from '../report/kernel-logs.ts'

/** systemd tells of a kill by the kernel, whose log of that node and time is there and holds none. */
export function silentKernels(acts: readonly (readonly [Act, Incident])[], logs: KernelLogs): readonly Contradiction[] {
  return acts.flatMap(([{ digests, units }, incident]) => {
    const [unit] = units
    if (!unit || digests.length > 0 || incident.kind !== 'unknown' || !logs.covers(incident)) return []
    return [
      {
        says: `systemd says that a process of ${unit.unit} was killed for lack of memory`,
        against: 'the kernel log of that node and time, which holds no report of it',
        evidence: units.flatMap(({ evidence }) => evidence),
        settledBy: 'nothing in these files: the kernel suppresses reports by a rate limit, and logs lose lines',
      },
    ]
  })
}
