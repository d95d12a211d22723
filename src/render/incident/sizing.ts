import { formatBytes } from '../../model/bytes.ts'
import type { Incident, Sizing } from '../../model/report.ts'
import { labelled, type Page } from '../page.ts'
import { say } from '../piece.ts'

/** Sizes at the kill and in the spec; null where none is known. */
export function sizesInWords(sizing: Sizing): string | null {
  const size = (name: string, bytes: number | null): string[] =>
    bytes === null ? [] : [`${name} ${formatBytes(bytes)}`]
  const facts = [
    ...size('limit at the kill', sizing.limitAtKillBytes),
    ...size('limit in the spec', sizing.specLimitBytes),
    ...size('usage at the kill', sizing.usageAtKillBytes),
    ...size('needed at least', sizing.atLeastBytes),
  ]
  return facts.length === 0 ? null : facts.join(', ')
}

/** What is known of the size that the workload needs. */
export function sizingLines({ sizing }: Incident, page: Page): string[] {
  if (sizing === null) return []
  const sizes = sizesInWords(sizing)
  return labelled(page, 'Sizing', [...(sizes === null ? [] : [[say(sizes)]]), [say(sizing.why)]])
}
