import type { CstNode, CstParser, IToken, Lexer } from 'chevrotain'

/** A labelled part of a text that was read, with its offset in UTF-16 units. */
export interface Piece {
  readonly text: string
  readonly start: number
}

/** What a grammar makes of a text: its tree, or the place where it stopped and why. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly offset: number; readonly message: string }

export const pieceOf = (token: IToken): Piece => ({ text: token.image, start: token.startOffset })

/** V8 notes the stack of every error; other engines have no such limit. */
const errors: ErrorConstructor & { stackTraceLimit?: number | undefined } = Error

/** The pieces under one label of a node; none where the text has no such part. */
export const piecesOf = (node: CstNode, label: string): readonly Piece[] =>
  (node.children[label] ?? []).flatMap(child => ('image' in child ? [pieceOf(child)] : []))

/** Runs one rule over the whole of a text, with what is made at the first call. Parsers are shared, so the tree is taken out before the next one. */
export function readWith<T>(
  ofLexer: () => Lexer,
  ofParser: () => CstParser,
  rule: () => CstNode,
  text: string,
  take: (tree: CstNode) => T,
): Reading<T> {
  const frames = errors.stackTraceLimit
  // Nobody sees where in Chevrotain a text was found to be another; to note it takes longer than to parse.
  errors.stackTraceLimit = 0
  try {
    return read(ofLexer, ofParser, rule, text, take)
  } finally {
    errors.stackTraceLimit = frames
  }
}

function read<T>(
  ofLexer: () => Lexer,
  ofParser: () => CstParser,
  rule: () => CstNode,
  text: string,
  take: (tree: CstNode) => T,
): Reading<T> {
  const { tokens, errors } = ofLexer().tokenize(text)
  const [unknown] = errors
  if (unknown) return { ok: false, offset: unknown.offset, message: unknown.message }
  const parser = ofParser()
  parser.input = tokens
  const tree = rule()
  const [wrong] = parser.errors
  if (wrong) {
    const offset = wrong.token.startOffset
    return { ok: false, offset: offset >= 0 ? offset : text.length, message: wrong.message }
  }
  return { ok: true, value: take(tree) }
}
