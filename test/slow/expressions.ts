import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { ROOT } from '../readme/documents.ts'

/** A regular expression of the program. */
export interface Expression {
  readonly source: string
  readonly flags: string
  /** Where it stands, or the grammar that it is a token of. */
  readonly place: string
}

/** Written by .ci/page.mjs: the script of the page in one string. */
const MADE = 'outputs/page-assets.ts'

function* filesOf(folder: string): Generator<string> {
  for (const file of readdirSync(ROOT + folder, { recursive: true, encoding: 'utf8' }))
    if (/\.tsx?$/.test(file) && file !== MADE) yield `${folder}/${file.replaceAll('\\', '/')}`
}

function literalsIn(path: string): readonly Expression[] {
  const found: Expression[] = []
  const file = ts.createSourceFile(path, readFileSync(ROOT + path, 'utf8'), ts.ScriptTarget.Latest, true)
  function visit(node: ts.Node): void {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, source = '', flags = ''] = /^\/([\s\S]*)\/([a-z]*)$/.exec(node.getText()) ?? []
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1
      found.push({ source, flags, place: `${path}:${line}` })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

/** Every literal in src/ and grammars/. */
export const literals = (): readonly Expression[] =>
  ['src', 'grammars'].flatMap(folder => [...filesOf(folder)].sort()).flatMap(literalsIn)

/**
 * Runs something that loads and uses the program, and gives the expressions that it made from text meanwhile. What others make
 * is left out: only calls from src/ and grammars/ count.
 */
export async function madeMeanwhile(run: () => Promise<void>): Promise<readonly Expression[]> {
  const found = new Map<string, Expression>()
  const Original = globalThis.RegExp
  const frames = Error.stackTraceLimit
  globalThis.RegExp = new Proxy(Original, {
    construct(target, args: ConstructorParameters<typeof RegExp>) {
      const made = new target(...args)
      const [, place] = /\/((?:src|grammars)\/[\w./-]+\.ts)/.exec(new Error().stack ?? '') ?? []
      if (typeof args[0] === 'string' && place !== undefined) {
        const { source, flags } = made
        found.set(`${flags} ${source}`, { source, flags, place })
      }
      return made
    },
  })
  Error.stackTraceLimit = 5
  try {
    await run()
  } finally {
    globalThis.RegExp = Original
    Error.stackTraceLimit = frames
  }
  return [...found.values()]
}
