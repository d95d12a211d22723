import type { Report } from '../../model/report.ts'
import type { ScopeSeries } from './specs.ts'

const isIn = (cgroup: string | null, scope: string): boolean =>
  cgroup === scope || (cgroup?.startsWith(`${scope}/`) ?? false)

/** Whether a scope is a node, a victim's, or one that thrashed. */
export const mayConcern = ({ scope }: ScopeSeries, { incidents, thrashing }: Report): boolean =>
  scope === 'node' ||
  thrashing.some(window => window.scope === scope) ||
  incidents.some(({ oomMemcg, victims, scope: own }) =>
    [oomMemcg, own.cgroup, ...victims.map(({ cgroup }) => cgroup)].some(cgroup => isIn(cgroup, scope)),
  )
