import type { Incident } from '../../model/report.ts'
import { flow } from '../flow.ts'
import type { Lookup } from '../lookup.ts'
import { beside, bodyColumn, type Page } from '../page.ts'
import { say } from '../piece.ts'
import { longTime } from '../time.ts'

/** What else was joined to the incident, and on what ground. */
export function linkLines({ links }: Incident, page: Page, { entries }: Lookup): string[] {
  const indent = bodyColumn(page)
  const lines = links.flatMap(({ to, because }) => {
    const entry = entries.get(to)
    const what = entry ? `: ${longTime(entry.at)}, ${entry.title}` : ''
    return flow([say(`${to} by ${because}${what}`)], page.width, indent, indent + 2)
  })
  return beside(page, 'Joined', lines)
}
