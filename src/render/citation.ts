import type { Span } from '../model/span.ts'
import { clip, displayWidth } from './display-width.ts'
import { broken, flow } from './flow.ts'
import type { Page } from './page.ts'
import { type Piece, say, whole } from './piece.ts'
import { printable } from './printable.ts'

/** Where a span is: `node/dmesg.txt:337`, or `node/dmesg.txt:337-406` for several lines. */
export const place = ({ path, line, endLine }: Span): string => `${path}:${line}${endLine > line ? `-${endLine}` : ''}`

/** Citations behind a claim: the first two, all of them when verbose. */
export function cited(page: Page, evidence: readonly Span[]): Piece[] {
  const shown = page.verbose ? evidence : evidence.slice(0, 2)
  const left = evidence.length - shown.length
  const after = (at: number): string => (at < shown.length - 1 || left > 0 ? ',' : ']')
  return [
    ...shown.map((span, at) => whole(`${at === 0 ? '[' : ''}${place(span)}${after(at)}`, page.ink.dim)),
    ...(left > 0 ? [say(`${left} more]`, page.ink.dim)] : []),
  ]
}

/** A text as it stands, on its own lines: the first two with `…`, all of them when verbose. */
function underneath(page: Page, text: string, indent: number): string[] {
  const room = page.width - indent
  const [first = '', ...rest] = broken(text, room, [' ', ','])
  const lines = page.verbose ? [first, ...rest] : [first, clip(rest.join(''), room)]
  return lines.map(line => `${' '.repeat(indent)}${line}`.trimEnd()).filter(line => line !== '')
}

/** A citation with the text that it cites, beside it where all of it fits there. */
export function quoted(page: Page, span: Span, indent: number): string[] {
  const where = flow([whole(place(span), page.ink.dim)], page.width, indent)
  if (span.excerpt === null) return where
  // A line that mail broke is shown whole again.
  const text = printable(
    span.excerpt.trim().replace(/^[\s>]+|(?<!\s)\s*\n[\s>]*/g, match => (match.includes('\n') ? ' ' : '')),
  )
  const room = page.width - indent - displayWidth(printable(place(span))) - 2
  if (displayWidth(text) <= room) return where.map(line => `${line}  ${text}`.trimEnd())
  return [...where, ...underneath(page, text, indent + 2)]
}
