import type { IncidentCase } from '../model/case.ts'
import type { ScopeLevel } from '../model/report.ts'

const CGROUP_LEVELS: readonly ScopeLevel[] = ['container', 'pod', 'qos', 'service', 'slice', 'cgroup', 'unknown']

/** A cgroup below the node's own pool ran out: its parts are its own affair. */
export const isInCgroup = ({ incident }: IncidentCase): boolean =>
  incident.kind === 'memcg' && CGROUP_LEVELS.includes(incident.scope.level)

/** The node ran out, or the pool that it has for all pods together. */
export const isOnNode = ({ incident }: IncidentCase): boolean =>
  incident.kind === 'global' || (incident.kind === 'memcg' && incident.scope.level === 'node-allocatable')

/** What "the node ran out" means for this incident; all pods together can run out although the node has memory left. */
export const nodeRanOut = ({ incident }: IncidentCase): string =>
  incident.scope.level === 'node-allocatable'
    ? 'all pods together reached what the node may give to pods'
    : 'the node itself ran out of memory'

/** What a share of the account is a share of. */
export const ofWhat = ({ incident }: IncidentCase): string =>
  incident.scope.level === 'node-allocatable' ? 'of what all pods hold together' : 'of RAM'
