import type { Cause, Incident } from '../../model/report.ts'
import { cited } from '../citation.ts'
import { flow } from '../flow.ts'
import { beside, bodyColumn, type Page, several } from '../page.ts'
import { say } from '../piece.ts'

/** Why it happened, the cause to act on first. */
export function causeLines({ causes }: Incident, page: Page): string[] {
  const indent = bodyColumn(page)
  const lines = ({ code, confidence, why, evidence }: Cause): string[] =>
    flow(
      [say(code, page.ink.bold), say(`(${confidence}):`), say(why), ...cited(page, evidence)],
      page.width,
      indent,
      indent + 2,
    )
  return beside(page, 'Why', several(page, causes, { most: 4, indent }, lines))
}
