import { newIdMap } from '../kubernetes/container-ids.ts'
import type { Act } from './act.ts'

/** Where in a list the acts are that name a container ID or a pid. Acts that are added later must be noted. */
export interface ActIndex {
  note(act: Act, at: number): void
  byContainer(id: string | null | undefined): readonly number[]
  byPid(pid: number | null): readonly number[]
}

/** More acts than this in one container, or of one pid, are not looked through for one line: the latest are. */
const MOST = 200

const idsOf = ({ victims, endings }: Act): readonly string[] => [
  ...new Set([
    ...victims.flatMap(victim => victim.container?.id ?? []),
    ...endings.flatMap(({ fact }) => fact.state.containerId ?? []),
  ]),
]

export function newActIndex(acts: readonly Act[]): ActIndex {
  const byId = newIdMap<number[]>()
  const byPid = new Map<number, number[]>()
  const index: ActIndex = {
    note(act, at) {
      for (const id of idsOf(act)) {
        const known = byId.get(id)
        if (known) known.push(at)
        else byId.set(id, [at])
      }
      for (const pid of new Set(act.victims.flatMap(victim => victim.pid ?? []))) {
        const known = byPid.get(pid)
        if (known) known.push(at)
        else byPid.set(pid, [at])
      }
    },
    byContainer: id => (id == null ? [] : (byId.get(id) ?? []).slice(-MOST)),
    byPid: pid => (pid === null ? [] : (byPid.get(pid) ?? []).slice(-MOST)),
  }
  acts.forEach(index.note)
  return index
}
