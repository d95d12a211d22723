import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { commitOf } from '../../.ci/commit.ts'

const folder = mkdtempSync(join(tmpdir(), 'oomlens-commit-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const WHO = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false']
const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', [...WHO, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

function hasGit(): boolean {
  try {
    return git(folder, '--version') !== ''
  } catch {
    return false
  }
}

describe.skipIf(!hasGit())('the commit of a build (skipped without git)', () => {
  const checkout = join(folder, 'checkout')
  mkdirSync(join(checkout, 'src/inner'), { recursive: true })
  mkdirSync(join(checkout, 'docs'))
  writeFileSync(join(checkout, 'src/a.ts'), '1')
  writeFileSync(join(checkout, 'docs/guide.md'), '1')
  if (hasGit()) for (const args of [['init'], ['add', '.'], ['commit', '-m', 'a']]) git(checkout, ...args)

  test('is that of the checkout, in 12 digits', () => {
    const commit = commitOf(checkout)
    expect(commit).toMatch(/^[0-9a-f]{12}$/)
    expect(git(checkout, 'rev-parse', 'HEAD').startsWith(commit ?? ' ')).toBe(true)
  })

  test('does not change with what is not built from', () => {
    const before = commitOf(checkout)
    writeFileSync(join(checkout, 'docs/guide.md'), '2')
    expect(commitOf(checkout)).toBe(before)
  })

  test.each([
    ['a changed source', 'src/a.ts'],
    ['a new one', 'src/b.ts'],
  ])('says so after %s', (_, file) => {
    const before = commitOf(checkout)?.slice(0, 12)
    writeFileSync(join(checkout, file), '2')
    expect(commitOf(checkout)).toBe(`${before} with changes`)
  })

  test('is not that of a checkout around it', () => {
    expect(commitOf(join(checkout, 'src/inner'))).toBeNull()
    expect(commitOf(folder)).toBeNull()
  })
})
