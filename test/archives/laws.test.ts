import fc from 'fast-check'
import { gzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openGunzip } from '../../src/archives/gunzip-stream.ts'
import { expanded, tarOf, tgzOf, utf8 } from './support.ts'
import { packers } from './writers.ts'

const long = 'kernel: Memory cgroup out of memory\n'.repeat(1200)
const files = { a: '1\n', 'd/long': long, 'in.tgz': await tgzOf({ b: '2\n', c: long.slice(0, 7000) }), z: '' }
const tar = await tarOf(files)
const packed = await Promise.all(Object.values(packers).map(pack => pack(files)))
const archives = [...packed, gzipSync(tar, { level: 0 }), gzipSync(utf8(long))]
const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 40 })

test('however the stream is split into chunks, members and bytes are the same', async () => {
  for (const archive of archives) {
    const whole = await expanded(archive, { sizes: [archive.length] })
    expect(whole.problems).toEqual([])
    await fc.assert(
      fc.asyncProperty(sizes, async split => {
        expect(await expanded(archive, { sizes: split })).toEqual(whole)
      }),
      { numRuns: 15 },
    )
  }
})

test('however the bytes are pushed, the same comes out', () => {
  const first = long.slice(0, 9000)
  const streams = Uint8Array.of(...gzipSync(utf8(first)), ...gzipSync(utf8('x'), { level: 0 }), ...gzipSync(utf8('')))
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 60 }), split => {
      const gunzip = openGunzip()
      const out: number[] = []
      for (let at = 0, turn = 0; at < streams.length; turn++) {
        const size = split[turn % split.length] ?? 1
        const { chunks, fault } = gunzip.push(streams.subarray(at, at + size))
        expect(fault).toBeNull()
        for (const chunk of chunks) out.push(...chunk)
        at += size
      }
      expect(gunzip.end()).toBeNull()
      expect(new TextDecoder().decode(Uint8Array.from(out))).toBe(`${first}x`)
    }),
    { numRuns: 60 },
  )
})

test('one byte at a time', async () => {
  const small = gzipSync(await tarOf({ a: '1', 'b/c': 'two' }))
  expect(await expanded(small, { sizes: [1] })).toEqual(await expanded(small))
})

/** Every archive, and the first bytes that its kind is known by. Names in a zip have no checksum: it has tests of its own. */
const checked = Object.entries(packers).flatMap(([extension, pack]) =>
  extension.startsWith('.tar.') ? [[extension, extension === '.tar.gzip' ? 3 : 10, pack] as const] : [],
)

test.each(checked)(
  '%s: cut or altered anywhere, it ends: with a problem or with all content',
  async (_, magic, pack) => {
    const whole = await pack({ a: '1\n', b: long.slice(0, 4000), 'in.gz': gzipSync(utf8('x\n')) })
    const clean = await expanded(whole)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: magic, max: whole.length }),
        fc.integer({ min: magic, max: whole.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        async (length, at, value) => {
          const bytes = whole.slice()
          bytes[at] = value
          const result = await expanded(bytes.slice(0, length))
          if (result.problems.length === 0) expect(result).toEqual(clean)
          else expect(result.problems.every(problem => problem.detail !== '' && problem.path !== null)).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  },
)
