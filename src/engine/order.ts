import type { Incident } from '../model/report.ts'
import { bySpan } from '../model/span.ts'

/** By time, then path, then line. What has only seconds since boot stands in the order of its log, after what has a wall time. */
export function byTimeAndPlace(a: Incident, b: Incident): number {
  if (a.at.wall !== b.at.wall) {
    if (a.at.wall === null) return 1
    if (b.at.wall === null) return -1
    return a.at.wall < b.at.wall ? -1 : 1
  }
  const [x, y] = [a.evidence[0], b.evidence[0]]
  return x && y ? bySpan(x, y) : Number(!x) - Number(!y)
}
