import { type NohangLine, readNohangLine } from '../../../grammars/killers/nohang.ts'
import type { KillerKill, KillPolicy, Threshold } from '../../model/killer.ts'
import { lineSpan } from '../../model/line.ts'
import type { Block, Body } from '../../model/reader.ts'
import type { Span } from '../../model/span.ts'
import { killFact } from './fact.ts'
import { mebibytes, mebibytesInKiB, numberOf } from './number.ts'
import { newSession, type Telling } from './session.ts'
import { type Authorship, unindented, writtenBy } from './writer.ts'

function readLine(body: Body): NohangLine | null {
  const reading = readNohangLine(unindented(body.text))
  return reading.ok ? reading.value : null
}

const METRICS: Readonly<Record<string, Pick<Threshold, 'of' | 'is'>>> = {
  MemAvailable: { of: 'memory', is: 'available' },
  SwapFree: { of: 'swap', is: 'available' },
  MemUsedZram: { of: 'zram', is: 'used' },
}

function thresholdOf({ metric, valuesMiB }: NohangLine): readonly Threshold[] {
  const known = metric === null ? undefined : METRICS[metric]
  if (!known) return []
  const [bytes, limitBytes] = valuesMiB.map(mebibytes)
  return [{ ...known, bytes: bytes ?? null, totalBytes: null, limitBytes: limitBytes ?? null, limitPercent: null }]
}

const SIGNALS: Readonly<Record<string, KillerKill['signal']>> = { SIGTERM: 'SIGTERM', SIGKILL: 'SIGKILL' }

/** What is known of a victim before the signal is sent; nohang checks its thresholds again in between. */
interface Draft {
  pid: number | null
  comm: string | null
  uid: number | null
  oomScoreAdj: number | null
  rssKiB: number | null
  cgroup: string | null
  span: Span | null
}

function telling(boot: number, by: Authorship): Telling<NohangLine> {
  const victim: Draft = { pid: null, comm: null, uid: null, oomScoreAdj: null, rssKiB: null, cgroup: null, span: null }
  let thresholds: readonly Threshold[] = []
  let pressure: Extract<KillPolicy, { kind: 'pressure' }> | null = null
  let policySpan: Span | null = null
  let sent: readonly [KillerKill['signal'], Body] | null = null
  let outcome: KillerKill['outcome'] = 'signalled'
  const after: Span[] = []

  function takeBefore(line: NohangLine, body: Body): void {
    if (line.what === 'status') [thresholds, pressure] = [[], null]
    if (line.what === 'threshold' || line.what === 'pressure') policySpan ??= lineSpan(body.line)
    thresholds = [...thresholds, ...thresholdOf(line)]
    const [first, second] = line.values.map(numberOf)
    if (line.what === 'pressure') {
      pressure = {
        kind: 'pressure',
        cgroup: null,
        percent: first ?? null,
        limitPercent: second ?? null,
        forSeconds: null,
      }
    }
    if (line.what === 'duration' && pressure !== null) pressure = { ...pressure, forSeconds: first ?? null }
    if (line.what === 'victim') {
      Object.assign(victim, { pid: numberOf(line.pid), comm: line.comm, span: lineSpan(body.line) })
    }
    victim.uid = numberOf(line.uid) ?? victim.uid
    victim.oomScoreAdj = numberOf(line.oomScoreAdj) ?? victim.oomScoreAdj
    victim.rssKiB = mebibytesInKiB(line.rssMiB) ?? victim.rssKiB
    victim.cgroup = line.cgroup ?? victim.cgroup
  }

  return {
    take(line, body) {
      if (line.what === 'signal') {
        if (sent !== null) return 'end'
        sent = [SIGNALS[line.signal ?? ''] ?? null, body]
        return 'mine'
      }
      if (sent === null) {
        takeBefore(line, body)
        return 'mine'
      }
      if (line.what === 'status') return 'end'
      if (line.what !== 'died' && line.what !== 'alive' && line.what !== 'failed') return 'foreign'
      outcome = line.what === 'died' ? 'killed' : 'survived'
      after.push(lineSpan(body.line))
      return 'last'
    },
    close() {
      if (sent === null) return []
      const [signal, body] = sent
      const { pid, comm, uid, oomScoreAdj, rssKiB, cgroup, span } = victim
      // Of nobody who is named, and by nobody, it is anybody's line.
      if (pid === null && by !== 'proven') return []
      const victims = pid === null ? [] : [{ pid, comm, uid, oomScoreAdj, rssKiB }]
      const policy: KillPolicy | null =
        pressure ?? (thresholds.length > 0 ? { kind: 'thresholds', all: thresholds } : null)
      const spans = [span, policySpan, ...after].filter(each => each !== null)
      return [killFact('nohang', body, boot, by, { cgroup, victims, policy, signal, outcome }, spans)]
    },
  }
}

const OPENS = /Memory status that requires corrective actions:| to the victim/

/** Kills by nohang (0.1 and 0.2), which tells of one over many lines. */
export const nohang: Block = {
  id: 'nohang',
  cues: ['Memory status that requires corrective actions:', ' to the victim'],
  open(body, { boot }) {
    // Also the first line of a source comes here, without a cue.
    const by = OPENS.test(body.text) ? writtenBy(body, ['nohang', 'nohang-desktop']) : null
    const line = by === null ? null : readLine(body)
    if (line === null || (line.what !== 'status' && line.what !== 'signal')) return null
    return newSession(body, readLine, telling(boot, by))
  },
}
