import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** What runs outside of the core: the page in a browser, and as text inside of an output. */
const SHELL = /^src\/(?:(?:node|cli|tui|bin|page)\/|outputs\/page-assets\.ts$)/

const core = ['grammars', 'src'].flatMap(folder =>
  readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .map(path => `${folder}/${path}`)
    .filter(path => /\.tsx?$/.test(path) && !SHELL.test(path)),
)

/** What makes an answer depend on when, where or by whom it is asked. */
const IMPURE: readonly (readonly [string, RegExp])[] = [
  ['the time', /\bDate\.now\b|\bnew Date\(\s*\)|\bnew Date\b(?!\s*\()|\bperformance\./],
  ['chance', /\bMath\.random\b|\bcrypto\./],
  ['the process', /(?<!['"])\bprocess\.[a-z](?!\w*['"])|\bglobalThis\b|\brequire\(/],
  ['the console', /\bconsole\./],
  ['the locale', /\.toLocale[A-Z]|\blocaleCompare\b/],
]

const impurities = (code: string): readonly string[] =>
  IMPURE.filter(([, shape]) => shape.test(code)).map(([what]) => what)

/** Code without comments. */
const codeOf = (source: string): string => transformSync(source, { loader: 'ts', legalComments: 'none' }).code

describe('the core', () => {
  test('is looked at', () => {
    expect(core).toContain('src/analyze.ts')
    expect(core).toContain('grammars/reading.ts')
    expect(core.length).toBeGreaterThan(100)
  })

  test('asks for neither time, chance, process, console nor locale', () => {
    const found = core.flatMap(path =>
      impurities(codeOf(readFileSync(ROOT + path, 'utf8'))).map(what => `${path}: ${what}`),
    )
    expect(found).toEqual([])
  })
})

describe('the look itself', () => {
  test.each([
    ['the time', 'const at = Date.now()'],
    ['the time', 'const at = new Date()'],
    ['chance', 'const dice = Math.random()'],
    ['the process', 'const home = process.env.HOME'],
    ['the console', 'console.log(1)'],
    ['the locale', 'const text = number.toLocaleString()'],
    ['the locale', 'names.sort((a, b) => a.localeCompare(b))'],
  ])('sees %s in `%s`', (what, code) => {
    expect(impurities(codeOf(code))).toEqual([what])
  })

  test('lets dates be made of numbers, and words be words', () => {
    expect(impurities(codeOf("const key = 'process.name'"))).toEqual([])
    expect(impurities(codeOf("// Date.now()\nconst text = 'one process. Another', at = new Date(0)"))).toEqual([])
  })
})
