import { clip, displayWidth, fitting, pad } from '../../render/display-width.ts'
import { place } from '../../render/citation.ts'
import { flow } from '../../render/flow.ts'
import { plain, say, whole } from '../../render/piece.ts'
import { printable } from '../../render/printable.ts'
import type { Span } from '../../model/span.ts'
import type { SourceText } from '../case/source-text.ts'
import { citationOf, fileOf } from '../state/evidence.ts'
import { type Box, linesOf } from '../state/layout.ts'
import type { State } from '../state/state.ts'
import { highlighted } from './highlight.ts'
import type { Ink } from './ink.ts'

function shiftedBy(text: string, columns: number): string {
  return columns === 0 ? text : text.slice(fitting(text, columns))
}

function textLines(state: State, text: SourceText, span: Span, box: Box, ink: Ink): readonly string[] {
  const first = text.lineOfByte(span.start)
  const last = Math.max(first, text.lineOfByte(Math.max(span.start, span.end - 1)))
  const digits = String(text.firstLine + text.count).length
  const lines: string[] = []
  const { top, at } = state.source
  const search = state.focus === 'source' ? state.search : null
  for (let line = top; line < Math.min(text.count, top + linesOf(box)); line += 1) {
    const isCited = line >= first && line <= last
    const isHere = line === at && state.focus === 'source'
    const number = pad(String(text.firstLine + line), digits, 'right')
    const mark = isCited ? ink.marks.pointer : ' '
    const shown = clip(shiftedBy(text.line(line), state.shift), Math.max(1, box.width - digits - 3))
    if (isHere) lines.push(ink.inverse(pad(`${mark}${number} ${shown}`, box.width)))
    else if (isCited)
      lines.push(`${ink.yellow(mark)}${ink.yellow(number)} ${highlighted(shown, search, ink.bold, ink.inverse)}`)
    else lines.push(`${mark}${ink.dim(number)} ${highlighted(shown, search, plain, ink.inverse)}`)
  }
  return lines
}

/** What the report itself keeps of the cited text, and why there is no more. */
function excerptLines(span: Span, why: string, box: Box, ink: Ink): readonly string[] {
  const width = Math.max(16, box.width)
  return [
    ...flow([say(why)], width, 0, 2),
    '',
    ...flow([whole(place(span), ink.bold)], width),
    ...(span.excerpt === null
      ? flow([say('The citation is of many lines; the report keeps no text of it.', ink.dim)], width)
      : span.excerpt.split('\n').flatMap(line => flow([say(line)], width, 2, 4))),
  ]
}

const NO_BUNDLE = 'The source is not at hand. Give the bundle beside the report to see it whole; the report keeps this:'

/** Whether the cited bytes are what the report quotes: another file of the same name would mislead. */
function isAnother(text: SourceText, { start, end, excerpt }: Span): boolean {
  const [quoted = ''] = (excerpt ?? '').split('\n')
  return quoted.length > 0 && !text.between(start, end).includes(quoted.trim().slice(0, 40))
}

/** A long path by its end, which tells files apart. */
const endOf = (text: string, columns: number): string =>
  displayWidth(text) <= columns ? text : `…${text.slice(text.length - columns + 1)}`

export function sourceHeading(state: State, width: number): string {
  const shown = citationOf(state)
  if (!shown) return 'Source'
  const { span, at, of } = shown
  const file = fileOf(state)
  const other = file?.is === 'ready' && isAnother(file.text, span) ? ', not the text that the report quotes!' : ''
  const cut = file?.is === 'ready' && (file.text.cutBefore || file.text.cutAfter) ? ', part of a larger file' : ''
  return `${endOf(printable(place(span)), Math.max(24, width - 36))}  citation ${at + 1} of ${of}${cut}${other}`
}

export function sourceLines(state: State, box: Box, ink: Ink): readonly string[] {
  const shown = citationOf(state)
  if (!shown) return [clip('This entry cites no line of its own.', box.width)]
  const file = fileOf(state)
  if (file === null || file.is === 'absent')
    return excerptLines(shown.span, file === null ? NO_BUNDLE : file.why, box, ink).slice(0, linesOf(box))
  if (file.is === 'reading') return [ink.dim(clip(`reading ${printable(shown.span.path)}`, box.width))]
  return textLines(state, file.text, shown.span, box, ink)
}
