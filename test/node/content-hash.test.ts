import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { contentHash } from '../../src/node/content-hash.ts'

const folder = mkdtempSync(join(tmpdir(), 'hash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function tree(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true })
    writeFileSync(join(folder, name, path), text)
  }
  return join(folder, name)
}

const FILES = { 'b/dmesg': 'two', 'b.txt': 'one', 'a/b/c': '', ü: 'three' }

describe('the hash of a bundle', () => {
  test('of a file is that of its bytes', async () => {
    const path = join(tree('single', { 'x.log': 'kill' }), 'x.log')
    expect(await contentHash(path)).toEqual({ sha256: createHash('sha256').update('kill').digest('hex'), bytes: 4 })
  })

  test('of a directory is what sha256sum says', async () => {
    const path = tree('tree', FILES)
    const script = "find . -type f -printf '%P\\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"
    const [expected] = execFileSync('sh', ['-c', script], { cwd: path, encoding: 'utf8' }).split(' ')
    expect(await contentHash(path)).toEqual({ sha256: expected, bytes: 11 })
  })

  test('does not depend on the name of the directory', async () => {
    expect(await contentHash(tree('other', FILES))).toEqual(await contentHash(tree('tree', FILES)))
  })

  test.each([
    ['a changed byte', { ...FILES, 'b.txt': 'onE' }],
    ['another name', { 'b/dmesg': 'two', 'c.txt': 'one', 'a/b/c': '', ü: 'three' }],
    ['a file more', { ...FILES, z: '' }],
    ['contents that changed places', { ...FILES, 'b.txt': 'two', 'b/dmesg': 'one' }],
  ])('depends on %s', async (name, files) => {
    expect((await contentHash(tree(name, files))).sha256).not.toBe((await contentHash(tree('tree', FILES))).sha256)
  })

  test('of what is neither file nor directory is refused, without waiting for it', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    await expect(contentHash(join(folder, 'pipe'))).rejects.toThrow('it is neither a file nor a directory')
    await expect(contentHash(join(folder, 'gone'))).rejects.toThrow('there is no such file or directory')
  })
})
