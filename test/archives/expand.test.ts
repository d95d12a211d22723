import { gzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { expandMember } from '../../src/archives/expand.ts'
import { codes, expanded, memberOf, readAll, tarOf, tarOfList, tgzOf, utf8 } from './support.ts'

const dmesg = '[   22.501] Out of memory: Killed process 4242 (java)\n'

describe('what is no archive', () => {
  test('passes through unchanged, chunk sizes aside', async () => {
    expect(await expanded(utf8(dmesg), { path: 'dmesg.txt', sizes: [3] })).toEqual({
      files: [['dmesg.txt', dmesg]],
      problems: [],
    })
  })

  test('an empty file is delivered', async () => {
    expect(await expanded(new Uint8Array(0), { path: 'empty' })).toEqual({ files: [['empty', '']], problems: [] })
  })

  test('text that begins like an archive is text', async () => {
    const text = 'BZhello, PK is not a zip\n'.padEnd(600, 'ustar')
    expect((await expanded(utf8(text))).files).toEqual([['bundle', text]])
  })
})

describe('archives by their first bytes', () => {
  test('a tar gives its members with plain paths', async () => {
    const tar = await tarOf({ 'node/dmesg.txt': dmesg, 'pods.yaml': 'kind: Pod\n' })
    expect(await expanded(tar, { path: 'any.name' })).toEqual({
      files: [
        ['node/dmesg.txt', dmesg],
        ['pods.yaml', 'kind: Pod\n'],
      ],
      problems: [],
    })
  })

  test('a gzip of text keeps its path, a gzip of a tar gives the members', async () => {
    expect((await expanded(gzipSync(utf8(dmesg)), { path: 'node/dmesg.gz' })).files).toEqual([['node/dmesg.gz', dmesg]])
    expect((await expanded(await tgzOf({ a: 'x' }), { path: 'b.log' })).files).toEqual([['a', 'x']])
  })

  test('a gzip of several streams is one content', async () => {
    const twice = Uint8Array.of(...gzipSync(utf8('one\n')), ...gzipSync(utf8('')), ...gzipSync(utf8('two\n')))
    expect(await expanded(twice)).toEqual({ files: [['bundle', 'one\ntwo\n']], problems: [] })
  })

  test('a nested archive is a prefix with !/', async () => {
    const inner = await tgzOf({ 'x/dmesg.gz': gzipSync(utf8(dmesg)) })
    const outer = await tgzOf({ 'inner.tar.gz': inner, after: 'y' })
    expect(await expanded(outer)).toEqual({
      files: [
        ['inner.tar.gz!/x/dmesg.gz', dmesg],
        ['after', 'y'],
      ],
      problems: [],
    })
    expect((await expanded(outer, { prefix: null, path: 'd/o.tgz' })).files.map(([path]) => path)).toEqual([
      'd/o.tgz!/inner.tar.gz!/x/dmesg.gz',
      'd/o.tgz!/after',
    ])
  })
})

describe('paths', () => {
  test('stay under their root', async () => {
    const tar = await tarOfList([
      ['./a', '1'],
      ['/etc/b', '2'],
      ['../../c', '3'],
      ['x/../../y/./z//d', '4'],
      ['win\\e', '5'],
      ['..', '6'],
    ])
    expect((await expanded(tar)).files.map(([path]) => path)).toEqual(['a', 'etc/b', 'c', 'y/z/d', 'win\\e'])
  })

  test('are given once', async () => {
    const tar = await tarOfList([
      ['a', '1'],
      ['a#2', '2'],
      ['./a', '3'],
      ['a', '4'],
      ['__proto__', '5'],
    ])
    expect((await expanded(tar)).files).toEqual([
      ['a', '1'],
      ['a#2', '2'],
      ['a#3', '3'],
      ['a#4', '4'],
      ['__proto__', '5'],
    ])
  })

  test('what archivers leave behind is skipped silently', async () => {
    const tar = await tarOf({ 'd/._a': 'x', '__MACOSX/a': 'x', 'PaxHeaders.12/a': 'x', 'd/a._b': 'kept' })
    expect(await expanded(tar)).toEqual({ files: [['d/a._b', 'kept']], problems: [] })
  })
})

describe('members that are no files', () => {
  const link = (name: string) => ({ header: { name, size: 0, type: 'symlink' as const, linkname: '/etc/passwd' } })

  test('directories are silent, links and devices are told of', async () => {
    const tar = await tarOf({ a: '1' }, [
      { header: { name: 'd/', size: 0, type: 'directory' } },
      link('l'),
      { header: { name: 'h', size: 0, type: 'link', linkname: 'a' } },
      { header: { name: 'p', size: 0, type: 'fifo' } },
      { header: { name: 'n', size: 0, type: 'character-device' } },
    ])
    const { files, problems } = await expanded(tar)
    expect(files).toEqual([['a', '1']])
    expect(problems.map(({ code, severity, detail }) => [code, severity, detail])).toEqual([
      ['ARCHIVE_MEMBER_SKIPPED', 'info', 'l is a symbolic link: left out'],
      ['ARCHIVE_MEMBER_SKIPPED', 'info', 'h is a hard link: left out'],
      ['ARCHIVE_MEMBER_SKIPPED', 'info', 'p is a named pipe: left out'],
      ['ARCHIVE_MEMBER_SKIPPED', 'info', 'n is a device: left out'],
    ])
  })

  test('many are told of with a count', async () => {
    const tar = await tarOf({}, [...Array.from({ length: 25 }, (_, at) => link(`l${at}`))])
    const { problems } = await expanded(tar)
    expect(problems).toHaveLength(21)
    expect(problems.at(-1)?.detail).toBe('bundle: 5 more links and special files were left out')
  })
})

test('a member that is not read is skipped', async () => {
  const tar = await tgzOf({ a: 'x'.repeat(100_000), b: 'y', 'in.tar': await tarOf({ c: 'z' }), d: 'w' })
  const { files, problems } = await readAll(expandMember(memberOf('t', tar)), path => /[bd]$/.test(path))
  expect(files).toEqual([
    ['t!/b', 'y'],
    ['t!/d', 'w'],
  ])
  expect(problems).toEqual([])
})

test('leaving early closes the source', async () => {
  let closed = false
  const tar = await tarOf({ a: '1', b: '2' })
  const member = {
    path: 't',
    sizeBytes: null,
    async *bytes() {
      try {
        yield tar
        yield tar
      } finally {
        closed = true
      }
    },
  }
  for await (const _ of expandMember(member)) break
  expect(closed).toBe(true)
})

test('a source that fails at once is a problem, not a member', async () => {
  const member = {
    path: 'gone',
    sizeBytes: null,
    // biome-ignore lint/correctness/useYield: it fails before
    async *bytes(): AsyncGenerator<Uint8Array> {
      throw new Error('no disk')
    },
  }
  const result = await readAll(expandMember(member))
  expect(result.files).toEqual([])
  expect(codes(result)).toEqual(['SOURCE_UNREADABLE'])
  expect(result.problems[0]?.detail).toBe('gone cannot be read: no disk')
})
