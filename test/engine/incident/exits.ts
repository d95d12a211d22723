/** Lines about ends of containers, and the kills that they may be joined to, for tests of both. */
import { type Act, newAct } from '../../../src/engine/incident/act.ts'
import { joinExits } from '../../../src/engine/incident/join-exits.ts'
import type { PodIndex } from '../../../src/engine/kubernetes/pod-index.ts'
import type { ContainerExit, StopOrder } from '../../../src/model/node-log.ts'
import type { Victim } from '../../../src/model/report.ts'
import { victim } from '../../rules/cases.ts'
import { clocks } from '../killer/clocks.ts'
import { exit, msAt, podsOf, seen, stampAt } from './facts.ts'

export const CART = { namespace: 'shop', name: 'cart-1', uid: 'u1' }

/** A kill that the kubelet saw then; without a time where that is null. */
export const kill = (seconds: number | null, of: Partial<Victim> = {}, parts: Partial<Act> = {}): Act =>
  newAct({
    kind: 'memcg',
    killer: 'kernel',
    victims: [victim({ cgroup: '/x', ...of })],
    nodeLines: seconds === null ? [] : [{ fact: seen({ stamp: stampAt(seconds) }), because: 'pid' }],
    ...parts,
  })

export interface Given {
  readonly acts?: readonly Act[]
  readonly exits: readonly ContainerExit[]
  readonly stops?: readonly StopOrder[]
  readonly index?: PodIndex
}
export const join = ({ acts = [], exits, stops = [], index = podsOf() }: Given): readonly Act[] =>
  joinExits(acts, exits, stops, index, clocks)

/** Each act by its kind, and by what its exits and orders were joined. */
export const brief = (given: Given) =>
  join(given).map(({ kind, nodeLines }) =>
    [kind, ...nodeLines.flatMap(({ fact, because }) => (fact.kind === 'node.oom' ? [] : [because]))].join(' '),
  )

/** A container that ended then. */
export const at = (seconds: number, parts: Partial<ContainerExit> = {}): ContainerExit =>
  exit({ exitedAtMs: msAt(seconds), ...parts })
/** An act of its own. */
export const own = 'sigkill container-id'
