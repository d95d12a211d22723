import type { Confidence, IncidentGroup } from '../../model/report.ts'
import { isKnown, leastOf, mostOf } from './member.ts'
import type { Sizes } from './sizes.ts'
import { SAME_PROCESS_SHARE, SAME_SHARE, SHORTER_FACTOR, SUDDEN_FACTOR, TREND_VALUES } from './thresholds.ts'
import type { UsageBefore } from './usage-before.ts'

export type Growth = Pick<IncidentGroup, 'growth' | 'growthBy' | 'confidence'>

const UNKNOWN: Growth = { growth: 'unknown', growthBy: null, confidence: null }

const word = (
  growth: IncidentGroup['growth'],
  growthBy: IncidentGroup['growthBy'],
  confidence: Confidence,
): Growth => ({ growth, growthBy, confidence })

/** By the shape of the usage before the kills; mixed shapes are no answer. */
export function byUsage(found: readonly UsageBefore[]): Growth | null {
  const shapes = new Set(found.map(({ shape }) => shape).filter(shape => shape !== 'other'))
  const [shape] = shapes
  if (shape === undefined || shapes.size > 1) return null
  const telling = found.filter(each => each.shape === shape)
  // Usage counts page cache, which grows by itself.
  const isSure = telling.length > 1 && telling.every(({ metric }) => metric === 'memory-working-set')
  return word(shape === 'slow' ? 'growing' : 'sudden', 'usage-before', isSure ? 'likely' : 'possible')
}

/** The place of the one value that stands out above all before it, which are the same; -1 for none. */
function jumpAt(sizes: readonly number[]): number {
  let [least, most] = [Infinity, -Infinity]
  for (const [at, size] of sizes.entries()) {
    const isFlat = most <= least * (1 + SAME_SHARE)
    if (!isFlat) return -1
    if (at >= TREND_VALUES - 1 && size >= most * SUDDEN_FACTOR) return at
    least = Math.min(least, size)
    most = Math.max(most, size)
  }
  return -1
}

function isRising(sizes: readonly number[], same: number): boolean {
  let most = -Infinity
  for (const size of sizes) {
    if (size < most * (1 - same)) return false
    most = Math.max(most, size)
  }
  return (sizes.at(-1) ?? 0) > (sizes[0] ?? 0) * (1 + same)
}

/**
 * By the memory at the kills. Usage of a cgroup stops at its limit: it rises from kill to kill only where the limit was
 * raised, and that it was the same again says nothing of how it came there.
 */
export function bySizes({ sizesOf, sizesName, sizesBytes }: Sizes): Growth {
  const sizes = sizesBytes.filter(isKnown)
  if (sizes.length < 2) return UNKNOWN
  const isOneProcess = sizesOf === 'culprit' && /\(\d{1,10}\)$/.test(sizesName ?? '')
  const same = isOneProcess ? SAME_PROCESS_SHARE : SAME_SHARE
  const isTrend = sizes.length >= TREND_VALUES
  if (mostOf(sizes) <= leastOf(sizes) * (1 + same)) {
    const isWhole = sizes.length === sizesBytes.length && isTrend
    return word('flat', 'memory-at-kills', isWhole ? 'certain' : isTrend ? 'likely' : 'possible')
  }
  if (sizesOf !== 'cgroup-usage' && jumpAt(sizes) !== -1) return word('sudden', 'memory-at-kills', 'possible')
  return isRising(sizes, same) ? word('growing', 'memory-at-kills', isTrend ? 'likely' : 'possible') : UNKNOWN
}

/** By how long the container lived each time: the last life is far shorter than all before it. */
export function byLives(aliveSeconds: readonly (number | null)[]): Growth | null {
  const last = aliveSeconds.at(-1) ?? null
  const before = aliveSeconds.slice(0, -1).filter(isKnown)
  if (last === null || before.length < TREND_VALUES - 1) return null
  return last * SHORTER_FACTOR <= leastOf(before) ? word('sudden', 'time-alive', 'possible') : null
}

/** Usage over time tells most, then what changed from kill to kill; `flat` is what is left when nothing did. */
export function growthOf(
  sizes: Sizes,
  aliveSeconds: readonly (number | null)[],
  found: readonly UsageBefore[],
): Growth {
  const told = byUsage(found)
  if (told) return told
  const held = bySizes(sizes)
  return held.growth === 'growing' || held.growth === 'sudden' ? held : (byLives(aliveSeconds) ?? held)
}
