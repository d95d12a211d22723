import { formatSeconds } from '../../model/bytes.ts'
import type { Contradiction } from '../../model/report.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Bounds, Combined } from './bounds.ts'

const middle = ({ from, to }: Bounds): number => (from + to) / 2

function disagreement(path: string, trusted: Bounds, other: Bounds, more: number): Contradiction {
  const apart = Math.round(middle(other) - middle(trusted))
  const again = more === 0 ? '' : ` (${more} more like this)`
  return {
    says: `${path}: by ${other.basis} its lines are ${formatSeconds(Math.abs(apart))} ${apart < 0 ? 'earlier' : 'later'} than by ${trusted.basis}${again}`,
    against: other.zoneAssumed ? `${other.basis}, with an assumed zone` : other.basis,
    evidence: [trusted.span, other.span].filter(span => span !== null),
    settledBy: `${trusted.basis} is used`,
  }
}

/** What says otherwise about the clock of one log, each sort of witness once. */
export function contradictionsOf(path: string, { conflicts }: Combined): readonly Contradiction[] {
  const byBasis = groupBy(conflicts, ([, other]) => other.basis)
  return [...byBasis.values()].map(([[trusted, other], ...more]) => disagreement(path, trusted, other, more.length))
}
