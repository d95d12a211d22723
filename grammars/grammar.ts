import type { CstParser, Lexer } from 'chevrotain'

/** A text as some program prints it. */
export interface Example {
  /** Name of the rule that reads it. */
  readonly rule: string
  readonly text: string
  /** The program and its versions. */
  readonly from: string
}

/**
 * What each grammar file exports as `grammar`. docs/grammars.md is made of these: the rules are those of the parser, the
 * tokens those of the lexer. Every rule is reached by an example.
 */
export interface Grammar {
  /** What it reads, in a few words. */
  readonly reads: string
  /** Made at the first call. */
  readonly lexer: () => Lexer
  readonly parser: () => CstParser
  readonly examples: readonly Example[]
}
