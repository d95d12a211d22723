import { gzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../src/archives/crc32.ts'
import type { ArchiveLimits } from '../../src/archives/limits.ts'
import { expanded, tarOf, tgzOf, utf8 } from './support.ts'
import { join, zipOf } from './writers.ts'

/** What one says when it is stopped: the cap, its value, and how to raise it. */
async function stopped(bytes: Uint8Array, limits: Partial<ArchiveLimits>): Promise<readonly [string, string | null]> {
  const { problems } = await expanded(bytes, { limits })
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['ARCHIVE_LIMIT', 'error']])
  return [problems[0]?.detail ?? '', problems[0]?.advice ?? null]
}

const zeros = gzipSync(new Uint8Array(8 * 1024 ** 2), { level: 9 })

describe('each cap is named with its value and the option that raises it', () => {
  test('ratio', async () => {
    expect(await stopped(zeros, { ratio: 300 })).toEqual([
      'bundle is not read further: it unfolds to more than 300 times its size, as no log does',
      'If you trust it, allow more (--limit ratio=600), or unpack it yourself and give the directory.',
    ])
  })

  test('total', async () => {
    expect(await stopped(await tgzOf({ a: 'x'.repeat(9000) }), { totalBytes: 5000 })).toEqual([
      'bundle is not read further: the archives unfold to over 5000 bytes',
      'If you trust it, allow more (--limit totalBytes=10000), or unpack it yourself and give the directory.',
    ])
  })

  test('depth', async () => {
    const nested = await tarOf({ 'a.tgz': await tgzOf({ 'b.tgz': await tgzOf({ log: 'deep' }) }) })
    expect(await stopped(nested, { depth: 2 })).toEqual([
      'a.tgz!/b.tgz is not read further: archives are nested more than 2 deep',
      'If you trust it, allow more (--limit depth=4), or unpack it yourself and give the directory.',
    ])
    expect((await expanded(nested, { limits: { depth: 3 } })).problems).toEqual([])
  })

  test('what a zip may take of the memory', async () => {
    const [detail, advice] = await stopped(await zipOf({ a: '1', b: '2' }), { heldBytes: 50 })
    expect(detail).toBe('bundle is not read further: only 50 bytes of a zip can be held in memory')
    expect(advice).toContain('--limit heldBytes=100')
  })

  test('members, with how many were left out', async () => {
    const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}`, 'x']))
    for (const [bytes, detail] of [
      [await tarOf(names(11)), 'more than 10 members: 1 were left out'],
      [await zipOf(names(11)), 'more than 10 members: 1 were left out'],
      [await tarOf(names(19)), 'more than 10 members: 9 were left out'],
      [await tarOf(names(100)), 'more than 10 members: 10 or more were left out'],
      [await zipOf(names(100)), 'more than 10 members: 10 or more were left out'],
      [
        await tarOf({ ...names(8), 'in.zip': await zipOf(names(20)) }),
        'more than 10 members: 10 or more were left out',
      ],
    ] as const) {
      const { files } = await expanded(bytes, { limits: { members: 10 } })
      expect(files.length).toBeLessThanOrEqual(10)
      expect(await stopped(bytes, { members: 10 })).toEqual([
        `bundle is not read further: there are ${detail}`,
        'If you trust it, allow more (--limit members=20), or unpack it yourself and give the directory.',
      ])
    }
    expect((await expanded(await tarOf(names(10)), { limits: { members: 10 } })).problems).toEqual([])
  })
})

const number16 = (value: number): readonly number[] => [value & 0xff, value >> 8]
const number32 = (value: number): readonly number[] => [...number16(value & 0xffff), ...number16(value >>> 16)]

interface Part {
  readonly name: string
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly method: number
  readonly at: number
}

const fields = ({ name, crc, packed, size, method }: Part): readonly number[] => [
  ...number16(0),
  ...number16(method),
  ...number32(0),
  ...[crc, packed, size].flatMap(number32),
  ...number16(name.length),
  ...number16(0),
]

const ownHeader = (part: Part): Uint8Array =>
  Uint8Array.from([...number32(0x04034b50), ...number16(20), ...fields(part), ...utf8(part.name)])

const listing = (part: Part): Uint8Array =>
  Uint8Array.from([
    ...[...number32(0x02014b50), ...number16(20), ...number16(20), ...fields(part)],
    ...[...number16(0), ...number16(0), ...number16(0), ...number32(0), ...number32(part.at), ...utf8(part.name)],
  ])

const withDirectory = (body: Uint8Array, parts: readonly Part[]): Uint8Array => {
  const directory = join(...parts.map(listing))
  const count = number16(parts.length)
  const end = [...number32(0x06054b50), ...number32(0), ...count, ...count, ...number32(directory.length)]
  return join(body, directory, Uint8Array.from([...end, ...number32(body.length), ...number16(0)]))
}

/**
 * As the better zip bomb is made (Fifield 2019): each member is a stored deflate block that holds the header of the next one,
 * and then the content of the next one, so that all share the last, which unfolds.
 */
function quotingBomb(members: number, kernel: Uint8Array): Uint8Array {
  const packedKernel = gzipSync(kernel, { level: 9 }).subarray(10, -8)
  let tail: Uint8Array = packedKernel
  let content: Uint8Array = kernel
  const parts: Part[] = []
  const headers: Uint8Array[] = []
  for (let at = members - 1; at >= 0; at -= 1) {
    const part = { name: `${at}`, crc: crc32(0, content), packed: tail.length, size: content.length, method: 8, at: 0 }
    const header = ownHeader(part)
    parts.unshift(part)
    headers.unshift(header)
    if (at === 0) break
    const quote = Uint8Array.from([0, ...number16(header.length), ...number16(~header.length & 0xffff)])
    tail = join(quote, header, tail)
    content = join(header, content)
  }
  const body = join(headers[0] ?? new Uint8Array(), tail)
  let offset = 0
  const placed = parts.map((part, at) => {
    const placedPart = { ...part, at: offset }
    offset += (headers[at]?.length ?? 0) + 5
    return placedPart
  })
  return withDirectory(body, placed)
}

describe('zips whose members overlap', () => {
  test('each quoting the next one: only the last, which shares nothing of its own, is read', async () => {
    const kernel = utf8('Killed process 1 (a)\n'.repeat(500))
    const one = await expanded(quotingBomb(1, kernel))
    expect(one).toEqual({ files: [['0', new TextDecoder().decode(kernel)]], problems: [] })
    const many = await expanded(quotingBomb(200, kernel))
    expect(many.files.map(([name]) => name)).toEqual(['199'])
    expect(many.problems).toMatchObject([{ code: 'ARCHIVE_LIMIT', path: 'bundle' }])
    expect(many.problems[0]?.detail).toMatch(/members share their bytes, as in a bomb \(0, 1, .* and 179 more\)$/)
  })

  test('without their directory they cannot be read twice', async () => {
    const bomb = quotingBomb(50, utf8('oom\n'.repeat(500)))
    const { files } = await expanded(bomb.subarray(0, bomb.length - 22))
    const total = files.reduce((sum, [, content]) => sum + content.length, 0)
    expect(total).toBeLessThan(10 * bomb.length)
  })
})

test('a member that the directory calls otherwise than its own header is read by the directory, and that is said', async () => {
  const part = { name: 'own-name', crc: crc32(0, utf8('x')), packed: 1, size: 1, method: 0, at: 0 }
  const { files, problems } = await expanded(
    withDirectory(join(ownHeader(part), utf8('x')), [{ ...part, name: 'dir-name' }]),
  )
  expect(files).toEqual([['dir-name', 'x']])
  expect(problems).toMatchObject([{ code: 'ARCHIVE_DAMAGED', severity: 'warning', path: 'bundle' }])
  expect(problems[0]?.detail).toContain('two names for a member')
  expect(problems[0]?.detail).toContain('(dir-name)')
  expect((await expanded(withDirectory(join(ownHeader(part), utf8('x')), [part]))).problems).toEqual([])
})

test('an archive of archives of bombs costs no more than the caps say', async () => {
  const bomb = await tarOf(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}.gz`, zeros])))
  const nest = await zipOf(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}.tar`, bomb])))
  const began = performance.now()
  const { files, problems } = await expanded(nest)
  expect(performance.now() - began).toBeLessThan(20_000)
  expect(problems.at(-1)).toMatchObject({ code: 'ARCHIVE_LIMIT', path: 'bundle' })
  expect(files.reduce((sum, [, content]) => sum + content.length, 0)).toBeLessThan(1001 * nest.length)
})
