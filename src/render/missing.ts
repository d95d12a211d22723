import type { Report } from '../model/report.ts'
import { flow } from './flow.ts'
import { command, entry, MOST_ENTRIES, type Page, section, several } from './page.ts'
import { say } from './piece.ts'

/** What to collect next. */
export const missingLines = ({ missing }: Report, page: Page): string[] =>
  section(
    page,
    'Missing',
    several(page, missing, { most: MOST_ENTRIES, indent: 2 }, ({ what, wouldSettle, collect }) => [
      ...entry(page, [say(what)]),
      ...flow([say('Would settle:', page.ink.dim), say(wouldSettle)], page.width, 4, 6),
      ...flow(command(page, collect), page.width, 4, 6),
    ]),
  )
