import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { HELP } from '../../src/cli/help/texts.ts'
import { DOCS, page } from './pages.ts'
import { ENVIRONMENT } from './surroundings.ts'

const MAN = join(DOCS, 'man/oomlens.1')
const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

describe('the man page', () => {
  test('is one that the package names', () => {
    expect(manifest.man).toEqual(['./dist/man/oomlens.1'])
  })

  test('has every command, status and example', () => {
    const text = page('man/oomlens.1').replaceAll('\\-', '-')
    for (const [name, { examples, exits }] of Object.entries(HELP)) {
      expect(text, name).toContain(name === '' ? '.SH COMMANDS' : `.SS "oomlens ${name}`)
      for (const { command } of examples) expect(text).toContain(`\\fB${command}\\fR`)
      for (const [status] of exits) expect(text).toContain(`\\fB${status}\\fR`)
    }
  })

  test.skipIf(!isThere('man'))('is formatted by man without a warning, as it was written', () => {
    const { stderr, stdout, status } = spawnSync('man', ['--warnings', '-l', MAN], {
      encoding: 'utf8',
      env: { ...process.env, MANWIDTH: '100', LC_ALL: 'C.UTF-8', MAN_KEEP_FORMATTING: '' },
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    for (const text of ['oomlens analyze node/ pods.yaml --exit-code', "find data -name '*.tgz' | oomlens fleet -"])
      expect(stdout).toContain(text)
  })

  // A date would have to be changed by hand; the version says which program it is of.
  test.skipIf(!isThere('mandoc'))('has nothing that mandoc warns of, but that it has no date', () => {
    const { stdout } = spawnSync('mandoc', ['-Tlint', MAN], { encoding: 'utf8' })
    const warnings = stdout.split('\n').filter(line => line !== '')
    expect(warnings.filter(line => !line.endsWith('WARNING: missing date, using "": TH'))).toEqual([])
  })
})

test('the environment that pages tell of is what the program looks at', () => {
  const sources = readdirSync('src/cli', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join('src/cli', name), 'utf8'))
    .join('\n')
  const read = new Set([
    ...[...sources.matchAll(/\benv\.([A-Z_]+)/g)].map(match => match[1]),
    ...[...sources.matchAll(/const \{ ([A-Z_, ]+) \} = io\.env/g)].flatMap(match => match[1]?.split(', ') ?? []),
    ...[...sources.matchAll(/'((?:JOB|AWS|SLURM)_[A-Z_]+)'/g)].map(match => match[1]),
  ])
  const told = ENVIRONMENT.map(texts => texts.join(' ')).join(' ')
  expect(read.size).toBeGreaterThan(8)
  expect([...read].filter(name => !new RegExp(`\\b${name}\\b`).test(told))).toEqual([])
  for (const name of ENVIRONMENT.flatMap(([names]) => names.split(', '))) expect(read).toContain(name)
})
