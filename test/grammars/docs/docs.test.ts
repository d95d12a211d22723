import { existsSync, writeFileSync } from 'node:fs'
import type { CstNode, CstParser } from 'chevrotain'
import { describe, expect, test } from 'vitest'
import type { Example, Grammar } from '../../../grammars/grammar.ts'
import { document, ROOT } from '../../readme/documents.ts'
import { grammarFiles } from './grammars.ts'
import { pageOf } from './page.ts'
import { modesOf } from './tokens.ts'

const PAGE = 'docs/grammars.md'

/** Runs the rule of an example over its text; throws what the lexer or the parser has to say against it. */
function treeOf(grammar: Grammar, { rule, text }: Example): CstNode {
  const { tokens, errors } = grammar.lexer().tokenize(text)
  const parser = grammar.parser()
  parser.input = tokens
  const tree = (Reflect.get(parser, rule) as () => CstNode).call(parser)
  const [wrong] = [...errors, ...parser.errors]
  if (wrong) throw new Error(`${rule} does not read ${text}: ${wrong.message}`)
  return tree
}

/** Names of the rules that a tree was made by. */
const rulesIn = (tree: CstNode): readonly string[] => [
  tree.name,
  ...Object.values(tree.children).flatMap(children =>
    children.flatMap(child => ('image' in child ? [] : rulesIn(child))),
  ),
]

const ruleNames = (parser: CstParser): readonly string[] => Object.keys(parser.getGAstProductions())

test('there are grammars', () => {
  expect(grammarFiles.length).toBeGreaterThan(10)
})

describe.each(grammarFiles)('$path', ({ grammar }) => {
  test('exports what docs/grammars.md says of it', () => {
    expect(grammar?.reads).toMatch(/^[A-Z].*\.$/)
    expect(grammar?.examples.every(({ from }) => from !== '')).toBe(true)
  })

  test('has an example for each rule, and reads it', () => {
    if (grammar === undefined) throw new Error('nothing is exported as `grammar`')
    const reached = grammar.examples.flatMap(example => rulesIn(treeOf(grammar, example)))
    expect([...new Set(reached)].sort()).toEqual([...ruleNames(grammar.parser())].sort())
  })

  test('has a lexer that gives every token of its rules', () => {
    if (grammar === undefined) throw new Error('nothing is exported as `grammar`')
    const given = modesOf(grammar.lexer()).flatMap(({ tokens }) =>
      tokens.flatMap(token => [token.name, ...(token.CATEGORIES ?? []).map(({ name }) => name)]),
    )
    const wanted = JSON.stringify(grammar.parser().getSerializedGastProductions()).matchAll(
      /"type":"Terminal","name":"(\w+)"/g,
    )
    expect([...wanted].map(match => match[1]).filter(name => !given.includes(name ?? ''))).toEqual([])
  })
})

test(`${PAGE} is what the grammars say`, () => {
  const page = pageOf(grammarFiles)
  if (process.env.UPDATE === '1') writeFileSync(ROOT + PAGE, page)
  expect(existsSync(ROOT + PAGE), `${PAGE} is missing: UPDATE=1 writes it`).toBe(true)
  expect(document(PAGE), 'UPDATE=1 writes it anew').toBe(page)
})
