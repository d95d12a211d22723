import { type AndroidLine, readAndroidLine } from '../../../grammars/killers/android.ts'
import type { KillerKill, KillPolicy } from '../../model/killer.ts'
import { lineSpan } from '../../model/line.ts'
import type { Block, Body, Message } from '../../model/reader.ts'
import type { Span } from '../../model/span.ts'
import { killFact } from './fact.ts'
import { numberOf } from './number.ts'
import { newSession, type Telling } from './session.ts'
import { type Authorship, writtenBy, writtenByKernel } from './writer.ts'

/** Some vendors print who was running, or the module, before the message: `[0:kswapd0]`, `[name:lowmemorykiller&]`. */
const RUNNING = /^(?:\[\w{1,16}: {0,8}[^\]]{1,64}\] ?){0,2}/

function readLine(body: Body): AndroidLine | null {
  const reading = readAndroidLine(body.text.replace(RUNNING, '').trimStart())
  return reading.ok ? reading.value : null
}

const KIB = 1024

function policyOf({ cacheKiB, limitKiB, reason }: AndroidLine): KillPolicy | null {
  const [cache, limit] = [numberOf(cacheKiB), numberOf(limitKiB)]
  if (cache !== null && limit !== null) return { kind: 'cache', cacheBytes: cache * KIB, limitBytes: limit * KIB }
  return reason === null ? null : { kind: 'words', words: reason }
}

/** Old kernels print Android's own score, from -17 to 15, which is not `oom_score_adj`. */
function scoreOf({ oomScoreAdj, pages }: AndroidLine): number | null {
  const score = numberOf(oomScoreAdj)
  return pages !== null && score !== null && score >= -17 && score <= 15 ? null : score
}

function killOf(line: AndroidLine): Partial<KillerKill> {
  const pid = numberOf(line.pid)
  if (pid === null) return {}
  const victim = {
    pid,
    comm: line.comm,
    uid: numberOf(line.uid),
    oomScoreAdj: scoreOf(line),
    rssKiB: numberOf(line.freedKiB),
  }
  return { victims: [victim], policy: policyOf(line), signal: 'SIGKILL', outcome: 'killed' }
}

/** The driver prints one record of several lines; some logs have them in one. */
function telling(boot: number, by: Authorship): Telling<AndroidLine> {
  let kill: readonly [AndroidLine, Body] | null = null
  const parts: Span[] = []
  return {
    take(line, body) {
      if (line.what === 'kernel-kill') {
        if (kill !== null) return 'end'
        kill = [line, body]
        return line.pages === null ? 'mine' : 'last'
      }
      if (line.what !== 'part' || kill === null) return 'foreign'
      const [known] = kill
      const told = <T>(one: T | null, two: T | null): T | null => one ?? two
      kill = [
        {
          ...known,
          freedKiB: told(known.freedKiB, line.freedKiB),
          cacheKiB: told(known.cacheKiB, line.cacheKiB),
          limitKiB: told(known.limitKiB, line.limitKiB),
        },
        kill[1],
      ]
      parts.push(lineSpan(body.line))
      // Three lines below the first, and more that vendors added.
      return parts.length >= 3 ? 'last' : 'mine'
    },
    close: () => (kill === null ? [] : [killFact('lowmemorykiller', kill[1], boot, by, killOf(kill[0]), parts)]),
  }
}

const KERNEL_KILL = /Killing '|send sigkill to /

/** Kills by the lowmemorykiller driver of Android's kernels up to 4.11: a policy of its own, not the OOM killer. */
export const lowmemorykiller: Block = {
  id: 'lowmemorykiller',
  cues: ["Killing '", 'send sigkill to '],
  open(body, { boot }) {
    // Also the first line of a source comes here, without a cue.
    const by = KERNEL_KILL.test(body.text) ? writtenByKernel(body) : null
    const line = by === null ? null : readLine(body)
    return line?.what === 'kernel-kill' ? newSession(body, readLine, telling(boot, by)) : null
  },
}

/** Kills by lmkd, Android's daemon since 9. `Reclaim '…'` in the same log is no kill. */
export const lmkd: Message = {
  id: 'lmkd',
  cues: ["Kill '", "Killing '"],
  read(body, { boot }) {
    const by = writtenBy(body, ['lmkd', 'lowmemorykiller'])
    const line = by === null ? null : readLine(body)
    // A bare line of the old form is the driver's.
    if (line === null || line.what === 'part' || (line.what === 'kernel-kill' && by !== 'proven')) return null
    // Logcat shows the kernel's log as well, with the driver's name for a tag.
    const killer = line.what === 'kernel-kill' && line.uid === null ? 'lowmemorykiller' : 'lmkd'
    return killFact(killer, body, boot, by, killOf(line))
  },
}
