import type { Advice, Incident } from '../../model/report.ts'
import { flow } from '../flow.ts'
import { beside, bodyColumn, type Page } from '../page.ts'
import { type Piece, say } from '../piece.ts'

/** The value now and the value wanted. */
export function change({ from, to }: Advice): string {
  if (from !== null && to !== null) return `: ${from} → ${to}`
  if (to !== null) return `: to ${to}`
  return from === null ? '' : `: now ${from}`
}

/** What to do: the object, the number, the reason, and what would not help. */
export function adviceLines({ advice }: Incident, page: Page): string[] {
  const indent = bodyColumn(page)
  const lines = advice.flatMap((one, at) => {
    // Said once: two measures may have the same wrong one beside them.
    const isSaid = advice.slice(0, at).some(before => before.willNotHelp === one.willNotHelp)
    const detail = (...pieces: readonly Piece[]): string[] => flow(pieces, page.width, indent + 2, indent + 4)
    return [
      ...flow([say(one.do, page.ink.bold)], page.width, indent, indent + 2),
      ...detail(say(`${one.object}${change(one)}`)),
      ...detail(say(one.why)),
      ...(one.willNotHelp === null || isSaid
        ? []
        : detail(say('Will not help:', page.ink.yellow), say(one.willNotHelp))),
    ]
  })
  return beside(page, 'Do', lines)
}
