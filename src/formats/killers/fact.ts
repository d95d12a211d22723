import type { KillerKill, UserKiller } from '../../model/killer.ts'
import { lineSpan } from '../../model/line.ts'
import type { Body } from '../../model/reader.ts'
import type { Evidence, Span } from '../../model/span.ts'
import type { Authorship } from './writer.ts'

const NOTHING_KNOWN = {
  cgroup: null,
  usageBytes: null,
  victims: [],
  policy: null,
  signal: null,
  escalated: false,
  outcome: 'unknown',
} as const

/** Whom, in the few words that a timeline has room for. */
function targetOf({ victims, cgroup }: Pick<KillerKill, 'victims' | 'cgroup'>): string {
  const [first, ...others] = victims
  if (!first) return cgroup ?? 'somebody'
  const name = first.comm === null ? `pid ${first.pid}` : `${first.comm} (${first.pid})`
  return others.length === 0 ? name : `${name} and ${others.length} more`
}

/** A kill that the line of `body` tells; other lines that tell of it as well are cited after it. */
export function killFact(
  killer: UserKiller,
  body: Body,
  boot: number,
  by: Authorship,
  known: Partial<KillerKill>,
  more: readonly Span[] = [],
): KillerKill {
  const facts = { ...NOTHING_KNOWN, ...known }
  const own = lineSpan(body.line)
  const evidence: Evidence = [own, ...more.filter(span => span.start !== own.start)]
  const did = facts.outcome === 'killed' ? 'killed' : facts.outcome === 'unknown' ? 'acted on' : 'sent a signal to'
  return {
    ...facts,
    kind: 'killer.kill',
    stamp: body.stamp,
    node: body.host,
    boot,
    title: `${killer} ${did} ${targetOf(facts)}`,
    severity: 'critical',
    evidence,
    killer,
    isProven: by === 'proven',
  }
}
