import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { openBundle } from '../../src/node/index.ts'
import { packers } from '../archives/writers.ts'
import { bundleFrom, corpus, type HeldMember, held, isHeld, openCase, reportOf } from './cases.ts'

const scratch = mkdtempSync(join(tmpdir(), 'oomlens-'))
afterAll(() => rmSync(scratch, { recursive: true }))

/** A report without the name of its bundle, which differs when it is packed. */
const nameless = (report: string): string => report.replace(/"name": "bundle[^"]*"/, '"name": ""')

describe.each(corpus)('$name', each => {
  test('the same report from members in any order and bytes in any chunks', async () => {
    const bundle = await openCase(each)
    const expected = await reportOf(bundle, each)
    const items = await held(bundle)
    const order = fc.shuffledSubarray([...items], { minLength: items.length })
    await fc.assert(
      fc.asyncProperty(order, fc.integer({ min: 1, max: 8192 }), async (shuffled, chunkBytes) => {
        expect(await reportOf(bundleFrom(bundle.name, shuffled, chunkBytes), each)).toBe(expected)
      }),
      { numRuns: 5, examples: [[[...items].reverse(), 1]] },
    )
  })
})

const whole = corpus.filter(({ bundlePath }) => !bundlePath?.includes('bundle.'))

test('there are directories to pack', () => {
  expect(whole.length).toBeGreaterThan(0)
})

test.each(whole)('$name: the same report, however it is packed', async each => {
  const bundle = await openCase(each)
  const files = (await held(bundle)).filter(isHeld).map(({ path, bytes }: HeldMember) => [path, bytes] as const)
  const expected = nameless(await reportOf(bundle, each))
  for (const [extension, pack] of Object.entries(packers)) {
    const archive = join(scratch, `bundle-${each.name}${extension}`)
    writeFileSync(archive, await pack(Object.fromEntries(files)))
    expect(nameless(await reportOf(await openBundle(archive), each)), extension).toBe(expected)
  }
})
