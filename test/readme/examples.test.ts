import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { document, type Fenced, fencedIn, printedBy, ROOT } from './documents.ts'

/** What the compiler has to say about files that exist only here, each where its example says that it belongs. */
function complaints(files: ReadonlyMap<string, string>): readonly string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
  const own: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    isolatedDeclarations: false,
    declaration: false,
    paths: {
      oomlens: [join(ROOT, 'src/index.ts')],
      'oomlens/extend': [join(ROOT, 'src/extend.ts')],
      'oomlens/node': [join(ROOT, 'src/node/index.ts')],
    },
  }
  const host = ts.createCompilerHost(own)
  const { readFile, fileExists } = host
  host.readFile = path => files.get(path) ?? readFile(path)
  host.fileExists = path => files.has(path) || fileExists(path)
  const program = ts.createProgram([...files.keys()], own, host)
  return [...files.keys()].flatMap(path => {
    const source = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${path.slice(ROOT.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
  })
}

const typescript = (path: string): readonly Fenced[] =>
  fencedIn(document(path)).filter(({ language }) => language === 'ts')

describe('docs/extending.md', () => {
  const examples = typescript('docs/extending.md')
  const files = examples.map(({ mark, text }) => [mark.replace('file=', ''), text] as const)

  test('has an example for each kind of thing', () => {
    expect(files.map(([path]) => path.split('/').slice(0, 3).join('/'))).toEqual([
      'src/formats/envelopes',
      'src/formats/records',
      'src/formats/kernel',
      'src/formats/kernel',
      'src/formats/files',
      'src/layouts/by-node.ts',
      'src/rules/allocating-task.ts',
      'src/outputs/causes.ts',
    ])
  })

  test('its examples compile where they say they belong', () => {
    expect(complaints(new Map(files.map(([path, text]) => [join(ROOT, path), text])))).toEqual([])
  })

  test('an example that does not fit is noticed', () => {
    const wrong = "import type { Layout } from '../model/reader.ts'\nexport const none: Layout = { id: 1 }\n"
    expect(complaints(new Map([[join(ROOT, 'src/layouts/none.ts'), wrong]])).length).toBeGreaterThan(0)
  })
})

describe('docs/library.md', () => {
  const blocks = fencedIn(document('docs/library.md'))
  const examples = typescript('docs/library.md')

  test('its examples compile', () => {
    expect(examples.length).toBeGreaterThan(2)
    const files = examples.map(({ text }, at) => [join(ROOT, `src/example-${at}.ts`), text] as const)
    expect(complaints(new Map(files))).toEqual([])
  })

  const runnable = examples.filter(({ mark }) => mark.startsWith('run='))

  test('has one for each thing that a program may want, and runs it', () => {
    const wanted = ['disk', 'line-format', 'rule', 'events', 'own-report']
    expect(runnable.map(({ mark }) => mark.replace('run=', ''))).toEqual(expect.arrayContaining(wanted))
  })

  test.each(runnable)('$mark prints what stands below it', example => {
    const shown = blocks[blocks.findIndex(({ index }) => index === example.index) + 1]
    const printed = printedBy(example.text)
    if (process.env.UPDATE === '1' && shown?.language === 'text') {
      const page = document('docs/library.md')
      const before = `${example.text}\`\`\`\n\n\`\`\`text\n`
      writeFileSync(
        join(ROOT, 'docs/library.md'),
        page.replace(before + shown.text, () => before + printed),
      )
    }
    const [after] = fencedIn(document('docs/library.md').split(example.text)[1] ?? '')
    expect(after?.text).toBe(printed)
  })
})
