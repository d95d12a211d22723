import { readFileSync } from 'node:fs'
import { gzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { codes, expanded, tarOf, utf8 } from './support.ts'
import { bz2Of, compressorNames, compressors, join, xzOf, zipOf, zstOf } from './writers.ts'

/** A log, as the files in `fixtures` have it. */
const log = (lines: number): string =>
  Array.from({ length: lines }, (_, at) => {
    const time = (at * 0.37).toFixed(6).padStart(12)
    return `[${time}] worker ${(at * 7919) % 1009} took ${(at * 104729) % 7919} pages\n`
  }).join('')

const text = log(1500)
const half = text.slice(0, text.length >> 1)
const zeros = new Uint8Array(8 * 1024 ** 2)

/**
 * `blocks.xz` holds `log(1500)`: xz -T1 --block-size=30000 --check=crc64. The next two hold its first 3000 bytes:
 * xz --check=sha256, and xz --lzma2=preset=0,dict=128MiB. `bomb.xz` is 8 MiB of zeros.
 */
const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./fixtures/${name}.xz`, import.meta.url)))

describe.each(compressorNames)('%s', name => {
  const pack = (content: string | Uint8Array): Uint8Array =>
    compressors[name](typeof content === 'string' ? utf8(content) : content)

  test('a file keeps its path, a tar in it gives its members', async () => {
    expect(await expanded(pack(text), { path: 'node/dmesg' })).toEqual({ files: [['node/dmesg', text]], problems: [] })
    expect((await expanded(pack(await tarOf({ 'n/a': '1', b: text })))).files).toEqual([
      ['n/a', '1'],
      ['b', text],
    ])
  })

  test('nothing, compressed', async () => {
    expect(await expanded(pack(''))).toEqual({ files: [['bundle', '']], problems: [] })
  })

  test('streams behind each other are one content, zeros behind them none', async () => {
    const both = join(pack(half), pack(''), pack(text), new Uint8Array(4096))
    expect(await expanded(both, { sizes: [1000] })).toEqual({ files: [['bundle', half + text]], problems: [] })
  })

  test('what is something else behind it is told of', async () => {
    const { files, problems } = await expanded(join(pack(text), utf8('something else behind it')))
    expect(files).toEqual([['bundle', text]])
    expect(problems).toMatchObject([{ code: 'ARCHIVE_DAMAGED', severity: 'warning' }])
    expect(problems[0]?.detail).toContain(`is followed by bytes that are not ${name}`)
  })

  test('in another archive it keeps its path, or begins those of its members', async () => {
    const files = { 'd/log.x': pack(text), 'd/in.x': pack(await tarOf({ c: '3' })), 'd/z': await zipOf({ e: '4' }) }
    const expected = [
      ['d/log.x', text],
      ['d/in.x!/c', '3'],
      ['d/z!/e', '4'],
    ]
    expect((await expanded(pack(await tarOf(files)))).files).toEqual(expected)
    expect((await expanded(await zipOf(files))).files).toEqual(expected)
  })

  test('cut anywhere it gives what came before', async () => {
    const whole = join(pack(half), pack(text))
    for (let length = 18; length < whole.length; length += Math.ceil(whole.length / 25)) {
      const { files, problems } = await expanded(whole.slice(0, length))
      expect((half + text).startsWith(files[0]?.[1] ?? ''), `${length} bytes`).toBe(true)
      if (length !== pack(half).length) expect(codes({ files, problems })).toEqual(['ARCHIVE_DAMAGED'])
      if (length > pack(half).length) expect(files[0]?.[1].length).toBeGreaterThanOrEqual(half.length)
    }
  })

  test('altered anywhere it gives no other content without saying so', async () => {
    const whole = pack(text)
    for (let at = 12; at < whole.length; at += Math.ceil(whole.length / 30)) {
      const bad = whole.slice()
      bad[at] = (bad[at] ?? 0) ^ 4
      const result = await expanded(bad)
      if (result.problems.length === 0) expect(result.files, `byte ${at}`).toEqual([['bundle', text]])
    }
  })

  test('nested too deep', async () => {
    let nested = utf8('deep')
    for (let level = 0; level < 8; level++) nested = pack(nested)
    expect((await expanded(nested)).files).toEqual([['bundle', 'deep']])
    expect(codes(await expanded(pack(nested)))).toEqual(['ARCHIVE_LIMIT'])
  })
})

describe.each([
  ['gzip', gzipSync(zeros, { level: 9 })],
  ['xz', fixture('bomb')],
  ['zstd', zstOf(zeros)],
  ['bzip2', bz2Of(zeros, 9)],
  ['zip', await zipOf({ zeros })],
])('a bomb of %s', (_, bomb) => {
  test('is stopped by its ratio', async () => {
    const stopped = await expanded(bomb)
    expect(codes(stopped)).toEqual(['ARCHIVE_LIMIT'])
    expect(stopped.files[0]?.[1].length).toBeGreaterThanOrEqual(1024 ** 2)
    expect(stopped.files[0]?.[1].length).toBeLessThan(zeros.length)
    expect((await expanded(bomb, { limits: { ratio: 1_000_000 } })).files[0]?.[1].length).toBe(zeros.length)
  })

  test('is stopped by what it all unfolds to', async () => {
    const limits = { ratio: 1_000_000, totalBytes: 3_000_000 }
    expect(codes(await expanded(bomb, { limits }))).toEqual(['ARCHIVE_LIMIT'])
  })
})

describe('xz', () => {
  test('of several blocks, with CRC64, in any chunks', async () => {
    for (const sizes of [[1], [100_000]])
      expect(await expanded(fixture('blocks'), { sizes })).toEqual({ files: [['bundle', text]], problems: [] })
  })

  test('gives the blocks before damage', async () => {
    const bad = fixture('blocks')
    bad[8000] = (bad[8000] ?? 0) ^ 4
    const { files, problems } = await expanded(bad)
    expect(files[0]?.[1].length).toBeGreaterThanOrEqual(30_000)
    expect(files[0]?.[1].slice(0, 30_000)).toBe(text.slice(0, 30_000))
    expect(problems[0]?.detail).toContain('is damaged')
  })

  test.each([
    ['sha256', 'with rare options'],
    ['large-dictionary', 'takes more memory'],
  ])('%s is named, with what to do', async (name, says) => {
    const { files, problems } = await expanded(fixture(name))
    expect(files).toEqual([])
    expect(problems).toMatchObject([{ code: 'SOURCE_UNREADABLE', advice: expect.stringContaining('xz -d') }])
    expect(problems[0]?.detail).toContain(says)
  })

  test('streams with zeros between them', async () => {
    const both = join(xzOf(utf8(half)), new Uint8Array(8), fixture('blocks'))
    expect(await expanded(both)).toEqual({ files: [['bundle', half + text]], problems: [] })
  })
})

describe('zstd', () => {
  /** A frame to be skipped, of any kind. */
  const skipped = (kind: number): Uint8Array => Uint8Array.of(0x50 + kind, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4)

  test('frames to be skipped are, also at the start as pzstd writes them', async () => {
    const frames = join(skipped(0), zstOf(utf8(half)), skipped(15), zstOf(utf8(text)), skipped(3))
    expect(await expanded(frames)).toEqual({ files: [['bundle', half + text]], problems: [] })
  })

  test('a frame with a window of 256 MiB is named, with what to do', async () => {
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, (28 - 10) << 3, 1, 0, 0)
    const { problems } = await expanded(frame)
    expect(problems).toMatchObject([{ code: 'SOURCE_UNREADABLE', advice: expect.stringContaining('--long=31') }])
    const within = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, (27 - 10) << 3, 1, 0, 0)
    expect(await expanded(within)).toEqual({ files: [['bundle', '']], problems: [] })
  })

  test('a frame with a dictionary is named, with what to do', async () => {
    const frame = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 1, (17 - 10) << 3, 77, 1, 0, 0)
    const { problems } = await expanded(frame)
    expect(problems).toMatchObject([{ code: 'SOURCE_UNREADABLE' }])
    expect(problems[0]?.detail).toContain('dictionary')
  })

  test('a wrong checksum is found', async () => {
    const bad = zstOf(utf8('seven words that are stored as such'), { 201: 1 })
    bad[bad.length - 1] = (bad[bad.length - 1] ?? 0) ^ 1
    const { problems } = await expanded(bad)
    expect(problems[0]?.detail).toContain('wrong checksum')
  })
})

test('a damaged block of bzip2 is left out, and what stands behind it', async () => {
  const long = log(6000)
  const whole = bz2Of(utf8(long), 1)
  const bad = whole.slice()
  bad[whole.length >> 1] = (bad[whole.length >> 1] ?? 0) ^ 4
  const { files, problems } = await expanded(bad)
  expect(files[0]?.[1].length).toBeGreaterThan(90_000)
  expect(long.startsWith(files[0]?.[1] ?? '')).toBe(true)
  expect(problems[0]?.detail).toContain('is damaged')
})

test.each([
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01, 0x00]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['lzip', [0x4c, 0x5a, 0x49, 0x50, 0x01]],
])('%s is named, with what to do', async (name, magic) => {
  const result = await expanded(Uint8Array.from([...magic, 1, 2, 3]), { path: 'b' })
  expect(result.files).toEqual([])
  expect(result.problems).toMatchObject([{ code: 'SOURCE_UNREADABLE', path: 'b' }])
  expect(result.problems[0]?.detail).toContain(name)
  expect(result.problems[0]?.advice).toContain('Unpack it first')
})
