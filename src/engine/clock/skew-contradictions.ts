import { formatDifference } from '../../model/bytes.ts'
import type { Contradiction } from '../../model/report.ts'
import { isNotable, type Skew } from './skew.ts'

const byNode = ([a]: readonly [string, Skew], [b]: readonly [string, Skew]): number => (a < b ? -1 : Number(a > b))

/** What nodes' clocks say against the API server's, where the difference matters. */
export const skewContradictions = (skews: ReadonlyMap<string, Skew>): readonly Contradiction[] =>
  [...skews]
    .filter(([, skew]) => isNotable(skew))
    .sort(byNode)
    .map(([node, { aheadSeconds, plusMinusSeconds, evidence }]) => ({
      says: `The clock of node ${node} runs ${formatDifference(Math.abs(aheadSeconds))} ±${formatDifference(plusMinusSeconds)} ${aheadSeconds > 0 ? 'ahead of' : 'behind'} the API server's`,
      against: 'times that the API server and the control plane have stamped',
      evidence,
      settledBy:
        'times of this node stay on its own clock; compare them with other nodes by this difference, and see chronyc tracking or timedatectl on the node',
    }))
