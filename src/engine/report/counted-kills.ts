import type { CgroupReading } from '../../model/host.ts'
import type { Contradiction, Missing } from '../../model/report.ts'
import type { Span } from '../../model/span.ts'
import { keysAbove, pathKey, unescapedPath } from '../cgroup/path.ts'
import { groupBy } from '../../model/group-by.ts'
import type { Act } from '../incident/act.ts'
import { byMachine } from '../incident/machine.ts'
import type { NodeNames } from '../incident/node-of.ts'
import { kernelLogCommand } from './commands.ts'
import type { KernelLogs } from './kernel-logs.ts'
import { type NodeReading, ofKind } from './readings.ts'

/** Kills that the counters of kernels and cgroups know, and the logs do not. */
export interface UnseenKills {
  readonly contradictions: readonly Contradiction[]
  readonly missing: readonly Missing[]
  /** The first of the counters, in a sentence; null where the logs show all that is counted. */
  readonly says: string | null
}

/** A line `Killed process` of the logs. */
interface Kill {
  readonly node: string | null
  /** Null where the log does not print it: then it may be any. */
  readonly cgroup: string | null
}

const SETTLED =
  'the counter: it counts every kill, while logs lose old lines, and the kernel leaves out reports that come too fast'
const MOST_CGROUPS = 10
/** cAdvisor counts for the cgroup of the victim alone. */
const OF_CADVISOR = 'container_oom_events_total'

const many = (count: number): string => `${count} OOM kill${count === 1 ? '' : 's'}`
const shown = (count: number): string => `the kernel logs in the bundle show ${count === 0 ? 'none' : String(count)}`

const killsIn = (acts: readonly Act[], names: NodeNames): readonly Kill[] =>
  acts
    .filter(({ killer }) => killer === 'kernel')
    .flatMap(act => {
      const node = names.ofAct(act)
      const group = act.digests.find(({ report }) => report.oomGroup !== null)?.report.oomGroup ?? null
      const each = act.victims
        .filter(({ outcome }) => outcome === 'killed')
        .map(victim => ({ node, cgroup: unescaped(victim.cgroup ?? group) }))
      // With memory.oom.group the chosen one is killed, printed and counted again as a member (mm/oom_kill.c since 4.19).
      return group === null ? each : [...each, { node, cgroup: unescaped(group) }]
    })

const unescaped = (path: string | null): string | null => path && unescapedPath(path)

/** Kills since boot, by `/proc/vmstat`: of several readings of a node the last, which is the highest. */
function ofNodes(readings: readonly NodeReading[], kills: readonly Kill[], logs: KernelLogs): UnseenKills {
  const all: string[] = []
  const contradictions: Contradiction[] = []
  const missing: Missing[] = []
  const byNode = byMachine(kills, kill => kill.node)
  for (const [node, own] of groupBy(ofKind(readings, 'host.counters'), ({ of }) => of)) {
    const [latest] = [...own].sort((a, b) => (b.oomKills ?? 0) - (a.oomKills ?? 0))
    const counted = latest?.oomKills ?? 0
    const seen = byNode.of(node).length
    if (!latest || counted <= seen) continue
    const on = node === null ? 'a node of the bundle' : `node ${node}`
    const says = `The kernel of ${on} counted ${many(counted)} since boot (oom_kill in vmstat)`
    all.push(says)
    const hasLog = node === null ? logs.isThere : logs.nodes.has(node) || logs.hasNameless
    if (hasLog) contradictions.push({ says, against: shown(seen), evidence: latest.evidence, settledBy: SETTLED })
    missing.push({
      what: `the kernel log of ${on} ${hasLog ? 'before and after what is there' : 'since its boot'}: it counted ${many(counted)}, and ${shown(seen)}`,
      wouldSettle: 'who else was killed, when, and why',
      collect: kernelLogCommand(node),
    })
  }
  return { contradictions, missing, says: all[0] ?? null }
}

interface Counted {
  readonly cgroup: string
  /** Whose kills were counted. */
  readonly who: string
  /** By which counter. */
  readonly where: string
  readonly count: number
  readonly isHierarchical: boolean
  readonly span: Span
}

/** `memory.events` counts for all below, `memory.oom_control` of v1 for the cgroup alone. */
function countedIn({ cgroup, file, version, values, evidence, title }: CgroupReading): readonly Counted[] {
  const count = values.oom_kill
  if (file === OF_CADVISOR && count != null && count > 0) {
    const who = title.slice(0, title.lastIndexOf(' counted '))
    const where = `${file} of cAdvisor`
    return [{ cgroup: unescapedPath(cgroup), who, where, count, isHierarchical: false, span: evidence[0] }]
  }
  const isCount = file === 'memory.events' || (version === 1 && file === 'memory.oom_control')
  // The root of a v2 hierarchy has no such file: then it was read in a container, and nobody knows in which.
  if (!isCount || count == null || count === 0 || cgroup === '/') return []
  const [path, where] = [unescapedPath(cgroup), `oom_kill in ${file}`]
  return [{ cgroup: path, who: `Cgroup ${path}`, where, count, isHierarchical: version === 2, span: evidence[0] }]
}

/** Sums by key. */
function newSums() {
  const sums = new Map<string, number>()
  const of = (key: string): number => sums.get(key) ?? 0
  const add = (keys: readonly string[], count: number): void => {
    for (const key of keys) sums.set(key, of(key) + count)
  }
  return { of, add }
}

/** Counts of each cgroup that neither the logs nor a cgroup below explain. */
function ofCgroups(readings: readonly NodeReading[], kills: readonly Kill[]): readonly Contradiction[] {
  const byNode = byMachine(kills, kill => kill.node)
  return [...groupBy(ofKind(readings, 'host.cgroup'), ({ of }) => of)].flatMap(([node, all]) => {
    const counted = all.flatMap(countedIn).sort((a, b) => b.cgroup.length - a.cgroup.length)
    const [inIt, within, unexplained] = [newSums(), newSums(), newSums()]
    let nameless = 0
    for (const { cgroup } of byNode.of(node)) {
      if (cgroup === null) nameless += 1
      else {
        inIt.add([cgroup], 1)
        within.add(keysAbove(cgroup), 1)
      }
    }
    const found: Contradiction[] = []
    for (const each of counted) {
      const key = pathKey(each.cgroup)
      const seen = nameless + (each.isHierarchical ? within.of(key) : inIt.of(each.cgroup))
      const lacks = each.count - seen - (each.isHierarchical ? unexplained.of(key) : 0)
      if (lacks <= 0) continue
      unexplained.add(keysAbove(each.cgroup), lacks)
      const on = node === null ? '' : ` on node ${node}`
      found.push({
        says: `${each.who}${on} counted ${many(each.count)} (${each.where})`,
        against: shown(seen),
        evidence: [each.span],
        settledBy: SETTLED,
      })
    }
    return found.slice(0, MOST_CGROUPS)
  })
}

/** What counters say of kills, held against the logs. Only more kills than the logs show are a contradiction. */
export function unseenKills(
  readings: readonly NodeReading[],
  acts: readonly Act[],
  names: NodeNames,
  logs: KernelLogs,
): UnseenKills {
  const kills = killsIn(acts, names)
  const { contradictions, missing, says } = ofNodes(readings, kills, logs)
  const ofGroups = ofCgroups(readings, kills)
  return { contradictions: [...contradictions, ...ofGroups], missing, says: says ?? ofGroups[0]?.says ?? null }
}
