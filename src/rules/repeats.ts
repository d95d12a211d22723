import { formatBytes, formatSeconds } from '../model/bytes.ts'
import type { IncidentCase } from '../model/case.ts'
import type { IncidentGroup } from '../model/report.ts'

const known = (values: readonly (number | null)[]): readonly number[] => values.filter(value => value !== null)

/** The memory at the first and at the last kill, where the reading is by that. */
function between({ growthBy, sizesBytes }: IncidentGroup): string {
  const sizes = known(sizesBytes)
  const [first, last] = [sizes[0], sizes.at(-1)]
  if (growthBy !== 'memory-at-kills' || first === undefined || last === undefined) return ''
  return ` (${formatBytes(first)} at the first, ${formatBytes(last)} at the last)`
}

function readingOf(group: IncidentGroup): string {
  const isKill = group.victims.length > 0
  switch (group.growth) {
    case 'flat':
      return isKill
        ? '; memory was the same each time, which a limit forces: it does not tell a leak from a limit that is too small'
        : ''
    case 'growing':
      return group.growthBy === 'usage-before'
        ? '; usage rose slowly up to the kill, as with a leak'
        : `; memory at the kill grew${between(group)}`
    case 'sudden':
      return group.growthBy === 'time-alive'
        ? '; the last life was far shorter than those before'
        : `; it came all at once${between(group)}, as with a burst`
    default:
      return ''
  }
}

/**
 * A sentence about all kills of the same workload: how many, how far apart, and what changed between them. Empty where
 * there is one.
 */
export function repeatsOf({ repeats }: IncidentCase): string {
  // Cgroups that the log does not name may be of several workloads.
  if (repeats === null || repeats.of === 'unnamed') return ''
  const { incidents, spacingSeconds, victims } = repeats
  const spacing = spacingSeconds === null || spacingSeconds < 1 ? '' : `, about ${formatSeconds(spacingSeconds)} apart`
  const what = victims.length > 0 ? 'The same workload was killed' : 'The same limit was reached'
  return ` ${what} ${incidents.length} times in this bundle${spacing}${readingOf(repeats)}.`
}
