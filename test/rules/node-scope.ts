import type { Incident } from '../../src/model/report.ts'
import { scope } from './cases.ts'

/** The node ran out. */
export const onNode = (parts: Partial<Incident> = {}): Partial<Incident> => ({
  kind: 'global',
  scope: scope({ level: 'node', node: 'worker-3' }),
  ...parts,
})

/** All pods together reached what the node gives to pods. */
export const pooled = (parts: Partial<Incident> = {}): Partial<Incident> => ({
  kind: 'memcg',
  scope: scope({ level: 'node-allocatable', cgroup: '/kubepods.slice' }),
  ...parts,
})
