import { type EarlyoomLine, readEarlyoomLine } from '../../../grammars/killers/earlyoom.ts'
import type { KillerKill, KillPolicy, Threshold } from '../../model/killer.ts'
import { lineSpan } from '../../model/line.ts'
import type { Block, Body } from '../../model/reader.ts'
import type { Span } from '../../model/span.ts'
import { killFact } from './fact.ts'
import { mebibytes, mebibytesInKiB, numberOf } from './number.ts'
import { newSession, type Telling } from './session.ts'
import { type Authorship, unindented, writtenBy } from './writer.ts'

function readLine(body: Body): EarlyoomLine | null {
  const reading = readEarlyoomLine(unindented(body.text))
  return reading.ok ? reading.value : null
}

const SIGNALS: Readonly<Record<string, KillerKill['signal']>> = {
  SIGTERM: 'SIGTERM',
  SIGKILL: 'SIGKILL',
  15: 'SIGTERM',
  9: 'SIGKILL',
}

function policyOf(limits: EarlyoomLine | null): KillPolicy | null {
  if (limits === null) return null
  const below = (of: Threshold['of'], limitPercent: string | null, limitMiB: string | null): readonly Threshold[] =>
    limitPercent === null && limitMiB === null
      ? []
      : [
          {
            of,
            is: 'available',
            bytes: null,
            totalBytes: null,
            limitBytes: mebibytes(limitMiB),
            limitPercent: numberOf(limitPercent),
          },
        ]
  const { memoryPercent, memoryMiB, swapPercent, swapMiB } = limits
  return {
    kind: 'thresholds',
    all: [...below('memory', memoryPercent, memoryMiB), ...below('swap', swapPercent, swapMiB)],
  }
}

/** What fired, whom it signalled, and how that ended. SIGKILL after SIGTERM is the same kill. */
function telling(boot: number, by: Authorship): Telling<EarlyoomLine> {
  let limits: EarlyoomLine | null = null
  let limitsSpan: Span | null = null
  let sent: readonly [EarlyoomLine, Body] | null = null
  let outcome: KillerKill['outcome'] = 'signalled'
  let escalated = false
  let isDryRun = false
  const after: Span[] = []

  function takeSignal(line: EarlyoomLine, body: Body): 'mine' | 'end' {
    if (sent !== null) return 'end'
    sent = [line, body]
    return 'mine'
  }

  return {
    take(line, body) {
      if (line.what === 'signal') return takeSignal(line, body)
      if (line.what === 'limits') {
        if (sent !== null) return 'end'
        limits = line
        limitsSpan = lineSpan(body.line)
        return 'mine'
      }
      // With -g it waits for the group, whose number it prints below zero.
      const isOther = line.pid !== null && !line.pid.startsWith('-') && line.pid !== sent?.[0].pid
      if (sent === null || isOther) return 'foreign'
      after.push(lineSpan(body.line))
      if (line.what === 'escalating') escalated = true
      else if (line.what === 'exited') outcome = 'killed'
      else if (line.what === 'dry-run') isDryRun = true
      else outcome = 'survived'
      return line.what === 'escalating' || line.what === 'stuck' ? 'mine' : 'last'
    },
    close() {
      if (sent === null || isDryRun) return []
      const [line, body] = sent
      const pid = numberOf(line.pid)
      // The first versions print so little that other programs may print the same.
      const isTelling = limits !== null || line.rssMiB !== null || by === 'proven'
      if (pid === null || !isTelling) return []
      const victim = {
        pid,
        comm: line.comm,
        uid: numberOf(line.uid),
        oomScoreAdj: numberOf(line.oomScoreAdj),
        rssKiB: mebibytesInKiB(line.rssMiB),
      }
      const signal = escalated ? 'SIGKILL' : (SIGNALS[line.signal ?? ''] ?? null)
      return [
        killFact(
          'earlyoom',
          body,
          boot,
          by,
          { victims: [victim], policy: policyOf(limits), signal, escalated, outcome },
          [...(limitsSpan ? [limitsSpan] : []), ...after],
        ),
      ]
    },
  }
}

/** Kills by earlyoom (1.0 to 1.9). */
export const earlyoom: Block = {
  id: 'earlyoom',
  cues: [
    'ow memory! ',
    'Out of memory! ',
    'sending SIGTERM to process ',
    'sending SIGKILL to process ',
    'illing process',
  ],
  open(body, { boot }) {
    const by = writtenBy(body, ['earlyoom'])
    const line = by === null ? null : readLine(body)
    if (line === null || (line.what !== 'limits' && line.what !== 'signal')) return null
    return newSession(body, readLine, telling(boot, by))
  },
}
