import { bareBody } from '../../model/body.ts'
import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat } from '../../model/reader.ts'
import { MESSAGE_KEYS } from '../json/entry.ts'
import { measureOf } from './measure.ts'
import { logStart } from './record-line.ts'

const ID = 'json-strings'
const BEGINS = /^\s*[{[]/
/** A string that begins with a stamp of printk, or has a line that does. */
const STAMP = /(?:"|\\n)(?:<\d{1,3}>)?\[ {0,7}\d{1,10}\.\d{6}\]/
const KEY_BEFORE = /"([^"\\]{1,64})"\s{0,8}:\s{0,8}$/
const STRING = /"(?:[^"\\]|\\.)*"/g
const NAMES: ReadonlySet<string> = new Set(MESSAGE_KEYS)

/** True where the first log in a string is no message of a record, which another reader knows more about. */
function holdsLog(head: string): boolean {
  const at = STAMP.exec(head)?.index
  if (at === undefined) return false
  let quote = at
  while (quote > 0 && (head[quote] !== '"' || head[quote - 1] === '\\')) quote -= 1
  const key = KEY_BEFORE.exec(head.slice(Math.max(0, quote - 100), quote))?.[1]
  return key === undefined || !NAMES.has(key)
}

interface Piece {
  readonly text: string
  /** Where it stands in the text of the line, in UTF-16 units. */
  readonly from: number
  readonly to: number
}

function unescaped(literal: string): string {
  try {
    return String(JSON.parse(`"${literal}"`))
  } catch {
    return literal
  }
}

/** The lines of a string of JSON, whose content stands between two places. */
function piecesOf(text: string, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = []
  let begin = from
  for (let at = from; at < to; at += 1) {
    if (text[at] !== '\\') continue
    at += 1
    if (text[at] !== 'n') continue
    pieces.push({ text: unescaped(text.slice(begin, at - 1)), from: begin, to: at - 1 })
    begin = at + 1
  }
  if (begin < to) pieces.push({ text: unescaped(text.slice(begin, to)), from: begin, to })
  return pieces
}

/** The bytes of a piece; the whole line where they are not known. */
function newNarrower(line: Line): (piece: Piece) => Line {
  const measure = measureOf(line)
  let [unit, byte] = [0, line.start]
  return ({ from, to }) => {
    if (measure === null) return line
    const start = byte + measure(line.text.slice(unit, from))
    const end = start + measure(line.text.slice(from, to))
    ;[unit, byte] = [to, end]
    return { ...line, start, end, text: line.text.slice(from, to) }
  }
}

function bodiesOf(line: Line): readonly Body[] {
  const bodies: Body[] = []
  const narrowed = newNarrower(line)
  for (const { 0: string, index } of line.text.matchAll(STRING)) {
    const end = index + string.length
    if (/^\s{0,8}:/.test(line.text.slice(end, end + 10))) continue
    for (const piece of piecesOf(line.text, index + 1, end - 1)) bodies.push(bareBody(narrowed(piece), piece.text))
  }
  return bodies
}

/**
 * A log inside strings of JSON: `aws ec2 get-console-output` has it in one, Ansible in a list with a string for each line,
 * beside the same in one string.
 */
export const jsonStrings: RecordFormat = {
  id: ID,
  matches(_path, head) {
    const text = head.slice(logStart(head))
    return BEGINS.test(text.slice(0, 1000)) && holdsLog(text)
  },
  open: () => ({ take: bodiesOf, close: () => [] }),
}
