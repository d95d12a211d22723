import { bareBody } from '../../model/body.ts'
import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat } from '../../model/reader.ts'
import { beginsLog } from './prefix-shape.ts'

const ID = 'hard-wrapped'
const MIN_COLUMNS = 60
const MAX_COLUMNS = 400
const MAX_LINES_LOOKED_AT = 1500
const MIN_FULL = 4
/** Of the full lines so many go on in one that begins no record, and of the lines that go on so many are full. */
const SHARE = 0.8
/** A line of the kernel holds 1 KiB, and its wrappings some more. */
const MAX_JOINED = 4096
/** A citation is short: of a line in more pieces the first ones are cited. */
const MAX_CITED_LINES = 3

/** A line of a record that holds several, as dmesg prints it. */
const INDENTED = /^ {4}/

/** Columns of the terminal that broke the lines of a head; null where none did. */
function columnsOf(head: string): number | null {
  const start = head.charCodeAt(0) === 0xfeff ? 1 : 0
  const lines = head.slice(start, Math.max(start, head.lastIndexOf('\n'))).split('\n', MAX_LINES_LOOKED_AT)
  const texts = lines.map(line => (line.endsWith('\r') ? line.slice(0, -1) : line))
  const columns = texts.reduce((most, { length }) => Math.max(most, length), 0)
  if (columns < MIN_COLUMNS || columns > MAX_COLUMNS) return null
  const full = texts.slice(0, -1).filter(({ length }) => length === columns).length
  // A mail program breaks lines at blanks, where few are full.
  // What all lines begin with is somebody's indentation.
  const margin = texts.reduce((least, text) => (text === '' ? least : Math.min(least, text.search(/\S|$/))), columns)
  const goesOn = (text: string, next: string): boolean =>
    next !== '' && !beginsLog(next) && (text.length === columns || !INDENTED.test(next.slice(margin)))
  const goingOn = texts.slice(0, -1).filter((text, at) => goesOn(text, texts[at + 1] ?? ''))
  const fullGoingOn = goingOn.filter(({ length }) => length === columns).length
  if (fullGoingOn < MIN_FULL || fullGoingOn < Math.max(full, goingOn.length) * SHARE) return null
  return texts.filter(beginsLog).length >= texts.length / 3 ? columns : null
}

const MARGIN = /^[\s>]*/

function joined(above: Body, next: Line): Body {
  const { line } = above
  const margin = MARGIN.exec(line.text)?.[0] ?? ''
  const more = next.text.startsWith(margin) ? next.text.slice(margin.length) : next.text
  const isCited = next.number - line.number < MAX_CITED_LINES
  const whole = { ...line, end: next.end, endNumber: next.number, text: `${line.text}\n${next.text}` }
  return { ...above, text: above.text + more, line: isCited ? whole : line }
}

/** What was copied from a terminal that broke every long line at its last column, anywhere in a word. */
export const hardWrapped: RecordFormat = {
  id: ID,
  matches: (_path, head) => columnsOf(head) !== null,
  open(_path, head) {
    const columns = columnsOf(head)
    let held: Body | null = null
    let goesOn = false
    const taken = (): readonly Body[] => (held === null ? [] : [held])

    return {
      take(line) {
        const isMore = goesOn && held !== null && held.text.length < MAX_JOINED && !beginsLog(line.text)
        const bodies = isMore ? [] : taken()
        held = isMore && held !== null ? joined(held, line) : bareBody(line, line.text)
        goesOn = line.text.length === columns
        return bodies
      },
      close: taken,
    }
  },
}
