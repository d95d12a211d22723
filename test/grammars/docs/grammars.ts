import { readdirSync, readFileSync } from 'node:fs'
import type { Grammar } from '../../../grammars/grammar.ts'
import { ROOT } from '../../readme/documents.ts'

/** A file of grammars/ that makes a parser or a lexer. */
export interface GrammarFile {
  /** `kernel/kill`. */
  readonly name: string
  readonly path: string
  /** What the file exports as `grammar`. */
  readonly grammar: Grammar | undefined
}

const MAKES_GRAMMAR = /\bextends LineParser\b|\blineLexer\((?!definition)/

/** Found by looking at every file, so that no list can lack one. */
export const grammarFiles: readonly GrammarFile[] = await Promise.all(
  readdirSync(`${ROOT}grammars`, { recursive: true, encoding: 'utf8' })
    .map(file => `grammars/${file.replaceAll('\\', '/')}`)
    .filter(path => path.endsWith('.ts') && MAKES_GRAMMAR.test(readFileSync(ROOT + path, 'utf8')))
    .sort()
    .map(async path => {
      const exported: { grammar?: Grammar } = await import(ROOT + path)
      return { name: path.slice('grammars/'.length, -'.ts'.length), path, grammar: exported.grammar }
    }),
)
