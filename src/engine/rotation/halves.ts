import type { OomReport } from '../../model/kernel.ts'
import { bySpan } from '../../model/span.ts'
import type { Stamp } from '../../model/stamp.ts'
import { mayBeSameMachine } from '../incident/machine.ts'
import { mergedReport } from './merge.ts'
import { followsOn } from './place.ts'

/** A report is printed within this time, also over a slow console. */
const MAX_SECONDS = 120

/** True for a report that the beginning or the end of its file cut. */
export const isHalf = ({ cutBy }: OomReport): boolean => cutBy === 'file-start' || cutBy === 'file-end'

/** Seconds from the one to the other by the clock that both have; null where none is shared. */
function secondsBetween(a: Stamp, b: Stamp): number | null {
  if (a.bootSeconds !== null && b.bootSeconds !== null) return b.bootSeconds - a.bootSeconds
  return a.wall && b.wall && a.wall.year === b.wall.year ? (b.wall.epochMs - a.wall.epochMs) / 1000 : null
}

function fits(first: OomReport, second: OomReport): boolean {
  const seconds = secondsBetween(first.stamp, second.stamp)
  // Until 5.0 a child could die instead of the one that was chosen.
  const chosen = first.constraint === null ? null : first.chosen
  return (
    seconds !== null &&
    seconds >= 0 &&
    seconds <= MAX_SECONDS &&
    mayBeSameMachine(first.node, second.node) &&
    !second.has.header &&
    (chosen === null || second.kills.length === 0 || second.kills.some(({ pid }) => pid === chosen.pid))
  )
}

/**
 * Puts the halves of reports together that a rotation of the log cut in two: the end of `kern.log.1` and the beginning of
 * `kern.log`. `paths` are those of all sources, in any order.
 */
export function joinHalves(halves: readonly OomReport[], paths: readonly string[]): readonly OomReport[] {
  const inOrder = [...halves].sort((a, b) => bySpan(a.span, b.span))
  const starts = inOrder.filter(({ cutBy }) => cutBy === 'file-start')
  const used = new Set<OomReport>()
  const joined: OomReport[] = []
  for (const first of inOrder.filter(({ cutBy }) => cutBy === 'file-end')) {
    const second = starts.find(
      each => !used.has(each) && followsOn(first.span.path, each.span.path, paths) && fits(first, each),
    )
    if (second === undefined) continue
    used.add(first).add(second)
    joined.push(mergedReport(first, second))
  }
  return [...inOrder.filter(each => !used.has(each)), ...joined]
}
