import { clip, displayWidth, pad } from './display-width.ts'
import { printable } from './printable.ts'

export type Align = 'left' | 'right'

const GAP = 2
/** A column that must give way keeps this many columns of text. */
const NARROWEST = 6

/** Takes what is too much from the widest columns, one at a time, down to the narrowest that still tells something. */
function fitted(widths: readonly number[], room: number, firm: number): number[] {
  const result = [...widths]
  let excess = result.reduce((sum, width) => sum + width, 0) + GAP * (result.length - 1) - room
  while (excess > 0) {
    const widest = Math.max(...result.slice(firm))
    if (widest <= NARROWEST) break
    const at = result.lastIndexOf(widest)
    const next = Math.max(NARROWEST, ...result.slice(firm).filter(width => width < widest))
    const taken = Math.min(excess, widest - next)
    result[at] = widest - taken
    excess -= taken
  }
  return result
}

/**
 * Rows in aligned columns that fit into `room` columns: what does not fit into a cell is cut with `…`, but never in the
 * first `firm` columns.
 */
export function table(
  rows: readonly (readonly string[])[],
  aligns: readonly Align[],
  room: number,
  firm = 0,
): string[] {
  const cells = rows.map(row => row.map(printable))
  const widths = aligns.map((_, at) => cells.reduce((most, row) => Math.max(most, displayWidth(row[at] ?? '')), 0))
  const columns = fitted(widths, room, firm)
  return cells.map(row =>
    columns
      .map((width, at) => pad(clip(row[at] ?? '', width), width, aligns[at] ?? 'left'))
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}
