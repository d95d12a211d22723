import { expect, test } from 'vitest'
import { archiveFormat } from '../../src/archives/formats.ts'
import { codes, expanded, tarOf, utf8 } from './support.ts'

interface Header {
  readonly name: string
  readonly type?: string
  readonly size?: number | 'base256'
  readonly magic?: string
  readonly prefix?: string
  readonly signed?: boolean
}

/** A header as the many tars of the world write it, and modern-tar would not. */
function block(
  { name, type = '0', size = 0, magic = '', prefix = '', signed = false }: Header,
  content = '',
): Uint8Array {
  const bytes = new Uint8Array(512 + Math.ceil(content.length / 512) * 512)
  bytes.set(utf8(name), 0)
  if (size === 'base256') bytes.set([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, content.length], 124)
  else bytes.set(utf8((size || content.length).toString(8).padStart(11, '0')), 124)
  bytes.set(utf8(type), 156)
  bytes.set(utf8(magic), 257)
  bytes.set(utf8(prefix), 345)
  bytes.fill(0x20, 148, 156)
  const sum = [...bytes.subarray(0, 512)].reduce((total, byte) => total + (signed && byte > 127 ? byte - 256 : byte), 0)
  bytes.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
  bytes.set(utf8(content), 512)
  return bytes
}
const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from([...parts, new Uint8Array(1024)].flatMap(part => [...part]))

test('Unix v7 and GNU headers, sums of signed bytes, sizes in base 256', async () => {
  const tar = join(
    block({ name: 'v7' }, 'one'),
    block({ name: 'gnu', magic: 'ustar  \0', prefix: '17171717' }, 'two'),
    block({ name: 'posix', magic: 'ustar\x0000', prefix: 'in/deep' }, 'three'),
    block({ name: 'größe', signed: true }, 'four'),
    block({ name: 'big', size: 'base256' }, 'five'),
    block({ name: 'olddir/', type: '\0' }),
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
  const gnu = join(
    block({ name: '././@LongLink', type: 'K' }, 'target\0'),
    block({ name: '././@LongLink', type: 'L' }, `${long}\0`),
    block({ name: 'd/d/d' }, 'x'),
    block({ name: 'next' }, 'y'),
  )
  expect((await expanded(gnu)).files.map(([path]) => path)).toEqual([long, 'next'])
  expect((await expanded(await tarOf({ [long]: 'x' }))).files).toEqual([[long, 'x']])
})

test('a pax record may set the size; a malformed one changes nothing', async () => {
  const tar = join(
    block({ name: 'p', type: 'x' }, '10 size=3\n'),
    block({ name: 'sized', size: 1 }, 'abc'),
    block({ name: 'p', type: 'x' }, '99 path=gone\n'),
    block({ name: 'kept' }, 'x'),
    block({ name: 'g', type: 'g' }, '13 path=none\n'),
    block({ name: 'own' }, 'z'),
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

test('sparse files and unknown members are left out and told of', async () => {
  const tar = join(
    block({ name: 'p', type: 'x' }, '22 GNU.sparse.major=1\n'),
    block({ name: 'holes' }, 'x'),
    block({ name: 'old', type: 'S' }, 'x'),
    block({ name: 'acl', type: 'A' }, 'x'),
    block({ name: 'a' }, 'x'),
  )
  const { files, problems } = await expanded(tar)
  expect(files).toEqual([['a', 'x']])
  expect(problems.map(problem => problem.detail)).toEqual([
    'holes is a sparse file: left out',
    'old is a sparse file: left out',
    'acl is a member of type "A": left out',
  ])
})

test('a record too large to hold is dropped, not read into memory', async () => {
  const tar = join(block({ name: 'L', type: 'L' }, 'n'.repeat(3000)), block({ name: 'short' }, 'x'))
  const result = await expanded(tar, { limits: { tarRecordBytes: 2048 } })
  expect(result.files).toEqual([['short', 'x']])
  expect(codes(result)).toEqual(['ARCHIVE_DAMAGED'])
})

test('only a valid checksum makes an unmarked block a tar', () => {
  const v7 = block({ name: 'a' })
  expect(archiveFormat(v7)?.id).toBe('tar')
  v7[0] = 0x62
  expect(archiveFormat(v7)).toBeNull()
  expect(archiveFormat(new Uint8Array(512))).toBeNull()
})
