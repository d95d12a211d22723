import { formatBytes } from '../../model/bytes.ts'
import type { Incident } from '../../model/report.ts'
import { labelled, type Page } from '../page.ts'
import { say } from '../piece.ts'

/** What is known of the size that the workload needs. */
export function sizingLines({ sizing }: Incident, page: Page): string[] {
  if (sizing === null) return []
  const size = (name: string, bytes: number | null): string[] =>
    bytes === null ? [] : [`${name} ${formatBytes(bytes)}`]
  const facts = [
    ...size('limit at the kill', sizing.limitAtKillBytes),
    ...size('limit in the spec', sizing.specLimitBytes),
    ...size('usage at the kill', sizing.usageAtKillBytes),
    ...size('needed at least', sizing.atLeastBytes),
  ]
  return labelled(page, 'Sizing', [...(facts.length === 0 ? [] : [[say(facts.join(', '))]]), [say(sizing.why)]])
}
