import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const LAB = fileURLToPath(new URL('../../corpus/lab/', import.meta.url))
const SCENARIOS = 'kernel/scenarios/'
const scripts = readdirSync(LAB, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.sh'))
const scenarios = scripts.filter(path => path.startsWith(SCENARIOS))
const read = (path: string): string => readFileSync(LAB + path, 'utf8')
const hasShellcheck = spawnSync('shellcheck', ['--version']).status === 0

describe.each(scripts)('%s', path => {
  test('parses', () => {
    execFileSync('sh', ['-n', LAB + path])
  })

  // What a scenario uses is set by init.sh.
  test.skipIf(!hasShellcheck)('has nothing that shellcheck complains about', () => {
    const ask = ['-s', 'dash', ...(scenarios.includes(path) ? ['-e', 'SC2154'] : []), LAB + path]
    expect(spawnSync('shellcheck', ask, { encoding: 'utf8' }).stdout).toBe('')
  })
})

const page = read('README.md')

test('every link of the page leads to a file', () => {
  const targets = [...page.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(match => match[1] ?? '')
  expect(targets.length).toBeGreaterThan(scenarios.length)
  expect(targets.filter(target => !existsSync(LAB + target))).toEqual([])
})

describe('the scenarios', () => {
  const titleOf = (path: string): string => /^# (.+)/.exec(read(path))?.[1] ?? ''

  test('are those of the page, in its words', () => {
    const rows = [...page.matchAll(/^\| \[([\w-]+)\]\((\S+)\) \| (.+) \|$/gm)].map(([, name, path, title]) => [
      `${SCENARIOS}${name}.sh`,
      path,
      title,
    ])
    expect(scenarios.length).toBeGreaterThan(10)
    expect(rows).toEqual(scenarios.toSorted().map(path => [path, path, titleOf(path)]))
  })

  test.each(scenarios)('%s says what happens, and what must be concluded', path => {
    const settings = new Map([...read(path).matchAll(/^#: (\w+) (.+)$/gm)].map(match => [match[1], match[2] ?? '']))
    expect(
      [...settings.keys()].filter(name => !/^(?:kind|dies|thrashes|qemu|append|bundle)$/.test(name ?? '')),
    ).toEqual([])
    expect(['memcg', 'global', 'cpuset', 'sysrq', 'panic', 'none']).toContain(settings.get('kind'))
    expect(settings.has('dies')).toBe(!/^(?:panic|none)$/.test(settings.get('kind') ?? ''))
    expect(settings.get('qemu')).toMatch(/^-m \d+/)
    expect(titleOf(path)).not.toBe('')
    expect(read(path)).toMatch(/^# .+\n# .+\n/)
    // Whoever has to die is started.
    for (const comm of (settings.get('dies') ?? '').split(' ').filter(Boolean))
      expect(read(path)).toMatch(new RegExp(`^run ${comm} `, 'm'))
  })
})
