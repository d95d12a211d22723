import type { ClockBook } from '../clock/book.ts'
import type { Act } from './act.ts'
import { actBounds } from './act-time.ts'

const middleOf = (act: Act, clocks: ClockBook): number | null => {
  const [bounds] = actBounds(act, clocks)
  return bounds ? (bounds.from + bounds.to) / 2 : null
}

/** Whether one act came after another: by their place where one log holds both, else by their times, else not known to. */
export function isLater(act: Act, than: Act, clocks: ClockBook): boolean {
  for (const { report: one } of act.digests) {
    const two = than.digests.find(({ report }) => report.span.path === one.span.path)?.report
    if (two) return one.span.start > two.span.start
  }
  const [a, b] = [middleOf(act, clocks), middleOf(than, clocks)]
  return a !== null && b !== null && a > b
}
