import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { licenceOf, licencesOf, packagesIn } from '../../.ci/licences.ts'
import { PAGE_SCRIPT, PAGE_STYLE } from '../../src/outputs/page-assets.ts'
import { ROOT } from './manifest.ts'

const folder = mkdtempSync(join(tmpdir(), 'oomlens-licences-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function packageWith(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name)
  mkdirSync(path)
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.0.0', license: 'MIT' }))
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}

describe('the licences of what is bundled', () => {
  test('are looked up for the packages that bytes are of, nested ones too', () => {
    const inputs = {
      'src/index.ts': { bytesInOutput: 9 },
      'node_modules/yaml/dist/index.js': { bytesInOutput: 1 },
      'node_modules/yaml/dist/log.js': { bytesInOutput: 1 },
      'node_modules/@noble/hashes/sha2.js': { bytesInOutput: 1 },
      'node_modules/ink/node_modules/chalk/index.js': { bytesInOutput: 1 },
      'node_modules/buffer/index.js': { bytesInOutput: 0 },
    }
    const output = { bytes: 0, inputs, imports: [], exports: [] }
    expect(packagesIn({ outputs: { 'cli.js': output } })).toEqual([
      'node_modules/yaml',
      'node_modules/@noble/hashes',
      'node_modules/ink/node_modules/chalk',
    ])
  })

  test('are whole, with notices, and there once', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(name => packageWith(name, { LICENSE: name === 'b' ? 'Other' : 'Same\r\n' }))
    writeFileSync(join(b ?? '', 'NOTICE.txt'), 'Noted')
    const parts = licencesOf([c ?? '', a ?? '', b ?? '']).split(/\n\n-{80}\n\n/)
    expect(parts.slice(1)).toEqual(['a 1.0.0, MIT\nc 1.0.0, MIT\n\nSame', 'b 1.0.0, MIT\n\nOther\n\nNoted\n'])
  })

  test('must be there: a package without a text ends the build', () => {
    expect(() => licenceOf(packageWith('bare', { 'licenses.js': '', 'README.md': 'MIT' }))).toThrow(
      'bare 1.0.0 is bundled and has no licence text',
    )
  })

  test('stand in the report for browsers, in its script and in its style', () => {
    const { title, text } = licenceOf(`${ROOT}node_modules/uplot`)
    expect(text).toContain('Permission is hereby granted')
    for (const asset of [PAGE_SCRIPT, PAGE_STYLE]) expect(asset).toContain(`/*! ${title}\n${text}\n*/`)
  })
})

const built = `${ROOT}dist/THIRD-PARTY-LICENSES.txt`

describe.skipIf(!existsSync(built))('the built file of licences (skipped without a build)', () => {
  const text = existsSync(built) ? readFileSync(built, 'utf8') : ''
  test.each(['chevrotain', 'ink', 'uplot', 'xz-decompress', 'yoga-layout'])('has %s', name => {
    const { title, text: licence } = licenceOf(`${ROOT}node_modules/${name}`)
    expect(text).toContain(title)
    expect(text).toContain(licence)
  })
})
