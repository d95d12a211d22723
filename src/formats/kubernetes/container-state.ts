import { bareContainerId } from '../../model/identity.ts'
import type { ContainerState } from '../../model/kubernetes.ts'
import type { Capture } from './capture.ts'
import { integerOf, textOf } from './fields.ts'
import { evidenceOf, type Places } from './place.ts'
import type { Value } from './value.ts'

const PHASES = ['terminated', 'running', 'waiting'] as const

/** What to cite of each phase, the most telling first. */
const CITED = {
  terminated: ['reason', 'exitCode', 'finishedAt', 'containerID'],
  running: ['startedAt'],
  waiting: ['reason', 'message'],
} as const satisfies Record<ContainerState['phase'], readonly string[]>

/** Reads `state` or `lastState` of a container status; null for the empty one. */
export function readState(state: Value | null, places: Places, capture: Capture): ContainerState | null {
  for (const phase of PHASES) {
    const body = state?.get(phase)
    if (!body) continue
    return {
      phase,
      reason: textOf(body.get('reason')),
      message: textOf(body.get('message')),
      exitCode: integerOf(body.get('exitCode')),
      signal: integerOf(body.get('signal')),
      startedAtMs: capture.time(body.get('startedAt'))?.epochMs ?? null,
      finishedAtMs: capture.time(body.get('finishedAt'))?.epochMs ?? null,
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

/** True for the end of a container that calls for a look: anything but a clean exit. */
export const isTrouble = (state: ContainerState | null): boolean =>
  state?.phase === 'terminated' && (state.exitCode !== 0 || (state.reason !== null && state.reason !== 'Completed'))
