import { printable } from '../printable.ts'

/** What Markdown, or the HTML inside it, gives a meaning to. */
const MARKUP = /[\\`*{}[\]<>|~&$]|(?<![A-Za-z\d])_|_(?![A-Za-z\d])/g
/** What only means something at the beginning of a line. */
const LEADING = /^(\s*)([-+#=])|^(\s*\d{1,9})([.)])(?=\s|$)/
/** What viewers turn into mentions of people and issues although nobody meant it. */
const MENTION = /(?<!\w)([@#]\w[\w-]*)/
/** What viewers turn into links. */
const LINK = /\b(https?|ftp|mailto|xmpp|www)([:.])/gi

const entity = (char: string): string => `&#${char.charCodeAt(0)};`

const escaped = (text: string): string =>
  text
    .replace(MARKUP, char => (char === '&' || char === '<' || char === '>' ? entity(char) : `\\${char}`))
    .replace(LINK, (_, scheme: string, mark: string) => `${scheme}${entity(mark)}`)

/**
 * Text of a report as Markdown that reads the same: what logs hold stays text, whatever it looks like. What would mention
 * somebody is set as code.
 */
export function markdown(text: string): string {
  const pieces = printable(text).split(MENTION)
  const joined = pieces.map((piece, at) => (at % 2 === 1 ? code(piece) : escaped(piece))).join('')
  return joined.replace(LEADING, (_, a = '', b = '', c = '', d = '') => `${a}${c}\\${b}${d}`)
}

function longestRun(text: string): number {
  return [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0)
}

/** Text as a code span, which no mark inside it can end. */
export function code(text: string): string {
  const shown = printable(text)
  const fence = '`'.repeat(longestRun(shown) + 1)
  const padding = shown.startsWith('`') || shown.endsWith('`') || shown === '' ? ' ' : ''
  return `${fence}${padding}${shown}${padding}${fence}`
}

/** The same inside a table, where a bar ends the cell even within code. */
export const codeCell = (text: string): string => code(text).replaceAll('|', '\\|')

/** Lines as one block of code, which no line inside it can end. */
export function block(lines: readonly string[]): string[] {
  const shown = lines.map(printable)
  const fence = '`'.repeat(Math.max(3, ...shown.map(line => longestRun(line) + 1)))
  return [`${fence}text`, ...shown, fence]
}
