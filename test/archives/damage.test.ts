import { gzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { codes, expanded, tarOf, tarOfList, tgzOf, utf8 } from './support.ts'

/** Text that deflate can neither drop nor fold to nothing. */
function noise(size: number, seed = 1): string {
  let state = seed
  let text = ''
  while (text.length < size) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    text += `${state.toString(36)} killed process ${state % 977}\n`
  }
  return text.slice(0, size)
}
const first = noise(20_000)
const second = noise(60_000, 2)
const third = noise(5_000, 3)

describe('cut short', () => {
  test('a tar.gz gives the members before, and the part of the last one', async () => {
    const whole = await tgzOf({ first, second, third })
    const { files, problems } = await expanded(whole.slice(0, whole.length >> 1))
    expect(files[0]).toEqual(['first', first])
    expect(files).toHaveLength(2)
    const part = files[1]?.[1] ?? ''
    expect(part.length).toBeGreaterThan(1000)
    expect(second.startsWith(part)).toBe(true)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ code: 'ARCHIVE_DAMAGED', severity: 'error', path: 'second' })
    expect(problems[0]?.detail).toContain(`second has ${part.length} of its 60000 bytes`)
    expect(problems[0]?.advice).toContain('Copy it again')
  })

  test('a tar in the middle of a member', async () => {
    const tar = await tarOf({ first, second })
    const { files, problems } = await expanded(tar.slice(0, 512 + 20_480 + 512 + 100))
    expect(files).toEqual([
      ['first', first],
      ['second', second.slice(0, 100)],
    ])
    expect(problems.map(problem => problem.detail)).toEqual([
      'bundle ends inside a member: second has 100 of its 60000 bytes',
    ])
  })

  test('a tar in a header, or between members', async () => {
    const tar = await tarOf({ first, second })
    const inHeader = await expanded(tar.slice(0, 512 + 20_480 + 300))
    expect(inHeader.files).toEqual([['first', first]])
    expect(inHeader.problems[0]?.detail).toBe('bundle is damaged after first: the last 300 bytes could not be read')
    const between = await expanded(tar.slice(0, 512 + 20_480))
    expect(between.files).toEqual([['first', first]])
    expect(between.problems).toMatchObject([{ code: 'ARCHIVE_DAMAGED', severity: 'warning' }])
  })

  test('a gzip at every length gives a prefix and one problem', async () => {
    const text = noise(300)
    const whole = gzipSync(utf8(text))
    for (let length = 3; length < whole.length; length++) {
      const { files, problems } = await expanded(whole.slice(0, length))
      expect(text.startsWith(files[0]?.[1] ?? ''), `${length} bytes`).toBe(true)
      expect(problems.map(problem => problem.code)).toEqual(['ARCHIVE_DAMAGED'])
    }
  })

  test('an outer archive cut inside a nested one tells it once, even if nobody reads that member', async () => {
    const inner = await tgzOf({ first, second })
    const outer = await tarOf({ 'in.tgz': inner })
    const { files, problems } = await expanded(outer.slice(0, 512 + inner.length - 2_000))
    expect(files.map(([path]) => path)).toEqual(['in.tgz!/first', 'in.tgz!/second'])
    expect(problems).toHaveLength(1)
    expect(problems[0]?.detail).toContain('bundle ends inside a member: in.tgz has')
  })
})

describe('damaged', () => {
  test('a gzip gives nearly all before the damage', async () => {
    const whole = gzipSync(utf8(second))
    const bad = whole.slice()
    bad.fill(0xff, 12_000, 12_100)
    const { files, problems } = await expanded(bad)
    const whole12k = (await expanded(whole.slice(0, 12_000))).files[0]?.[1] ?? ''
    expect(whole12k.length).toBeGreaterThan(10_000)
    expect(files[0]?.[1].startsWith(whole12k.slice(0, -300))).toBe(true)
    expect(codes({ files, problems })).toEqual(['ARCHIVE_DAMAGED'])
  })

  test('a flipped bit that still inflates is found by the checksum', async () => {
    const whole = gzipSync(utf8(second), { level: 0 })
    const bad = whole.slice()
    bad[30_000] = (bad[30_000] ?? 0) ^ 1
    expect(codes(await expanded(bad))).toEqual(['ARCHIVE_DAMAGED'])
    expect(codes(await expanded(whole))).toEqual([])
    const early = Uint8Array.of(...bad, ...gzipSync(utf8('more')))
    const { files, problems } = await expanded(early)
    expect(files[0]?.[1].endsWith('more')).toBe(true)
    expect(problems[0]?.detail).toContain('wrong checksum')
  })

  test('zeros after a gzip are padding, anything else is told of', async () => {
    const whole = gzipSync(utf8(first))
    const padded = await expanded(Uint8Array.of(...whole, ...new Uint8Array(5000)))
    expect(padded).toEqual({ files: [['bundle', first]], problems: [] })
    const { files, problems } = await expanded(Uint8Array.of(...whole, ...utf8('junk after it')))
    expect(files).toEqual([['bundle', first]])
    expect(problems).toMatchObject([{ code: 'ARCHIVE_DAMAGED', severity: 'warning' }])
  })

  test('a tar header that is no header is skipped, and the next one found', async () => {
    const tar = (await tarOf({ first, second, third })).slice()
    const header = 512 + 20_480
    tar[header + 3] = (tar[header + 3] ?? 0) ^ 1
    const { files, problems } = await expanded(tar)
    expect(files).toEqual([
      ['first', first],
      ['third', third],
    ])
    expect(problems.map(problem => problem.detail)).toEqual([
      `bundle is damaged after first: ${512 + 60_416} bytes could not be read`,
    ])
  })

  test('what follows the end mark is no damage', async () => {
    const tar = await tarOfList([['a', '1']])
    const result = await expanded(Uint8Array.of(...tar, ...new Uint8Array(4096), ...utf8('x'.repeat(700))))
    expect(result).toEqual({ files: [['a', '1']], problems: [] })
  })

  test('two tars in one file are both read', async () => {
    const both = Uint8Array.of(...(await tarOf({ a: '1' })), ...(await tarOf({ b: '2' })))
    expect((await expanded(both)).files.map(([path]) => path)).toEqual(['a', 'b'])
  })
})

describe('caps', () => {
  test('a bomb is stopped by its ratio, with what came before', async () => {
    const bomb = gzipSync(new Uint8Array(8 * 1024 ** 2), { level: 9 })
    const stopped = await expanded(bomb)
    expect(codes(stopped)).toEqual(['ARCHIVE_LIMIT'])
    const came = stopped.files[0]?.[1].length ?? 0
    expect(came).toBeGreaterThan(1024 ** 2)
    expect(came).toBeLessThan(8 * 1024 ** 2)
    expect(codes(await expanded(bomb, { limits: { ratio: 1040 } }))).toEqual([])
  })

  test('many small bombs are measured together, against the file that was given', async () => {
    const zip = gzipSync(utf8(noise(3000) + 'oom\n'.repeat(300_000)), { level: 9 })
    const copies = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.gz`, zip]))
    expect(codes(await expanded(zip))).toEqual([])
    expect(codes(await expanded(await tarOf(copies)))).toEqual([])
    expect(codes(await expanded(await tgzOf(copies)))).toContain('ARCHIVE_LIMIT')
  })

  test('what it all unfolds to', async () => {
    const tgz = await tgzOf({ first, second, third })
    const result = await expanded(tgz, { limits: { totalBytes: 30_000 } })
    expect(codes(result)).toEqual(['ARCHIVE_LIMIT'])
    expect(codes(await expanded(tgz, { limits: { totalBytes: 100_000 } }))).toEqual([])
  })

  test('members and depth', async () => {
    const members = await expanded(await tarOf({ a: '1', b: '2', c: '3' }), { limits: { members: 2 } })
    expect(members.files.map(([path]) => path)).toEqual(['a', 'b'])
    expect(codes(members)).toEqual(['ARCHIVE_LIMIT'])

    let nested = await tgzOf({ log: 'deep' })
    for (let level = 1; level < 8; level++) nested = await tgzOf({ [`${level}.tgz`]: nested })
    expect((await expanded(nested)).files.map(([, text]) => text)).toEqual(['deep'])
    expect(codes(await expanded(await tarOf({ 'x.tgz': nested })))).toEqual(['ARCHIVE_LIMIT'])

    let zipped = utf8('deep')
    for (let level = 0; level < 9; level++) zipped = gzipSync(zipped)
    expect(codes(await expanded(zipped))).toEqual(['ARCHIVE_LIMIT'])
  })
})
