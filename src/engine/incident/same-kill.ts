import type { KilledProcess, OomReport } from '../../model/kernel.ts'
import type { Digest } from './digest.ts'

/** Two clocks may disagree by this much about one kill: a syslog daemon on a starving node is late. */
const WALL_SECONDS = 120
const BOOT_SECONDS = 0.5

const agrees = <T>(a: T | null, b: T | null): boolean => a === null || b === null || a === b

function sameProcess(a: KilledProcess, b: KilledProcess): boolean {
  return (
    a.pid === b.pid &&
    a.comm === b.comm &&
    agrees(a.totalVmKiB, b.totalVmKiB) &&
    agrees(a.anonRssKiB, b.anonRssKiB) &&
    agrees(a.fileRssKiB, b.fileRssKiB) &&
    agrees(a.shmemRssKiB, b.shmemRssKiB)
  )
}

/** True, false, or null where the two clocks cannot be compared. */
function sameTime(a: OomReport, b: OomReport): boolean | null {
  const boots = [a.stamp.bootSeconds, b.stamp.bootSeconds]
  if (boots[0] != null && boots[1] != null) return Math.abs(boots[0] - boots[1]) <= BOOT_SECONDS
  const walls = [a.stamp.wall, b.stamp.wall]
  if (!walls[0] || !walls[1] || walls[0].year !== walls[1].year) return null
  const apart = Math.abs(walls[0].epochMs - walls[1].epochMs) / 1000
  if (apart <= WALL_SECONDS) return true
  // The zone of one of them may be what differs: then the minutes still agree.
  return walls[0].zone === walls[1].zone ? false : apart % 900 <= WALL_SECONDS || apart % 900 >= 900 - WALL_SECONDS
}

function sameVictims(a: OomReport, b: OomReport): boolean {
  const [first] = a.kills
  const other = first && b.kills.find(kill => kill.pid === first.pid)
  if (first && other) return sameProcess(first, other)
  return a.kills.length === 0 && b.kills.length === 0
}

/** In one source the same kill is the same line twice, down to the microsecond where it is printed. */
function isSameLine(a: OomReport, b: OomReport): boolean {
  if (a.kills.length === 0) return false
  if (a.stamp.bootSeconds !== null || b.stamp.bootSeconds !== null) return a.stamp.bootSeconds === b.stamp.bootSeconds
  return agrees(a.stamp.wall?.epochMs ?? null, b.stamp.wall?.epochMs ?? null)
}

/** Whether two reports, from different sources or from one that holds a stretch twice, tell of one act of killing. */
export function isSameKill(a: Digest, b: Digest): boolean {
  const [one, two] = [a.report, b.report]
  if (!agrees(one.node, two.node) || !sameVictims(one, two)) return false
  if (!agrees(one.oomMemcg, two.oomMemcg) || !agrees(one.taskMemcg, two.taskMemcg)) return false
  if (!agrees(one.trigger?.comm ?? null, two.trigger?.comm ?? null)) return false
  if (one.span.path === two.span.path) return isSameLine(one, two)
  const time = sameTime(one, two)
  // Reports that killed nobody look alike: only their time tells them apart.
  return one.kills.length === 0 ? time === true : time !== false
}

const score = ({ report }: Digest): number =>
  Number(report.has.header) * 4 +
  Number(report.has.memory) * 2 +
  Number(report.has.conclusion) * 8 +
  report.kills.length

/** Reports of one act, the most complete first. Within a source their order is kept. */
export function sameKills(digests: readonly Digest[]): readonly (readonly [Digest, ...Digest[]])[] {
  const groups: [Digest, ...Digest[]][] = []
  const byKey = new Map<string, number[]>()
  for (const each of digests) {
    const key = `${each.report.kills[0]?.pid ?? 'none'}`
    const candidates = byKey.get(key) ?? []
    const at = candidates.find(index => groups[index]?.every(member => isSameKill(member, each)))
    if (at !== undefined) groups[at]?.push(each)
    else {
      byKey.set(key, [...candidates, groups.length])
      groups.push([each])
    }
  }
  return groups.map(([first, ...rest]) => {
    const [best = first, ...others] = [first, ...rest].sort((a, b) => score(b) - score(a))
    return [best, ...others]
  })
}
