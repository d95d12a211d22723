import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kit } from '../src/kit.ts'
import { readMember } from '../src/lines/read-member.ts'
import { type Bundle, bundleOf, isProblem } from '../src/model/bundle.ts'
import type { Found } from '../src/model/reader.ts'
import { openBundle } from '../src/node/index.ts'
import { readEvents } from '../src/read-events.ts'
import { lent } from './lent.ts'

const CASES = 'corpus/cases'
const KILL = 'Out of memory: Killed process 42 (java) total-vm:1kB, anon-rss:1kB, file-rss:0kB\n'
const killAt = (seconds: number): string => `[${seconds.toFixed(6).padStart(12)}] ${KILL}`

async function all(bundle: Bundle): Promise<readonly Found[]> {
  const found: Found[] = []
  for await (const each of readEvents(bundle)) found.push(each)
  return found
}

/** What the same readers find when nobody takes anything on the way. */
async function atOnce(bundle: Bundle): Promise<readonly Found[]> {
  const found: Found[] = []
  for await (const member of bundle.members()) {
    if (isProblem(member)) found.push(member)
    else await readMember(member, kit.readers, each => void found.push(each))
  }
  return found
}

describe('gives what readers find, in their order, of every case', () => {
  test.each(readdirSync(CASES))('%s', async name => {
    const place = join(CASES, name)
    const file = readdirSync(place).find(each => each.startsWith('bundle')) ?? ''
    const open = () => openBundle(join(place, file))
    expect(await all(await open())).toEqual(await atOnce(await open()))
  })
})

test('in whatever pieces a file comes, though they are written over', async () => {
  const log = Array.from({ length: 40 }, (_, at) => killAt(at * 100)).join('')
  const whole = await all(bundleOf('x', { 'dmesg.txt': log }))
  expect(whole.filter(found => 'kind' in found)).toHaveLength(40)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), async size => {
      const bundle: Bundle = {
        name: 'x',
        async *members() {
          for await (const member of bundleOf('x', { 'dmesg.txt': log }).members())
            yield isProblem(member) ? member : lent(member, size)
        },
      }
      expect(await all(bundle)).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})

describe('of a log without an end', () => {
  function endless(): { readonly bundle: Bundle; readonly state: { read: number; closed: boolean } } {
    const state = { read: 0, closed: false }
    async function* bytes(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          state.read += 1
          const lines = Array.from({ length: 400 }, (_, at) => killAt(state.read * 100_000 + at * 100))
          yield new TextEncoder().encode(lines.join(''))
        }
      } finally {
        state.closed = true
      }
    }
    const bundle: Bundle = {
      name: 'endless',
      async *members() {
        yield { path: 'dmesg.txt', sizeBytes: null, bytes }
      },
    }
    return { bundle, state }
  }

  test('reads no further than what is asked for, and closes it when the loop is left', async () => {
    const { bundle, state } = endless()
    let taken = 0
    let readAtFirst = 0
    for await (const found of readEvents(bundle)) {
      if (!('kind' in found)) continue
      taken += 1
      if (taken === 1) readAtFirst = state.read
      if (taken === 300) {
        // All of these came from the pieces that were read when the first of them was given.
        await new Promise(resolve => setTimeout(resolve, 20))
        expect(state.read).toBe(readAtFirst)
        break
      }
    }
    expect(taken).toBe(300)
    expect(state.closed).toBe(true)
  })
})

test('what fails on the way is a problem, after what was found before it', async () => {
  const bundle: Bundle = {
    name: 'x',
    async *members() {
      yield {
        path: 'dmesg.txt',
        sizeBytes: null,
        async *bytes() {
          yield new TextEncoder().encode(killAt(1).repeat(2000))
          throw new Error('the disk is gone')
        },
      }
      yield {
        path: 'other.txt',
        sizeBytes: null,
        async *bytes() {
          yield new TextEncoder().encode(killAt(1))
        },
      }
    },
  }
  const found = await all(bundle)
  expect(found.some(each => 'code' in each && each.detail.includes('dmesg.txt'))).toBe(true)
  expect(found.some(each => 'kind' in each && each.evidence[0].path === 'other.txt')).toBe(true)
})
