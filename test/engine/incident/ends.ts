/** Ends of containers and the kills that they may be joined to, for tests of either. */
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { digest } from '../../../src/engine/incident/digest.ts'
import type { joinEndings } from '../../../src/engine/incident/join-endings.ts'
import { endingsOf } from '../../../src/engine/kubernetes/endings.ts'
import type { ContainerState, PodFact } from '../../../src/model/kubernetes.ts'
import type { OomReport } from '../../../src/model/kernel.ts'
import type { Victim } from '../../../src/model/report.ts'
import { NO_STAMP } from '../../../src/model/stamp.ts'
import { container, containerState, pod, report, victim } from '../../rules/cases.ts'
import { clocks } from '../killer/clocks.ts'
import { msAt, podsOf, stampAt } from './facts.ts'

export const nobody = { cgroup: null, pod: null, container: null } as const
export const book = { ...clocks, anchor: () => {} }
export const CART = { namespace: 'shop', name: 'cart-1', uid: 'u1' }

/** A kill that a kernel log tells of then; without a time where that is null. */
export const kernel = (
  seconds: number | null,
  of: Partial<Victim> = nobody,
  parts: Partial<Act> = {},
  with_: Partial<OomReport> = {},
): Act =>
  newAct({
    kind: 'global',
    killer: 'kernel',
    digests: [digest(report({ stamp: seconds === null ? NO_STAMP : stampAt(seconds), ...with_ }))],
    victims: [victim(of)],
    ...parts,
  })

/** A pod with a container that ended then. */
export const ended = (
  seconds: number | null,
  state: Partial<ContainerState> = {},
  parts: Partial<PodFact> = {},
  limitBytes: number | null = null,
): PodFact =>
  pod({
    uid: 'u1',
    ...parts,
    containers: [
      container({
        limitBytes,
        lastState: containerState({
          reason: 'OOMKilled',
          finishedAtMs: seconds === null ? null : msAt(seconds),
          ...state,
        }),
      }),
    ],
  })

/** By what the ends are joined to each act, and how many are left. */
export function joined(join: typeof joinEndings, acts: readonly Act[], ...facts: readonly PodFact[]) {
  const index = podsOf(...facts)
  const found = join(acts, endingsOf(index), index, book)
  return [...found.acts.map(({ endings }) => endings.map(({ because }) => because).join(' ')), found.left.length]
}
