import { displayWidth, fitting } from './display-width.ts'
import type { Piece, Style } from './piece.ts'

interface Word {
  readonly text: string
  readonly style: Style
}

/** The narrowest column that words are broken into: an indentation never leaves less. */
const NARROWEST = 8

/** Where a path or a name may be broken. */
const SEPARATORS = ['/', '-', '_', '.', ',', '=']
/** Every space but the one between a number and its unit, or a date and its time. */
const BREAK = /(?<!\d) | (?!(?:[KMGTPE]iB|B|s|ms|min|h|d|%|UTC)(?!\w)|\d\d:\d\d:\d\d)/

/** A text in parts of at most `width` columns that end behind a separator where one is near; nothing is left out. */
export function* broken(text: string, width: number, separators: readonly string[]): Generator<string> {
  let rest = text
  for (let most = fitting(rest, width); most < rest.length; most = fitting(rest, width)) {
    const separator = Math.max(...separators.map(char => rest.lastIndexOf(char, most - 1)))
    const end = separator > most / 2 ? separator + 1 : most
    yield rest.slice(0, end)
    rest = rest.slice(end)
  }
  if (rest !== '') yield rest
}

function* words(pieces: readonly Piece[], width: number): Generator<Word> {
  for (const { text, whole, style } of pieces) {
    if (whole) {
      const word = text.trimEnd()
      if (word !== '') yield { text: word, style }
      continue
    }
    for (const word of text.split(BREAK))
      for (const part of broken(word, width, SEPARATORS)) yield { text: part, style }
  }
}

/** Words of one style are styled together, so that a line holds few codes. */
function styled(line: readonly Word[]): string {
  const runs: { text: string; style: Style }[] = []
  for (const { text, style } of line) {
    const last = runs.at(-1)
    if (last?.style === style) last.text += ` ${text}`
    else runs.push({ text, style })
  }
  return runs.map(run => run.style(run.text)).join(' ')
}

/** Lays pieces out as lines of at most `width` columns: the first indented by `indent`, the others by `hang`. */
export function flow(pieces: readonly Piece[], width: number, indent = 0, hang: number = indent): string[] {
  const lines: Word[][] = [[]]
  let used = indent
  for (const word of words(pieces, Math.max(NARROWEST, width - Math.max(hang, indent)))) {
    const wide = displayWidth(word.text)
    const line = lines.at(-1) ?? []
    if (line.length > 0 && used + 1 + wide > width) {
      lines.push([word])
      used = hang + wide
    } else {
      used += wide + (line.length > 0 ? 1 : 0)
      line.push(word)
    }
  }
  const filled = lines.filter(line => line.length > 0)
  return filled.map((line, at) => (' '.repeat(at === 0 ? indent : hang) + styled(line)).trimEnd())
}
