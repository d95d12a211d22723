import { displayWidth, fitting } from '../../render/display-width.ts'

/** Codes of colour and weight, which take no columns. Nothing else that begins with an escape is ever drawn. */
const CODE = /\u001b\[[\d;]*m/g
const RESET = '\u001b[0m'

/** Columns of a line that holds codes. */
export const styledWidth = (line: string): number => displayWidth(line.replace(CODE, ''))

/** A line with codes, in parts of at most `width` columns; what is on where a part ends goes on in the next. */
export function cutStyled(line: string, width: number): readonly string[] {
  if (width < 1) return []
  if (styledWidth(line) <= width) return [line]
  const parts: string[] = []
  let on = ''
  let part = ''
  let room = width
  const add = (text: string): void => {
    for (let rest = text; rest !== ''; ) {
      const length = fitting(rest, room)
      part += rest.slice(0, length)
      room -= displayWidth(rest.slice(0, length))
      rest = rest.slice(length)
      if (rest === '') break
      parts.push(on === '' ? part : part + RESET)
      part = on
      room = width
      // A character wider than the pane would never fit.
      if (fitting(rest, room) === 0) break
    }
  }
  let from = 0
  for (const match of line.matchAll(CODE)) {
    add(line.slice(from, match.index))
    part += match[0]
    on += match[0]
    from = match.index + match[0].length
  }
  add(line.slice(from))
  parts.push(on === '' ? part : part + RESET)
  return parts
}

/** Cut to `width` columns. */
export const clipStyled = (line: string, width: number): string => cutStyled(line, width)[0] ?? ''

/** Exactly `width` columns. */
export function fillStyled(line: string, width: number): string {
  const cut = clipStyled(line, width)
  return cut + ' '.repeat(Math.max(0, width - styledWidth(cut)))
}
