import { bareBody } from '../model/body.ts'
import type { Line } from '../model/line.ts'
import type { Body, Envelope } from '../model/reader.ts'
import { shownLines } from './shown-lines.ts'

/** Wrappings nest: a syslog line may hold a printk stamp. More than this many is no log. */
const MAX_DEPTH = 8

/** Longer texts than this are no line of a kernel (a record holds 1 KiB), and no grammar is tried on them. */
export const MAX_TEXT: number = 16 * 1024

/** People indent and quote logs that they pass on. */
const MARGIN = /^[\s>]+/

const byFirst = new WeakMap<readonly Envelope[], Map<string, readonly Envelope[]>>()

function mapFor(envelopes: readonly Envelope[]): Map<string, readonly Envelope[]> {
  const map = new Map<string, readonly Envelope[]>()
  byFirst.set(envelopes, map)
  return map
}

/** The envelopes that a line may be in which begins with this character. */
function beginningWith(first: string, envelopes: readonly Envelope[]): readonly Envelope[] {
  const map = byFirst.get(envelopes) ?? mapFor(envelopes)
  const known = map.get(first)
  if (known !== undefined) return known
  const possible = envelopes.filter(envelope => envelope.first?.test(first) ?? true)
  map.set(first, possible)
  return possible
}

/** Takes every wrapping off that is known, the outermost first. */
export function peel(body: Body, envelopes: readonly Envelope[], depth = 0): readonly Body[] {
  if (depth === MAX_DEPTH || body.text.length > MAX_TEXT) return [body]
  for (const envelope of beginningWith(body.text.charAt(0), envelopes)) {
    const opened = envelope.open(body)
    if (opened === null) continue
    const outer = [...body.envelopes, envelope.id]
    if ('text' in opened) return peel({ ...opened, envelopes: outer }, envelopes, depth + 1)
    return opened.flatMap(each => peel({ ...each, envelopes: outer }, envelopes, depth + 1))
  }
  return [body]
}

/** Terminals and editors fill lines with blanks. A single one stays: mail that flows has it where a line goes on. */
function unpadded(text: string): string {
  let end = text.length
  while (end > 0 && (text.charAt(end - 1) === ' ' || text.charAt(end - 1) === '\t')) end -= 1
  return text.length - end > 1 ? text.slice(0, end) : text
}

const marginOf = (text: string): string => (text.length > MAX_TEXT ? '' : (MARGIN.exec(text)?.[0] ?? ''))

/**
 * Takes lines out of their wrappings. A line without one that is indented directly below a wrapped line is more of the
 * same record, as dmesg prints records of several lines. `text` is what a line says, where it was broken or encoded.
 */
export function newPeeler(envelopes: readonly Envelope[]): (line: Line, text?: string) => readonly Body[] {
  let previous: Body | null = null
  let previousMargin = ''
  function open(line: Line, text: string): readonly Body[] {
    const above: Body | null = previous !== null && line.number - previous.line.number <= 1 ? previous : null
    const margin = marginOf(text)
    // Below a wrapped line what is indented more belongs to it, whatever it quotes.
    if (above !== null && margin.length > previousMargin.length && margin.startsWith(previousMargin)) {
      previous = { ...above, line, text: text.slice(margin.length), continues: true }
      return [previous]
    }
    const bodies = peel(bareBody(line, text.slice(margin.length)), envelopes)
    const last = bodies.at(-1)
    const isWrapped = last !== undefined && last.envelopes.length > 0
    previous = isWrapped ? last : null
    if (isWrapped) previousMargin = margin
    return bodies
  }

  return (line, text = line.text) => {
    const shown = shownLines(text)
    const [first] = shown
    // As a rule: a log has millions of lines.
    if (shown.length === 1 && first !== undefined) return open(line, unpadded(first))
    return shown.flatMap(each => open(line, unpadded(each)))
  }
}
