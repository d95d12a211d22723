import { type OomdLine, readOomdLine } from '../../../grammars/killers/systemd-oomd.ts'
import type { KillPolicy, Threshold } from '../../model/killer.ts'
import { lineSpan } from '../../model/line.ts'
import type { Block, Body, Found } from '../../model/reader.ts'
import type { Span } from '../../model/span.ts'
import { killFact } from './fact.ts'
import { numberOf, systemdBytes, systemdSeconds } from './number.ts'
import { newSession, type Telling } from './session.ts'
import { type Authorship, unindented, writtenBy } from './writer.ts'

function readLine(body: Body): OomdLine | null {
  const reading = readOomdLine(unindented(body.text))
  return reading.ok ? reading.value : null
}

function policyOf({ measured, percents, timespan, bytes, hasMemory }: OomdLine): KillPolicy | null {
  const [first, second] = percents.map(numberOf)
  if (measured !== null) {
    // systemd 247 prints the limit alone.
    const [percent, limitPercent] = percents.length === 1 ? [null, first] : [first, second]
    const forSeconds = systemdSeconds(timespan)
    return {
      kind: 'pressure',
      cgroup: measured,
      percent: percent ?? null,
      limitPercent: limitPercent ?? null,
      forSeconds,
    }
  }
  if (bytes.length === 0) return null
  const used = (of: Threshold['of'], at: number): Threshold => ({
    of,
    is: 'used',
    bytes: numberOf(bytes[at]),
    totalBytes: numberOf(bytes[at + 1]),
    limitBytes: null,
    limitPercent: first ?? null,
  })
  return { kind: 'thresholds', all: hasMemory ? [used('memory', 0), used('swap', 2)] : [used('swap', 0)] }
}

interface Candidate {
  readonly usageBytes: number | null
  readonly span: Span
}

/** The candidates for a kill, and the kill; or that there was none. */
function telling(boot: number, by: Authorship): Telling<OomdLine> {
  const candidates = new Map<string, Candidate>()
  let candidate: string | null = null
  let kill: readonly [OomdLine, Body] | null = null
  let isCalledOff = false
  const dryRuns = new Set<string>()

  function close(): readonly Found[] {
    if (kill === null || isCalledOff) return []
    const [line, body] = kill
    if (line.path !== null && dryRuns.has(line.path)) return []
    const chosen = line.path === null ? undefined : candidates.get(line.path)
    return [
      killFact(
        'systemd-oomd',
        body,
        boot,
        by,
        {
          cgroup: line.path,
          usageBytes: chosen?.usageBytes ?? null,
          policy: policyOf(line),
          signal: line.path === null ? null : 'SIGKILL',
          outcome: line.path === null ? 'unknown' : body.text.includes('Marked /') ? 'signalled' : 'killed',
        },
        chosen ? [chosen.span] : [],
      ),
    ]
  }

  return {
    take(line, body) {
      if (line.what === 'kill') {
        kill = [line, body]
        return 'last'
      }
      if (line.what === 'notice') {
        if (kill !== null) return 'end'
        kill = [line, body]
      } else if (line.what === 'failed') {
        isCalledOff = true
        return 'last'
      } else if (line.what === 'dry-run') {
        if (kill !== null) isCalledOff = true
        if (line.path !== null) dryRuns.add(line.path)
      } else if (line.what === 'path') {
        candidate = line.path
      } else if (line.what === 'usage' && candidate !== null) {
        candidates.set(candidate, { usageBytes: systemdBytes(line.size), span: lineSpan(body.line) })
      }
      return 'mine'
    },
    close,
  }
}

const OPENS: ReadonlySet<OomdLine['what']> = new Set(['kill', 'notice', 'considered', 'dry-run'])

/** Kills by systemd-oomd (systemd 247 and later), with the list of candidates that it prints before. */
export const systemdOomd: Block = {
  id: 'systemd-oomd',
  cues: ['Killed /', 'Marked /', 'Memory pressure for /', ' cgroups for killing', 'oomd dry-run: '],
  open(body, { boot }) {
    const by = writtenBy(body, ['systemd-oomd'])
    const line = by === null ? null : readLine(body)
    if (line === null || !OPENS.has(line.what)) return null
    // Without its reason, and without a name before it, the line may be anybody's.
    if (line.what === 'kill' && by !== 'proven' && policyOf(line) === null) return null
    return newSession(body, readLine, telling(boot, by))
  },
}
