import { Readable } from 'node:stream'
import { gzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { codes, expanded, tarOf, utf8 } from './support.ts'
import { bz2Of, join, xzOf, zipBytes, zipOf, zstOf } from './writers.ts'

const text = Array.from({ length: 900 }, (_, at) => `${(at * 104_729) % 7919} killed process ${at}\n`).join('')
const files = { 'node/dmesg.txt': text, empty: '', 'pods.yaml': 'kind: Pod\n' }
const entries = Object.entries(files)

/** Members that are written as streams: sizes are zero before the content and stand behind it. */
async function streamed(options: { compress?: boolean; forceZip64Format?: boolean } = {}): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of entries) zip.addReadStream(Readable.from([Buffer.from(content)]), name, options)
  return zipBytes(zip, options.forceZip64Format)
}

const shapes: readonly (readonly [string, Uint8Array])[] = [
  ['deflated', await zipOf(files)],
  ['stored', await zipOf(files, { compress: false })],
  ['zip64', await zipOf(files, { forceZip64Format: true })],
  ['with sizes behind', await streamed()],
  ['stored with sizes behind', await streamed({ compress: false })],
  ['zip64 with sizes behind', await streamed({ forceZip64Format: true })],
  ['of another writer', zipSync(Object.fromEntries(entries.map(([name, content]) => [name, utf8(content)])))],
]

/** Offset of the nth `PK` mark of a kind. */
function markAt(zip: Uint8Array, kind: readonly [number, number], nth = 0): number {
  let at = -1
  for (let count = -1; count < nth; count++) at = Buffer.from(zip).indexOf(Buffer.from([0x50, 0x4b, ...kind]), at + 1)
  return at
}
const own = [3, 4] as const
const listing = [1, 2] as const

/** A zip with bytes changed: offsets from a mark to what stands there. */
function changed(zip: Uint8Array, changes: readonly (readonly [at: number, bytes: readonly number[]])[]): Uint8Array {
  const copy = zip.slice()
  for (const [at, bytes] of changes) copy.set(bytes, at)
  return copy
}

describe.each(shapes)('%s', (_, zip) => {
  test('gives its members with plain paths, in any chunks', async () => {
    for (const sizes of [[1_000_000], [7]])
      expect(await expanded(zip, { sizes })).toEqual({ files: entries, problems: [] })
  })

  test('in a tar, and before zeros', async () => {
    const inTar = await expanded(await tarOf({ 'a.zip': join(zip, new Uint8Array(20)) }))
    expect(inTar.files).toEqual(entries.map(([name, content]) => [`a.zip!/${name}`, content]))
    expect(inTar.problems).toEqual([])
  })

  test('without its directory the members are searched for', async () => {
    for (const length of [markAt(zip, listing), markAt(zip, listing) + 50, zip.length - 8]) {
      const result = await expanded(zip.slice(0, length))
      expect(result.files).toEqual(entries)
      expect(codes(result)).toEqual(['ARCHIVE_DAMAGED'])
      expect(result.problems[0]?.detail).toContain('director')
    }
  })

  test('cut anywhere it gives what came before', async () => {
    for (let length = 5; length < markAt(zip, listing); length += Math.ceil(zip.length / 90)) {
      const { files: got, problems } = await expanded(zip.slice(0, length))
      for (const [index, [name, content]] of got.entries()) {
        expect(name).toBe(entries[index]?.[0])
        // Where sizes are behind and cut, stored content cannot be told from them.
        const sure = content.slice(0, Math.max(0, content.length - 24))
        expect(entries[index]?.[1].startsWith(sure), `${length} bytes`).toBe(true)
      }
      expect(new Set(codes({ files: got, problems }))).toEqual(new Set(['ARCHIVE_DAMAGED']))
    }
  })

  test('altered anywhere it gives no other content without saying so', async () => {
    for (let at = 4; at < zip.length; at += Math.ceil(zip.length / 120)) {
      const result = await expanded(changed(zip, [[at, [(zip[at] ?? 0) ^ 0x21]]]))
      if (result.problems.length > 0) continue
      const contents = result.files.map(([, content]) => content)
      for (const content of contents) expect(Object.values(files), `byte ${at}`).toContain(content)
    }
  })
})

test('a damaged member is told of, and the others are read', async () => {
  const zip = await zipOf({ a: text, b: text, c: 'three' })
  const flipped = await expanded(changed(zip, [[markAt(zip, own, 1) + 1000, [0xff, 0xff, 0xff]]]))
  expect(flipped.files.map(([name]) => name)).toEqual(['a', 'b', 'c'])
  expect(flipped.files[2]?.[1]).toBe('three')
  expect(flipped.problems).toMatchObject([{ code: 'ARCHIVE_DAMAGED', path: 'b' }])
  const headless = await expanded(changed(zip, [[markAt(zip, own, 1), [0]]]))
  expect(headless.files).toEqual([
    ['a', text],
    ['c', 'three'],
  ])
  expect(headless.problems).toMatchObject([{ code: 'ARCHIVE_DAMAGED', path: 'b' }])
  const searched = await expanded(changed(zip, [[markAt(zip, own, 1), [0]]]).slice(0, markAt(zip, listing)))
  expect(searched.files).toEqual(headless.files)
  expect(searched.problems[0]?.detail).toMatch(/damaged after a: \d+ bytes could not be read/)
})

test('the directory of a zip within is not taken for the lost one', async () => {
  const inner = await zipOf({ x: '1' })
  const outer = await zipOf({ a: text, 'in.zip': inner, b: text }, { compress: false })
  const innerEnd = Buffer.from(outer).indexOf(Buffer.from(inner)) + inner.length
  for (const more of [0, 16, 300]) {
    const { files: got, problems } = await expanded(outer.slice(0, innerEnd + more))
    expect(got.slice(0, 2)).toEqual([
      ['a', text],
      ['in.zip!/x', '1'],
    ])
    expect(problems.at(-1)?.detail).toContain('its directory is lost')
  }
})

test('members in other compressions that zip knows', async () => {
  const stored = await zipOf({ a: bz2Of(utf8(text)), b: zstOf(utf8(text)), c: xzOf(utf8(text)) }, { compress: false })
  const methods = [12, 93, 95].map((method, nth) => [markAt(stored, listing, nth) + 10, [method, 0]] as const)
  expect(await expanded(changed(stored, methods))).toEqual({
    files: [
      ['a', text],
      ['b', text],
      ['c', text],
    ],
    problems: [],
  })
})

test('what it cannot open is named once, and the rest is read', async () => {
  const zip = await zipOf({ secret: text, open: 'x', 'more secrets': text, rare: text })
  const flags = [0, 2].map(nth => [markAt(zip, listing, nth) + 8, [1, 8]] as const)
  const { files: got, problems } = await expanded(changed(zip, [...flags, [markAt(zip, listing, 3) + 10, [9, 0]]]))
  expect(got).toEqual([['open', 'x']])
  expect(problems).toMatchObject([
    { code: 'SOURCE_UNREADABLE', severity: 'error', path: 'bundle' },
    { code: 'SOURCE_UNREADABLE', severity: 'error', path: 'bundle' },
  ])
  expect(problems[0]?.detail).toContain('encrypted (secret, more secrets)')
  expect(problems[0]?.advice).toContain('password')
  expect(problems[1]?.detail).toContain('(rare)')
})

test('an empty zip, a zip behind the mark of a split one, and a zip with a comment', async () => {
  expect(await expanded(await zipOf({}))).toEqual({ files: [], problems: [] })
  expect((await expanded(join(utf8('PK\x07\x08'), await zipOf(files)))).files).toEqual(entries)
  const zip = await zipOf(files)
  const commented = join(changed(zip, [[zip.length - 2, [5, 0]]]), utf8('PK\x05\x06!'))
  expect(await expanded(commented)).toEqual({ files: entries, problems: [] })
})

describe('paths', () => {
  test('stay under their root, and are given once', async () => {
    const names = ['./a', '/etc/b', '../../c', 'x/../../y/./z//d', 'a', '..']
    const zip = zipSync(Object.fromEntries(names.map((name, at) => [name, utf8(`${at}`)])))
    expect((await expanded(zip)).files.map(([path]) => path)).toEqual(['a', 'etc/b', 'c', 'y/z/d', 'a#2'])
  })

  test('backslashes are slashes where a writer on Windows knew no better', async () => {
    const windows = zipSync({ 'node\\dmesg.txt': utf8('1'), '..\\..\\up': utf8('2'), 'a/b\\c': utf8('3') })
    expect((await expanded(windows)).files.map(([path]) => path)).toEqual(['node/dmesg.txt', 'up', 'a/b\\c'])
    const unix = await zipOf({ 'system-x.slice': '' })
    const at = markAt(unix, listing) + 46
    expect((await expanded(changed(unix, [[at + 6, [0x5c]]]))).files.map(([path]) => path)).toEqual(['system\\x.slice'])
  })

  test('what archivers leave behind is skipped silently', async () => {
    const zip = await zipOf({ '__MACOSX/._a': 'x', 'd/._a': 'x', a: 'kept' })
    expect(await expanded(zip)).toEqual({ files: [['a', 'kept']], problems: [] })
  })
})

test('directories are silent, links and pipes are told of', async () => {
  const zip = new ZipFile()
  zip.addEmptyDirectory('d/')
  zip.addBuffer(Buffer.from('/etc/passwd'), 'l', { mode: 0o120777 })
  zip.addBuffer(Buffer.from(''), 'p', { mode: 0o010644 })
  zip.addBuffer(Buffer.from('1'), 'a', { mode: 0o100644 })
  const { files: got, problems } = await expanded(await zipBytes(zip))
  expect(got).toEqual([['a', '1']])
  expect(problems.map(({ code, detail }) => [code, detail])).toEqual([
    ['ARCHIVE_MEMBER_SKIPPED', 'l is a symbolic link: left out'],
    ['ARCHIVE_MEMBER_SKIPPED', 'p is a named pipe: left out'],
  ])
})

describe('caps', () => {
  test('members that share their bytes are left out', async () => {
    const zip = await zipOf({ a: text, b: text, c: text })
    const first = [0, 0, 0, 0]
    const shared = changed(
      zip,
      [1, 2].map(nth => [markAt(zip, listing, nth) + 42, first] as const),
    )
    const { files: got, problems } = await expanded(shared)
    expect(got.map(([path]) => path)).toEqual(['a'])
    expect(problems).toMatchObject([{ code: 'ARCHIVE_LIMIT' }])
    expect(problems[0]?.detail).toContain('(b, c)')
  })

  test('members, depth, and what is held in memory', async () => {
    const three = await zipOf({ a: '1', b: '2', c: '3' })
    const members = await expanded(three, { limits: { members: 2 } })
    expect(members.files.map(([path]) => path)).toEqual(['a', 'b'])
    expect(codes(members)).toEqual(['ARCHIVE_LIMIT'])

    let nested = await zipOf({ log: 'deep' })
    for (let level = 1; level < 8; level++) nested = await zipOf({ [`${level}.zip`]: nested })
    expect((await expanded(nested)).files.map(([, content]) => content)).toEqual(['deep'])
    expect(codes(await expanded(await zipOf({ 'x.zip': nested })))).toEqual(['ARCHIVE_LIMIT'])

    const held = await expanded(three, { limits: { heldBytes: 60 } })
    expect(held.files.map(([path]) => path)).toEqual(['a'])
    expect(codes(held)).toEqual(['ARCHIVE_LIMIT'])
    expect(codes(await expanded(three, { limits: { heldBytes: three.length } }))).toEqual([])
  })

  test('many zips of bombs are measured together, against the file that was given', async () => {
    const bomb = await zipOf({ log: `${text}${'oom\n'.repeat(700_000)}` })
    expect(codes(await expanded(bomb))).toEqual([])
    const many = await tarOf(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.zip`, bomb])))
    expect(codes(await expanded(many))).toEqual([])
    const told = await expanded(gzipSync(many))
    expect(codes(told)).toEqual(['ARCHIVE_LIMIT'])
    expect(told.problems[0]?.path).toBe('bundle')
  })

  test('after some bombs nothing more is read', async () => {
    const zeros = new Uint8Array(2 * 1024 ** 2)
    const log = { log: text.repeat(40) }
    const bombs = await zipOf({ ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`${at}`, zeros])), ...log })
    const few = await expanded(bombs, { limits: { bombs: 10 } })
    expect(few.files.at(-1)).toEqual(['log', text.repeat(40)])
    expect(codes(few)).toEqual(Array.from({ length: 9 }, () => 'ARCHIVE_LIMIT'))
    const many = await expanded(bombs, { limits: { bombs: 4 } })
    expect(many.files.map(([path]) => path)).toEqual(['0', '1', '2', '3'])
    expect(many.problems.at(-1)).toMatchObject({ path: 'bundle', code: 'ARCHIVE_LIMIT' })
  })
})
