import type { Range } from '../range.ts'
import { firstAt, type Lane, type Mark } from './lanes.ts'

/** Marks that stand so close together that they are drawn as one. */
export interface Cluster {
  /** Pixels from the left of the drawing. */
  readonly x: number
  /** The weightiest of them. */
  readonly top: Mark
  readonly marks: readonly Mark[]
}

const APART_PIXELS = 9

/** What of a lane is in sight, as few marks as can be told apart: at most one for every few pixels, however many there are. */
export function clustersOf({ marks }: Lane, { from, to }: Range, left: number, width: number): readonly Cluster[] {
  const scale = width / (to - from)
  const clusters: { x: number; top: Mark; marks: Mark[] }[] = []
  for (let at = firstAt(marks, from); at < marks.length; at += 1) {
    const mark = marks[at]
    if (mark === undefined || mark.at > to) break
    const x = left + (mark.at - from) * scale
    const last = clusters.at(-1)
    if (last === undefined || x - last.x > APART_PIXELS) clusters.push({ x, top: mark, marks: [mark] })
    else {
      last.marks.push(mark)
      if (mark.weight > last.top.weight) [last.top, last.x] = [mark, x]
    }
  }
  return clusters
}
