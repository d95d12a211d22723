import type { Example } from '../../../grammars/grammar.ts'
import { rulesOf } from './ebnf.ts'
import type { GrammarFile } from './grammars.ts'
import { tokensOf } from './tokens.ts'

const INTRODUCTION = `# Grammars

What the parsers read, taken from the parsers themselves: the tests write this page and fail where it differs from the
code. \`UPDATE=1 npx vitest run --dir test test/grammars/docs\` writes it anew. [Extending](extending.md) says where a new
grammar goes.

A grammar sees one line or block after its wrapping was taken off and a literal in it was found; see the way of a line in
[architecture](architecture.md). It says what is there. What that means is decided in \`src/formats/\`.

- **Rules** are in the EBNF of the W3C: \`?\` at most once, \`*\` any number, \`+\` at least once, \`|\` or. A comment names
  what is taken from a token, where that is not its name. A rule reads the whole of its text or nothing.
- **Tokens** are regular expressions of JavaScript, anchored where the token before ended. They are tried from top to
  bottom, and the first that fits is taken. A lexer with modes begins in the first one.
- **Examples** are read by the tests with the rule that is named.
`

const fenced = (text: string): string => `\`\`\`text\n${text.replace(/\n$/, '')}\n\`\`\`\n`

const exampleOf = ({ rule, text, from }: Example): string => `\`${rule}\`, ${from}:\n\n${fenced(text)}`

function sectionOf({ name, path, grammar }: GrammarFile): string {
  if (grammar === undefined) return ''
  const { reads, parser, lexer, examples } = grammar
  return [
    `## ${name}\n`,
    `${reads} [${path}](../${path})\n`,
    `Rules:\n\n${fenced(rulesOf(parser()))}`,
    `Tokens:\n\n${fenced(tokensOf(lexer()))}`,
    ...examples.map(exampleOf),
  ].join('\n')
}

/** The whole of docs/grammars.md. */
export const pageOf = (files: readonly GrammarFile[]): string =>
  [
    INTRODUCTION,
    `${files.map(({ name, grammar }) => `- [${name}](#${name.replaceAll('/', '')}): ${grammar?.reads}`).join('\n')}\n`,
    ...files.map(sectionOf),
  ].join('\n')
