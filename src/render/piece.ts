import { printable } from './printable.ts'

/** Wraps a text in the codes of a colour; the identity when there is no colour. */
export type Style = (text: string) => string

/** A part of a paragraph. Every text of a report becomes a piece before it is laid out, and so is made printable here. */
export interface Piece {
  readonly text: string
  /** Never broken over two lines: a citation, a command. */
  readonly whole: boolean
  readonly style: Style
}

export const plain: Style = text => text

/** A text that may be broken at its spaces, and where a word is longer than a line inside of it. */
export const say = (text: string, style: Style = plain): Piece => ({ text: printable(text), whole: false, style })

/** A text that stays on one line, even where it is longer than the line. */
export const whole = (text: string, style: Style = plain): Piece => ({ text: printable(text), whole: true, style })
