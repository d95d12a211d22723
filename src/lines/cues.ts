const quoted = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** One expression that finds any of the literals. Longest first, so that it does not matter how they overlap. */
export function cueExpression(literals: Iterable<string>): RegExp {
  const unique = [...new Set(literals)]
    .filter(literal => literal !== '')
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
  // An expression that matches nothing, where there are no cues.
  return unique.length === 0 ? /(?!)/ : new RegExp(unique.map(quoted).join('|'))
}

/** In UTF-8, read byte by byte, it is two characters. */
const NO_BREAK_SPACE = '\\u00c2?\\u00a0'

/** The same where no-break spaces may stand for blanks: web pages and chats put them there. */
export const withNoBreakSpaces = (cues: RegExp): RegExp =>
  new RegExp(cues.source.replaceAll(' ', `(?: |${NO_BREAK_SPACE})`))
