import { readdirSync } from 'node:fs'
import type { IMultiModeLexerDefinition, TokenType } from 'chevrotain'
import { analyse } from 'scslre'
import { beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../readme/documents.ts'
import { attacksOn } from './attacks.ts'
import { type Expression, literals, madeMeanwhile } from './expressions.ts'
import { tooSlowFrom } from './growth.ts'

const keyOf = ({ source, flags }: Expression): string => `${flags} ${source}`
const unique = (all: readonly Expression[]): readonly Expression[] => [
  ...new Map(all.map(each => [keyOf(each), each])).values(),
]

/** Patterns of tokens are tried at one place only: behind the token before. */
async function tokens(): Promise<readonly Expression[]> {
  const { grammarFiles } = await import('../grammars/docs/grammars.ts')
  return grammarFiles.flatMap(({ name, grammar }) => {
    const { modes } = Reflect.get(grammar?.lexer() ?? {}, 'lexerDefinition') as IMultiModeLexerDefinition
    const all =
      modes === undefined
        ? (Reflect.get(grammar?.lexer() ?? {}, 'lexerDefinition') as TokenType[])
        : Object.values(modes).flat()
    return all.flatMap(({ PATTERN, name: token }) =>
      PATTERN instanceof RegExp
        ? [{ source: PATTERN.source, flags: `${PATTERN.flags}y`, place: `${name}, ${token}` }]
        : [],
    )
  })
}

/** Loads everything, and reads every case of the corpus. */
async function useAll(): Promise<void> {
  const [{ analyze }, { openBundle }, { redact }] = await Promise.all([
    import('../../src/index.ts'),
    import('../../src/node/index.ts'),
    import('../../src/redact/index.ts'),
    import('../../src/cli/main.ts'),
    import('../../src/tui/index.ts'),
  ])
  const cases = `${ROOT}corpus/cases/`
  for (const name of readdirSync(cases)) {
    const bundle = readdirSync(cases + name).find(file => file.startsWith('bundle'))
    if (bundle !== undefined) redact(await analyze(await openBundle(`${cases}${name}/${bundle}`)))
  }
}

let all: readonly Expression[] = []

beforeAll(async () => {
  const made = await madeMeanwhile(async () => {
    await tokens()
    await useAll()
  })
  const ofTokens = unique(await tokens())
  const patterns = new Set(ofTokens.map(({ source }) => source))
  const isToken = ({ place, source }: Expression): boolean => place.startsWith('grammars/') && patterns.has(source)
  all = [...unique([...literals(), ...made]).filter(each => !isToken(each)), ...ofTokens]
}, 120_000)

/** As an expression is used: one that is global goes over the whole text. */
function use({ source, flags }: Expression): (text: string) => unknown {
  const expression = new RegExp(source, flags)
  return text => {
    expression.lastIndex = 0
    return flags.includes('g') ? text.replace(expression, '') : expression.test(text)
  }
}

function slow(expressions: readonly Expression[]): readonly string[] {
  return expressions.flatMap(each => {
    const run = use(each)
    const attack = attacksOn(each.source, each.flags).find(text => tooSlowFrom(run, text) !== null)
    return attack ? [`${each.place}: /${each.source}/${each.flags} on ${JSON.stringify(attack(40))}…`] : []
  })
}

describe('every regular expression of the program', { timeout: 180_000 }, () => {
  test('is found', () => {
    expect(literals().length).toBeGreaterThan(1000)
    expect(all.length).toBeGreaterThan(1000)
    // Expressions that are put together from parts are among them, and patterns of tokens.
    expect(all.filter(({ place }) => place === 'src/redact/text.ts').length).toBeGreaterThan(0)
    expect(all.filter(({ flags }) => flags.includes('y')).length).toBeGreaterThan(200)
  })

  test('takes a time that grows with the text, whatever the text repeats', () => expect(slow(all)).toEqual([]))

  test('has no two parts that can share a run of one character', () => {
    const reports = unique(literals()).flatMap(each =>
      analyse({ source: each.source, flags: each.flags }, { reportTypes: { Move: false } }).reports.map(
        ({ type }) => `${each.place}: /${each.source}/${each.flags}: ${type}`,
      ),
    )
    expect(reports).toEqual([])
  })
})

test.each([
  ['a run that is looked for from each of its places', /\s+$/],
  ['two runs side by side', /^\d+\d*x/],
  ['a run in a run', /^(?:a+)+$/],
  ['a run that ends far away', /\[.*\]/],
  ['a run behind a beginning that comes again', /^.* of pod .*, process (?=.* \(\d{1,10}\)$)/],
  ['a global one', /(\d+)([dhms])/g],
])('what is slow would be found: %s', (_, { source, flags }) => {
  expect(slow([{ source, flags, place: 'here' }])).toHaveLength(1)
})
