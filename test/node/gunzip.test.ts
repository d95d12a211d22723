import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decompressor, gunzip, openSource } from '../../src/archives/index.ts'
import { nativeGunzip } from '../../src/node/gunzip.ts'

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size)
}

interface Read {
  readonly content: string
  readonly fault: string | null
}

async function read(decompress: Decompressor, bytes: Uint8Array, size: number, isRepeatable: boolean): Promise<Read> {
  const open = () => openSource('log.gz', inPieces(bytes, size))
  const stream = decompress(open(), isRepeatable ? open : null)
  const chunks: Uint8Array[] = []
  for (;;) {
    const step = await stream.next()
    if (step.done) return { content: Buffer.concat(chunks).toString('latin1'), fault: step.value }
    chunks.push(new Uint8Array(step.value))
  }
}

const text = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.nat(3000).map(count => Array.from({ length: count }, (_, at) => `line ${at * 7919}\n`).join('')),
  fc.constant(''),
)
const gzip = fc
  .tuple(text, fc.constantFrom(0, 1, 6))
  .map(([content, level]) => new Uint8Array(gzipSync(content, { level })))
const members = fc.array(gzip, { minLength: 1, maxLength: 4 }).map(parts => new Uint8Array(Buffer.concat(parts)))
const tail = fc.oneof(
  fc.constant(new Uint8Array()),
  fc.uint8Array({ maxLength: 20 }),
  fc.uint8Array({ maxLength: 20, max: 1 }),
  fc.constant(new Uint8Array(600)),
)
const size = fc.constantFrom(61, 500, 4096, 100_000)

async function agrees(bytes: Uint8Array, size: number, isRepeatable: boolean): Promise<Read> {
  const native = await read(nativeGunzip, bytes, size, isRepeatable)
  expect(native).toEqual(await read(gunzip, bytes, size, isRepeatable))
  return native
}

describe('gzip by zlib', () => {
  it('says of whole streams what the core says', async () => {
    await fc.assert(
      fc.asyncProperty(members, size, fc.boolean(), async (bytes, size, isRepeatable) => {
        expect((await agrees(bytes, size, isRepeatable)).fault).toBeNull()
      }),
      { numRuns: 50 },
    )
  })

  it('says the same of what stands behind them', async () => {
    await fc.assert(
      fc.asyncProperty(members, tail, size, fc.boolean(), async (bytes, tail, size, isRepeatable) => {
        await agrees(new Uint8Array(Buffer.concat([bytes, tail])), size, isRepeatable)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    [[0, 0, 0, 1], 'trailing'],
    [[0, 1, 1, 1], 'trailing'],
    [[0, 0, 0, 0], null],
  ])('leaves nothing behind zeros unsaid: %j', async (tail, fault) => {
    const bytes = new Uint8Array(Buffer.concat([gzipSync('a line\n'), Uint8Array.from(tail)]))
    for (const size of [5, 61, 100_000]) expect(await agrees(bytes, size, true)).toEqual({ content: 'a line\n', fault })
  })

  it('says the same of streams that were cut, and gives all before the cut', async () => {
    await fc.assert(
      fc.asyncProperty(members, fc.nat(), size, fc.boolean(), async (bytes, cut, size, isRepeatable) => {
        await agrees(bytes.subarray(0, cut % bytes.length), size, isRepeatable)
      }),
      { numRuns: 60 },
    )
  })

  it('says the same of damage, and gives all before it', async () => {
    await fc.assert(
      fc.asyncProperty(members, fc.nat(), fc.nat(255), size, async (bytes, at, value, size) => {
        const damaged = bytes.slice()
        damaged[at % bytes.length] = value
        await agrees(damaged, size, true)
      }),
      { numRuns: 150 },
    )
  })

  it('leaves a stream that is too large to be held, and cannot be read again, to the core', async () => {
    const noise = Uint8Array.from({ length: 17 * 1024 * 1024 }, (_, at) => Math.imul(at, 2654435761) >>> 13)
    const bytes = new Uint8Array(gzipSync(noise, { level: 0 })).subarray(0, -9)
    expect((await agrees(bytes, 1024 * 1024, false)).fault).toBe('cut')
  })
})
