import { describe, expect, test } from 'vitest'
import { archiveFormat } from '../../src/archives/formats.ts'
import { codes, expanded, tarOf, utf8 } from './support.ts'
import { paxRecords, tarBlock, tarOfBlocks } from './tar-block.ts'

test('Unix v7 and GNU headers, sums of signed bytes, sizes in base 256', async () => {
  const tar = tarOfBlocks(
    tarBlock({ name: 'v7' }, 'one'),
    tarBlock({ name: 'gnu', magic: 'ustar  \0', prefix: '17171717' }, 'two'),
    tarBlock({ name: 'posix', magic: 'ustar\x0000', prefix: 'in/deep' }, 'three'),
    tarBlock({ name: 'größe', signed: true }, 'four'),
    tarBlock({ name: 'big', size: 'base256' }, 'five'),
    tarBlock({ name: 'olddir/', type: '\0' }),
  )
  expect(await expanded(tar)).toEqual({
    files: [
      ['v7', 'one'],
      ['gnu', 'two'],
      ['in/deep/posix', 'three'],
      ['größe', 'four'],
      ['big', 'five'],
    ],
    problems: [],
  })
})

test('long names of GNU tar and of pax', async () => {
  const long = `${'d/'.repeat(200)}dmesg`
  const gnu = tarOfBlocks(
    tarBlock({ name: '././@LongLink', type: 'K' }, 'target\0'),
    tarBlock({ name: '././@LongLink', type: 'L' }, `${long}\0`),
    tarBlock({ name: 'd/d/d' }, 'x'),
    tarBlock({ name: 'next' }, 'y'),
  )
  expect((await expanded(gnu)).files.map(([path]) => path)).toEqual([long, 'next'])
  expect((await expanded(await tarOf({ [long]: 'x' }))).files).toEqual([[long, 'x']])
})

test('a pax record may set the size; a malformed one changes nothing', async () => {
  const tar = tarOfBlocks(
    tarBlock({ name: 'p', type: 'x' }, '10 size=3\n'),
    tarBlock({ name: 'sized', size: 1 }, 'abc'),
    tarBlock({ name: 'p', type: 'x' }, '99 path=gone\n'),
    tarBlock({ name: 'kept' }, 'x'),
    tarBlock({ name: 'g', type: 'g' }, '13 path=none\n'),
    tarBlock({ name: 'own' }, 'z'),
  )
  expect(await expanded(tar)).toEqual({
    files: [
      ['sized', 'abc'],
      ['kept', 'x'],
      ['own', 'z'],
    ],
    problems: [],
  })
})

describe('sparse files, of which only the bytes between the holes are stored', () => {
  /** Where the bytes are, and whether another block goes on with that. */
  const map = (count: number, size: number, more: boolean): Uint8Array => {
    const bytes = new Uint8Array(size)
    for (let at = 0; at < count; at += 1)
      bytes.set(utf8(`${(at * 4096).toString(8).padStart(11, '0')}\u000000000000001\0`), at * 24)
    bytes[count * 24] = more ? 1 : 0
    return bytes
  }

  test('are named, and the members around them are read: the old form of GNU, with its map in blocks of its own', async () => {
    const sparse = tarBlock(
      { name: 'holes', type: 'S', magic: 'ustar  \0', more: [[386, map(4, 97, true)]] },
      'x'.repeat(700),
    )
    const [header, content] = [sparse.subarray(0, 512), sparse.subarray(512)]
    const blocks = [map(21, 512, true), map(21, 512, true), map(3, 512, false)]
    const tar = tarOfBlocks(
      tarBlock({ name: 'before' }, '1'),
      header,
      ...blocks,
      content,
      tarBlock({ name: 'after' }, '2'),
    )
    const { files, problems } = await expanded(tar)
    expect(files).toEqual([
      ['before', '1'],
      ['after', '2'],
    ])
    expect(problems).toMatchObject([{ code: 'SOURCE_UNREADABLE', severity: 'error', path: 'bundle' }])
    expect(problems[0]?.detail).toBe('bundle is partly stored as sparse files (holes), which oomlens does not open')
  })

  test('are named by their own name: the forms of pax', async () => {
    const one = paxRecords({
      'GNU.sparse.major': '1',
      'GNU.sparse.minor': '0',
      'GNU.sparse.name': 'holes-1.0',
      'GNU.sparse.realsize': '1000000',
    })
    const zero = paxRecords({ 'GNU.sparse.size': '1000000', 'GNU.sparse.numblocks': '1', 'GNU.sparse.map': '0,3' })
    const tar = tarOfBlocks(
      tarBlock({ name: 'p', type: 'x' }, one),
      tarBlock({ name: './GNUSparseFile.7/holes-1.0' }, '1\n0\n3\n'.padEnd(512, '\0').concat('abc')),
      tarBlock({ name: 'p', type: 'x' }, zero),
      tarBlock({ name: 'holes-0.1' }, 'abc'),
      tarBlock({ name: 'after' }, '2'),
    )
    const { files, problems } = await expanded(tar)
    expect(files).toEqual([['after', '2']])
    expect(problems.map(({ detail }) => detail)).toEqual([
      'bundle is partly stored as sparse files (holes-1.0, holes-0.1), which oomlens does not open',
    ])
  })
})

test.each([
  ['a size of a terabyte', { size: 2 ** 33 - 1 }],
  ['a name with its own end mark', { name: 'a\0b' }],
  ['no name', { name: '' }],
])('a header with %s breaks nothing', async (_, odd) => {
  const tar = tarOfBlocks(tarBlock({ name: 'first' }, '1'), tarBlock({ name: 'odd', ...odd }, 'x'))
  const { files } = await expanded(tar)
  expect(files[0]).toEqual(['first', '1'])
})

test('sparse files and unknown members are left out and told of', async () => {
  const tar = tarOfBlocks(
    tarBlock({ name: 'p', type: 'x' }, '22 GNU.sparse.major=1\n'),
    tarBlock({ name: 'holes' }, 'x'),
    tarBlock({ name: 'old', type: 'S' }, 'x'),
    tarBlock({ name: 'acl', type: 'A' }, 'x'),
    tarBlock({ name: 'a' }, 'x'),
  )
  const { files, problems } = await expanded(tar)
  expect(files).toEqual([['a', 'x']])
  expect(problems.map(problem => problem.detail)).toEqual([
    'acl is a member of type "A": left out',
    'bundle is partly stored as sparse files (holes, old), which oomlens does not open',
  ])
})

test('a record too large to hold is dropped, not read into memory', async () => {
  const tar = tarOfBlocks(tarBlock({ name: 'L', type: 'L' }, 'n'.repeat(3000)), tarBlock({ name: 'short' }, 'x'))
  const result = await expanded(tar, { limits: { tarRecordBytes: 2048 } })
  expect(result.files).toEqual([['short', 'x']])
  expect(codes(result)).toEqual(['ARCHIVE_DAMAGED'])
})

test('only a valid checksum makes an unmarked block a tar', () => {
  const v7 = tarBlock({ name: 'a' })
  expect(archiveFormat(v7)?.id).toBe('tar')
  v7[0] = 0x62
  expect(archiveFormat(v7)).toBeNull()
  expect(archiveFormat(new Uint8Array(512))).toBeNull()
})
