import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { VERSION } from '../../src/version.ts'
import { auditOutcome } from './audit.ts'
import { manifest, ROOT } from './manifest.ts'
import { notRun, passed, runAll, unless } from './outcome.ts'
import { type Versions, versionFaults } from './versions.ts'

const changelog =
  '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-11-25\n\n### Added\n- a\n\n## [1.2.2]\n\n### Fixed\n- b\n'
const right: Versions = { manifest: '1.2.3', lock: ['1.2.3', '1.2.3'], source: '1.2.3', changelog, tag: 'v1.2.3' }
const faults = (change: Partial<Versions>): readonly string[] => [...versionFaults({ ...right, ...change })]

describe('versions', () => {
  test('of the sources agree with one another, and the changelog names them', () => {
    const lock = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as {
      readonly version: string
      readonly packages: Readonly<Record<string, { readonly version: string }>>
    }
    const now: Versions = {
      manifest: manifest.version,
      lock: [lock.version, lock.packages['']?.version],
      source: VERSION,
      changelog: readFileSync(`${ROOT}CHANGELOG.md`, 'utf8'),
      tag: null,
    }
    expect([...versionFaults(now)]).toEqual([])
  })

  test('that agree are no fault, with a tag and before it', () => {
    expect(faults({})).toEqual([])
    const unreleased = changelog.replace('[Unreleased]\n', '[Unreleased]\n\n### Changed\n- c\n')
    expect(faults({ tag: null, changelog: unreleased.replace(' - 2026-11-25', '') })).toEqual([])
  })

  test.each<[string, Partial<Versions>]>([
    ['package-lock.json says 1.2.2, package.json 1.2.3', { lock: ['1.2.3', '1.2.2'] }],
    ['src/version.ts says 1.2.2, package.json 1.2.3', { source: '1.2.2' }],
    ['the tag is v1.2.4, package.json says 1.2.3', { tag: 'v1.2.4' }],
    ['CHANGELOG.md says nothing of 1.2.3', { changelog: changelog.replace('### Added\n- a\n', '') }],
    ['CHANGELOG.md has no date for 1.2.3', { changelog: changelog.replace(' - 2026-11-25', '') }],
    ['CHANGELOG.md does not begin with [Unreleased]', { changelog: changelog.replace('## [Unreleased]\n', '') }],
    ['CHANGELOG.md: New in 1.2.3 is no kind of change', { changelog: changelog.replace('Added', 'New') }],
    ['CHANGELOG.md has a section that is not named [version]', { changelog: changelog.replace('[1.2.2]', '1.2.2') }],
    [
      'CHANGELOG.md still has changes that are unreleased',
      { changelog: changelog.replace('[Unreleased]\n', '[Unreleased]\n\n### Added\n- c\n') },
    ],
  ])('%s', (fault, change) => {
    expect(faults(change)).toEqual([fault])
  })
})

describe('npm audit', () => {
  const counts = (vulnerabilities: object): string => JSON.stringify({ metadata: { vulnerabilities } })

  test('is clean where the registry counts none, and fails where it counts some', () => {
    expect(auditOutcome({ stdout: counts({ low: 0, high: 0, total: 0 }), stderr: '' }).state).toBe('passed')
    expect(auditOutcome({ stdout: counts({ low: 0, high: 2, total: 2 }), stderr: '' })).toEqual({
      state: 'failed',
      lines: ['2 high'],
    })
  })

  test.each([
    [
      'an error',
      '{"message": "request failed", "error": {}}',
      'npm warn audit 405 Method Not Allowed - POST https://r',
    ],
    ['nothing', '', ''],
    ['no JSON', '<html>', ''],
  ])('is not run where the registry answers with %s', (_, stdout, stderr) => {
    expect(auditOutcome({ stdout, stderr }).state).toBe('not run')
  })
})

test('a release check runs every step, and counts what was not run as nothing else', async () => {
  const said: string[] = []
  const steps = [
    { name: 'a', run: () => passed('1 MB', '2 files') },
    { name: 'b', run: () => notRun('no answer') },
    { name: 'c', run: () => unless(['wrong']) },
    { name: 'd', run: () => Promise.reject(new Error('broke')) },
    { name: 'e', run: () => passed() },
  ]
  expect(await runAll(steps, line => said.push(line))).toEqual({ passed: 2, failed: 2, 'not run': 1 })
  expect(said).toEqual([
    'passed   a: 1 MB',
    '           2 files',
    'not run  b: no answer',
    'failed   c: wrong',
    'failed   d: broke',
    'passed   e',
  ])
})
