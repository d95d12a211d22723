import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { packagesOf } from './imports.ts'
import { manifest, ROOT } from './manifest.ts'

const built = existsSync(`${ROOT}dist/cli.js`)

describe('what is installed with oomlens', () => {
  test('is what the library imports at run time, and nothing else', async () => {
    const imported = await packagesOf('src/index.ts', 'src/extend.ts', 'src/node/index.ts')
    expect(imported).toContain('chevrotain')
    expect(imported).toEqual(Object.keys(manifest.dependencies).toSorted())
  })

  test('does not hold what the command line alone needs', async () => {
    const imported = await packagesOf('src/cli/main.ts')
    const bundled = imported.filter(name => !(name in manifest.dependencies))
    expect(bundled).toContain('ink')
    expect(bundled.filter(name => !(name in manifest.devDependencies))).toEqual([])
  })
})

describe.skipIf(!built)('the built command line (skipped without a build)', () => {
  test('loads nothing but itself and modules of Node', async () => {
    expect(await packagesOf('dist/bin/oomlens.js', 'dist/cli.js', 'dist/cli/fleet-worker.js')).toEqual([])
  })

  test('a package that is left outside of a bundle is seen', async () => {
    expect(await packagesOf('dist/src/redact/index.js')).toEqual(['@noble/hashes'])
  })
})
