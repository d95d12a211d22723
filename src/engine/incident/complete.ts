import type { Incident, PartialReason } from '../../model/report.ts'
import type { Act } from './act.ts'
import { isInterleaved } from './kind.ts'

const REASONS = {
  'file-start': 'ring-buffer',
  'file-end': 'excerpt',
  'new-report': 'excerpt',
  'rate-limit': 'rate-limited',
  interleaved: 'interleaved',
} as const

/** Header, memory part and conclusion are all there, in one of the sources. Without a kernel report there is nothing whole. */
export function completeness(act: Act): Pick<Incident, 'complete' | 'partial'> {
  const isWhole = act.digests.some(
    ({ report }) => report.has.header && report.has.memory && report.has.conclusion && !isInterleaved(report),
  )
  if (isWhole) return { complete: true, partial: null }
  const [best] = act.digests
  if (!best) return { complete: false, partial: null }
  if (isInterleaved(best.report)) return { complete: false, partial: 'interleaved' }
  const { cutBy, has } = best.report
  const reason: PartialReason = cutBy === null ? 'excerpt' : REASONS[cutBy]
  // A kill line alone is what the rate limit leaves; more than that without a header lost its head.
  const isRest = cutBy === 'rate-limit' && (has.memory || best.report.chosen !== null)
  return { complete: false, partial: isRest ? 'excerpt' : reason }
}
