import { shapeOf } from '../state/search.ts'
import type { Style } from './ink.ts'

/** A text in one style, with each match of the search in another. */
export function highlighted(text: string, search: string | null, style: Style, match: Style): string {
  if (search === null || search === '') return style(text)
  const shape = shapeOf(search, 'giu')
  let line = ''
  let from = 0
  for (const found of text.matchAll(shape)) {
    line += (found.index > from ? style(text.slice(from, found.index)) : '') + match(found[0])
    from = found.index + found[0].length
  }
  return line + (from < text.length ? style(text.slice(from)) : '')
}
