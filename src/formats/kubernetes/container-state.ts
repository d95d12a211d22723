import { bareContainerId } from '../../model/identity.ts'
import type { ContainerState } from '../../model/kubernetes.ts'
import { integerOf, textOf } from './fields.ts'
import { evidenceOf, type Places } from './place.ts'
import type { ApiTime } from './rfc3339.ts'
import type { Value } from './value.ts'

/** Reads a time that the pod's kubelet has set. */
export type ReadTime = (value: Value | null) => ApiTime | null

const PHASES = ['terminated', 'running', 'waiting'] as const

/** What to cite of each phase, the most telling first. */
const CITED = {
  terminated: ['reason', 'exitCode', 'finishedAt', 'containerID'],
  running: ['startedAt'],
  waiting: ['reason', 'message'],
} as const satisfies Record<ContainerState['phase'], readonly string[]>

/** Reads `state` or `lastState` of a container status; null for the empty one. */
export function readState(state: Value | null, places: Places, time: ReadTime): ContainerState | null {
  for (const phase of PHASES) {
    const body = state?.get(phase)
    if (!body) continue
    return {
      phase,
      reason: textOf(body.get('reason')),
      message: textOf(body.get('message')),
      exitCode: integerOf(body.get('exitCode')),
      signal: integerOf(body.get('signal')),
      startedAtMs: time(body.get('startedAt'))?.epochMs ?? null,
      finishedAtMs: time(body.get('finishedAt'))?.epochMs ?? null,
      containerId: bareContainerId(body.get('containerID')?.text()),
      evidence: evidenceOf(
        places,
        body,
        CITED[phase].map(key => body.get(key)),
      ),
    }
  }
  return null
}
