import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tgzOf } from '../archives/support.ts'
import { contentFaults } from './contents.ts'
import { entryFaults } from './entries.ts'
import { manifest, ROOT } from './manifest.ts'
import { type Packed, packInto } from './pack.ts'

const folder = mkdtempSync(join(tmpdir(), 'oomlens-package-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const BUNDLE = join(ROOT, 'corpus/cases/container-limit/bundle')

/** An empty project with the package and, of all others, what the package says it depends on. */
function projectOf({ path }: Packed): string {
  const project = join(folder, 'project')
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, 'oomlens'), { recursive: true })
  execFileSync('tar', ['-xzf', path, '-C', join(modules, 'oomlens'), '--strip-components=1'])
  for (const name of Object.keys(manifest.dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  }
  return project
}

describe.skipIf(!existsSync(`${ROOT}dist/cli.js`))('the package as it was last built (skipped without a build)', () => {
  let packed: Packed
  let project: string
  beforeAll(() => {
    packed = packInto(folder)
    project = projectOf(packed)
  })
  const node = (...args: readonly string[]): string =>
    execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' })

  test('holds what is needed, and nothing of the workshop', () => {
    expect(contentFaults(packed.files)).toEqual([])
    expect(packed.files.length).toBeGreaterThan(500)
    expect(packed.unpackedBytes).toBeLessThan(8e6)
  })

  test('has entries that publint and attw find nothing wrong with', async () => {
    expect(await entryFaults(packed)).toEqual([])
  })

  test('is imported, and required, with its own dependencies alone', () => {
    const ask = `;(async () => {
      const bundle = await openBundle(${JSON.stringify(BUNDLE)})
      const { incidents } = await analyze(bundle)
      console.log(incidents.map(({ causes }) => causes[0].code).join())
    })()`
    const use = `import { analyze } from 'oomlens'\nimport { openBundle } from 'oomlens/node'\n${ask}`
    writeFileSync(join(project, 'use.mjs'), use)
    writeFileSync(
      join(project, 'use.cjs'),
      `const { analyze } = require('oomlens')\nconst { openBundle } = require('oomlens/node')\n${ask}`,
    )
    expect(node('use.mjs')).toBe('container-limit\n')
    expect(node('use.cjs')).toBe('container-limit\n')
  })

  test('has a command line that needs no other package', () => {
    for (const name of Object.keys(manifest.dependencies)) rmSync(join(project, 'node_modules', name))
    expect(node('node_modules/oomlens/dist/bin/oomlens.js', 'analyze', BUNDLE)).toContain('container-limit (certain)')
  })
})

describe('the check of a package', () => {
  test.each([
    ['a source', 'dist/src/analyze.ts', 'is no file of a package'],
    ['a map', 'dist/cli.js.map', 'is no file of a package'],
    ['a test', 'test/release/check.ts', 'is no file of a package'],
    ['a secret', '.env', 'is no file of a package'],
    ['the command line twice', 'dist/src/cli/main.js', 'is in the bundle already'],
  ])('sees %s', (_, file, fault) => {
    expect(contentFaults([file])).toContain(`${file} ${fault}`)
  })

  test('sees what is missing', () => {
    expect(contentFaults(['LICENSE'])).toContain('dist/report.schema.json is missing')
    expect(contentFaults(['LICENSE'])).not.toContain('LICENSE is missing')
  })

  test('sees entries that are not there, and types that are wrong', async () => {
    const exports = { '.': { types: './a.d.ts', default: './a.js' }, './b': './b.js' }
    const broken = { name: 'broken', version: '1.0.0', type: 'module', exports }
    const packed = await tgzOf({
      'package/package.json': JSON.stringify(broken),
      'package/a.js': 'export const a = 1\n',
      'package/a.d.ts': 'export default function a(): void\n',
    })
    const faults = (await entryFaults({ bytes: new Uint8Array(packed) })).join('\n')
    expect(faults).toMatch(/publint: .*b\.js/)
    expect(faults).toMatch(/attw: .*"\.\/b"/)
  })
})
