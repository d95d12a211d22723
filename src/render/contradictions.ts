import type { Report } from '../model/report.ts'
import { cited } from './citation.ts'
import { flow } from './flow.ts'
import { entry, MOST_ENTRIES, type Page, section, several } from './page.ts'
import { type Piece, say } from './piece.ts'

/** Sources that disagree, and what would settle it. */
export const contradictionLines = ({ contradictions }: Report, page: Page): string[] =>
  section(
    page,
    'Contradictions',
    several(page, contradictions, { most: MOST_ENTRIES, indent: 2 }, ({ says, against, evidence, settledBy }) => {
      const below = (pieces: readonly Piece[]): string[] => flow(pieces, page.width, 4, 6)
      return [
        ...entry(page, [say(says)]),
        ...below([say('But:', page.ink.yellow), say(against), ...cited(page, evidence)]),
        ...below([say('Settled by:', page.ink.dim), say(settledBy)]),
      ]
    }),
  )
