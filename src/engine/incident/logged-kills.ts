import type { LoggedKill } from '../clock/anchor-by-counters.ts'
import { isQuoted } from './act-time.ts'
import type { Digest } from './digest.ts'

/** What kernel logs tell of kills, for clocks: reports that name a killed process. */
export const loggedKills = (digests: readonly Digest[]): readonly LoggedKill[] =>
  digests.flatMap(({ report }) => {
    const { stamp, boot, span, kills, oomMemcg, taskMemcg } = report
    const last = kills.at(-1)
    if (isQuoted(report) || last === undefined) return []
    return [
      {
        key: { path: span.path, boot },
        stamp,
        seconds:
          last.bootSeconds === null || stamp.bootSeconds === null
            ? null
            : Math.max(0, last.bootSeconds - stamp.bootSeconds),
        cgroups: [oomMemcg, taskMemcg].filter(cgroup => cgroup !== null),
      },
    ]
  })
