import type { KillTold } from '../../model/node-log.ts'
import type { Body, Message } from '../../model/reader.ts'
import { lineFact } from '../node/fact.ts'
import { TOLD_LINES, type ToldLine } from './told-lines.ts'

function titleOf(by: string, reason: KillTold['reason'], what: string | null): string {
  if (reason === 'memory') return `${by} says that memory killed ${what === null ? 'what it ran' : `in ${what}`}`
  if (reason === 'own-limit') return `${by} ended ${what ?? 'what it ran'} by a limit of memory of its own`
  return `${by} says that ${what ?? 'a process'} ended by SIGKILL`
}

function factOf(body: Body, { by, reason }: ToldLine, groups: Readonly<Record<string, string | undefined>>): KillTold {
  const what = groups.what ?? groups.what2 ?? null
  const pid = groups.pid ?? groups.pid2
  const named = pid === undefined || what?.includes(pid) ? what : `${what ?? 'a process'} (${pid})`
  return {
    ...lineFact('app.kill-told', body, titleOf(by, reason, named), 'warning'),
    by,
    what,
    reason,
    pid: pid === undefined ? null : Number(pid),
    job: groups.job ?? null,
  }
}

/** A program or a platform that tells of a kill which it did not see itself. No kernel log is proven by that. */
export const toldKill: Message = {
  id: 'kill-told',
  cues: [...new Set(TOLD_LINES.flatMap(({ cues }) => cues))],
  read(body) {
    if (body.origin === 'kernel' || body.stamp.bootSeconds !== null) return null
    for (const told of TOLD_LINES) {
      const match = told.words.exec(body.text)
      if (match !== null) return factOf(body, told, match.groups ?? {})
    }
    return null
  },
}
