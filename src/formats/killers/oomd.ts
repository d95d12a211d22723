import { type MetaOomdLine, readMetaOomdLine } from '../../../grammars/killers/oomd.ts'
import type { KillerVictim, KillPolicy } from '../../model/killer.ts'
import { lineSpan } from '../../model/line.ts'
import type { Block, Body } from '../../model/reader.ts'
import type { Span } from '../../model/span.ts'
import { killFact } from './fact.ts'
import { numberOf } from './number.ts'
import { newSession, type Telling } from './session.ts'
import { type Authorship, unindented, writtenBy } from './writer.ts'

/** To the kernel log it writes through /dev/kmsg, so that the line is of the kernel's log, but not of its facility. */
const authorOf = (body: Body): Authorship =>
  body.ident === 'kernel' ? (body.origin === 'kernel' ? null : 'possible') : writtenBy(body, ['oomd', 'oomd_bin'])

function readLine(body: Body): MetaOomdLine | null {
  const reading = readMetaOomdLine(unindented(body.text))
  return reading.ok ? reading.value : null
}

const ROOT = /^\/sys\/fs\/cgroup(?=\/)/
const cgroupOf = (printed: string): string => {
  const path = printed.replace(ROOT, '')
  return path.startsWith('/') ? path : `/${path}`
}

function victimOf(printed: string): readonly KillerVictim[] {
  const [, pid, comm = null, failed] = /^(\d+)(?:\(([\s\S]*?)\))?(\[E\d+\])?$/.exec(printed) ?? []
  if (pid === undefined || failed !== undefined) return []
  return [{ pid: Number(pid), comm, uid: null, oomScoreAdj: null, rssKiB: null }]
}

function policyOf({ killer, ruleset, detectorGroup, pressures }: MetaOomdLine): KillPolicy | null {
  if (ruleset === null) return null
  const stalled = pressures[0] === undefined ? '' : `; tasks stalled ${pressures[0]} % of the last 10 s`
  const group = detectorGroup === null ? '' : ` (${detectorGroup})`
  return { kind: 'words', words: `ruleset "${ruleset}"${group} called ${killer ?? 'a killer'}${stalled}` }
}

function telling(boot: number, by: Authorship): Telling<MetaOomdLine> {
  let first: Body | null = null
  let summary: MetaOomdLine | null = null
  let cgroup: string | null = null
  let isCalledOff = false
  const victims: KillerVictim[] = []
  const spans: Span[] = []
  return {
    take(line, body) {
      if (line.what === 'trying' && first !== null) return 'end'
      first ??= body
      spans.push(lineSpan(body.line))
      cgroup = line.cgroup === null ? cgroup : cgroupOf(line.cgroup)
      if (line.what === 'killed') victims.push(...line.processes.flatMap(victimOf))
      if (line.what === 'nothing' || line.what === 'dry-run') isCalledOff = true
      // After a dry run it writes of a kill all the same.
      if (line.what !== 'kill') return line.what === 'nothing' ? 'last' : 'mine'
      summary = line
      return 'last'
    },
    close() {
      if (first === null || isCalledOff || summary?.killer?.startsWith('(dry)')) return []
      // That it will try is no kill.
      if (summary === null && victims.length === 0) return []
      const usageBytes = numberOf(summary?.usageBytes)
      const policy = summary && policyOf(summary)
      const known = { cgroup, usageBytes, victims, policy, signal: 'SIGKILL', outcome: 'killed' } as const
      return [killFact('oomd', first, boot, by, known, spans)]
    },
  }
}

/** Kills by Meta's oomd, in the kernel log and in its own. */
export const metaOomd: Block = {
  id: 'oomd',
  cues: ['oomd kill: ', 'Trying to kill ', 'OOMD: In dry-run mode'],
  open(body, { boot }) {
    const by = authorOf(body)
    const line = by === null ? null : readLine(body)
    // Only what it writes of a finished kill cannot be anybody's.
    if (line === null || line.what === 'killed' || line.what === 'nothing') return null
    if (line.what !== 'kill' && by !== 'proven') return null
    return newSession(body, readLine, telling(boot, by))
  },
}
