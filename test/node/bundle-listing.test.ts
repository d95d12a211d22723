import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listBundles } from '../../src/node/bundle-listing.ts'

const folder = mkdtempSync(join(tmpdir(), 'listing-'))
const at = (...parts: readonly string[]): string => join(folder, ...parts)

beforeAll(() => {
  for (const name of ['one/sub/deep', 'two']) mkdirSync(at(name), { recursive: true })
  for (const name of ['one/b.tgz', 'one/a.log', 'one/.hidden', 'one/sub/deep/dmesg', 'two/a.log'])
    writeFileSync(at(name), name)
  symlinkSync(at('two'), at('one', 'link'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const names = async (paths: readonly string[], listed: readonly string[] = [], except = at('out')): Promise<string[]> =>
  (await listBundles({ paths, listed, except })).map(({ name }) => name)

describe('the bundles of a directory', () => {
  test('are its immediate entries, without what begins with a dot', async () => {
    expect(await names([at('one')])).toEqual(['a.log', 'b.tgz', 'link', 'sub'])
    expect(await listBundles({ paths: [at('two')], listed: [], except: '' })).toEqual([
      { name: 'a.log', path: at('two', 'a.log') },
    ])
  })

  test('are named below what all paths have in common, so that two of one name differ', async () => {
    expect(await names([at('one'), at('two')])).toEqual(['one/a.log', 'one/b.tgz', 'one/link', 'one/sub', 'two/a.log'])
    expect(await names([at('one', 'a.log'), at('two', 'a.log')])).toEqual(['one/a.log', 'two/a.log'])
  })

  test('have the same names wherever the directory lies, and however it is written', async () => {
    const expected = await names([at('one')])
    expect(await names([`${at('two')}/../one/`])).toEqual(expected)
    expect(
      await names([at('one', 'a.log'), at('one', 'b.tgz'), at('one', 'link'), at('one', 'sub')].slice(0, 2)),
    ).toEqual(expected.slice(0, 2))
  })

  test('come once, however often they are given', async () => {
    expect(await names([at('one'), at('one', 'a.log'), at('one')])).toEqual(await names([at('one')]))
  })

  test('do not hold the records', async () => {
    expect(await names([at('one')], [], at('one', 'sub'))).toEqual(['a.log', 'b.tgz', 'link'])
  })
})

test('a line of a list is one bundle, a directory too, even if it is not there', async () => {
  expect(await names([], [at('one', 'sub'), at('two'), at('gone.tgz')])).toEqual(['gone.tgz', 'one/sub', 'two'])
})

test('a PATH that is not there is refused', async () => {
  await expect(names([at('gone')])).rejects.toThrow('there is no such file or directory')
})
