import { formatBytes } from '../model/bytes.ts'
import type { Report, SourceSummary } from '../model/report.ts'
import { flow } from './flow.ts'
import { entry, type Page, section } from './page.ts'
import { say, whole } from './piece.ts'
import { wallTime } from './time.ts'

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

function facts({ format, bytes, lines, events, from, to, node }: SourceSummary): string {
  return [
    format === 'unknown' ? 'not recognised' : format,
    formatBytes(bytes),
    counted(lines, 'line'),
    counted(events, 'event'),
    ...(from === null ? [] : [`from ${wallTime(from)}`]),
    ...(to === null ? [] : [`to ${wallTime(to)}`]),
    ...(node === null ? [] : [`node ${node}`]),
  ].join(', ')
}

/** What was read: each file when verbose, else their number. */
export function sourceLines({ sources }: Report, page: Page): string[] {
  const lines = sources.reduce((sum, source) => sum + source.lines, 0)
  const total = `Read ${counted(sources.length, 'file')}, ${counted(lines, 'line')}.`
  if (!page.verbose || sources.length === 0) return ['', ...flow([say(total, page.ink.dim)], page.width)]
  return section(
    page,
    total,
    sources.flatMap(source => entry(page, [whole(source.path), say(facts(source))])),
  )
}
