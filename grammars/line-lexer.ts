import { type IMultiModeLexerDefinition, Lexer, type TokenType } from 'chevrotain'
import { lazily } from './lazily.ts'

/**
 * A lexer for single lines, made when it is first asked for. It looks at the next character to know which tokens can begin
 * there, and refuses tokens of which that cannot be said: trying each of them at every place is what makes lexers slow.
 */
export const lineLexer = (definition: TokenType[] | IMultiModeLexerDefinition): (() => Lexer) =>
  lazily(
    () => new Lexer(definition, { positionTracking: 'onlyOffset', recoveryEnabled: false, ensureOptimizations: true }),
  )
