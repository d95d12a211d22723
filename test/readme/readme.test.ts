import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/analyze.ts'
import { openBundle } from '../../src/node/index.ts'
import { text } from '../../src/outputs/text.ts'
import { document, fencedIn, printedBy, ROOT } from './documents.ts'

const CASE = 'corpus/cases/container-limit/bundle'
const readme = document('README.md')
const blocks = fencedIn(readme)

/** What the command prints up to the end of the first incident. */
async function printed(): Promise<string> {
  const report = await analyze(await openBundle(join(ROOT, CASE)))
  const whole = text.write(report, { width: 100, color: false, verbose: false })
  return whole.slice(0, whole.indexOf('\n\nFirst five minutes') + 1)
}

describe('README.md', () => {
  test('shows what the program prints now', async () => {
    const now = await printed()
    const shown = blocks.find(({ language }) => language === 'text')
    if (process.env.UPDATE === '1' && shown)
      writeFileSync(
        join(ROOT, 'README.md'),
        readme.replace(`\`\`\`text\n${shown.text}\`\`\``, () => `\`\`\`text\n${now}\`\`\``),
      )
    const [block] = fencedIn(document('README.md')).filter(({ language }) => language === 'text')
    expect(now.length).toBeGreaterThan(1000)
    expect(block?.text).toBe(now)
  })

  test('has exactly two commands', () => {
    expect(blocks.filter(({ language }) => language === 'sh').map(block => block.text)).toEqual([
      `npm ci && npx oomlens analyze ${CASE}\n`,
      'npm ci && npm run check\n',
    ])
    expect(existsSync(join(ROOT, CASE))).toBe(true)
  })

  test('its example is short and runs', () => {
    const [example, ...others] = blocks.filter(({ language }) => language === 'ts')
    expect(others).toEqual([])
    expect(example?.text.split('\n').length).toBeLessThan(10)
    expect(printedBy(example?.text ?? '')).toMatch(/^\d{4}-\d\d-\d\dT\S+Z java container-limit\n$/)
  })
})

describe('the package', () => {
  const manifest = JSON.parse(document('package.json')) as {
    readonly exports: Readonly<Record<string, string | { readonly default: string }>>
  }

  test.each(['.', './node', './extend'])('its entry %s is built from a source that exists', entry => {
    const target = manifest.exports[entry]
    const built = typeof target === 'object' ? target.default : ''
    expect(built).toMatch(/^\.\/dist\/src\/.+\.js$/)
    expect(existsSync(join(ROOT, built.replace('./dist/', '').replace(/\.js$/, '.ts')))).toBe(true)
  })
})
