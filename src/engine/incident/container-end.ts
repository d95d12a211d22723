import type { ContainerExit } from '../../model/node-log.ts'
import { newIdMap } from '../kubernetes/id-map.ts'
import type { PodIndex } from '../kubernetes/pod-index.ts'
import { type Act, NOBODY, newAct } from './act.ts'
import { type Owner, ownerOfSubject } from './victims.ts'

/** Programs that log the end of one container, and then some. */
const MOST_LINES = 10

/** All lines about the end of one container: it ends once, whoever logs it. */
export interface End {
  readonly lines: readonly [ContainerExit, ...ContainerExit[]]
  readonly id: string
  readonly owner: Owner
}

export function endsOf(exits: readonly ContainerExit[], index: PodIndex): readonly End[] {
  const groups = newIdMap<{ id: string; lines: [ContainerExit, ...ContainerExit[]] }>()
  const all: { id: string; lines: [ContainerExit, ...ContainerExit[]] }[] = []
  for (const exit of exits) {
    const id = exit.subject.container?.id
    if (id == null) continue
    const known = groups.get(id)
    if (known) {
      if (known.lines.length < MOST_LINES) known.lines.push(exit)
    } else {
      const group: (typeof all)[number] = { id, lines: [exit] }
      groups.set(id, group)
      all.push(group)
    }
  }
  return all.map(({ id, lines }) => {
    const owners = lines.map(({ subject }) => ownerOfSubject(subject, index))
    const [best] = owners.toSorted((a, b) => Number(b.pod?.name != null) - Number(a.pod?.name != null))
    return { id, lines, owner: best ?? { pod: null, container: { name: null, id }, known: null } }
  })
}

/** False for a sandbox, and for what may be one: its end by SIGKILL is how a pod is taken down. */
export function isOwnEnd({ id, lines }: End, index: PodIndex): boolean {
  const named = index.names.byContainerId(id)
  if (lines.some(({ role }) => role === 'sandbox') || named?.isSandbox === true) return false
  return (
    lines.some(({ role }) => role === 'container') || named?.isSandbox === false || index.byContainerId(id) !== null
  )
}

/** An end that no other source explains. */
export const endAct = ({ lines, id, owner }: End, isOom: boolean): Act =>
  newAct({
    kind: isOom ? 'unknown' : 'sigkill',
    killer: 'unknown',
    victims: [
      {
        ...NOBODY,
        pod: owner.pod,
        container: owner.container ?? { name: null, id },
        outcome: isOom ? 'killed' : 'signalled',
      },
    ],
    pods: owner.known ? [owner.known] : [],
    nodeLines: lines.map(fact => ({ fact, because: 'container-id' })),
    node: lines[0].node ?? owner.known?.node ?? null,
  })
