import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BundleError } from '../../src/model/bundle.ts'
import type { Problem } from '../../src/model/problem.ts'
import { readParts as read } from './member.ts'
import { bytesOf, cutAt } from './scanned.ts'

const KILL =
  'Out of memory: Killed process 7 (a) total-vm:4620kB, anon-rss:3956kB, file-rss:4kB, shmem-rss:72kB, UID:0 pgtables:44kB oom_score_adj:900'

describe('a source', () => {
  it('that is empty is said to be empty', async () => {
    const { source, codes } = await read([])
    expect(codes).toEqual(['SOURCE_EMPTY'])
    expect(source).toMatchObject({ format: 'unknown', bytes: 0, lines: 0, events: 0 })
  })

  it('that is binary, or of another form, is said to be', async () => {
    expect((await read([Uint8Array.of(1, 0, 2, 255)])).codes).toEqual(['SOURCE_BINARY'])
    expect((await read([bytesOf('hello\nworld\n')])).codes).toEqual(['SOURCE_NOT_RECOGNISED'])
  })

  it('without any wrapping is searched for lines of the kernel all the same', async () => {
    const { source, codes } = await read([bytesOf(`\uFEFFhello\r\n${KILL}\r\nbye`)])
    expect(source).toMatchObject({ format: 'kernel text', lines: 3, events: 1 })
    expect(codes).toEqual([])
  })

  it('that breaks keeps what was read before, and says why it broke', async () => {
    const problem: Problem = {
      code: 'ARCHIVE_DAMAGED',
      severity: 'error',
      detail: 'x',
      advice: null,
      evidence: [],
      path: 'a.log',
    }
    const known = await read([bytesOf(`${KILL}\n`)], new BundleError(problem))
    expect(known.codes).toEqual(['ARCHIVE_DAMAGED'])
    expect(known.source.events).toBe(1)
    const other = await read([bytesOf(`${KILL}\n`)], new Error('disk on fire'))
    expect(other.codes).toEqual(['READER_FAILED'])
    expect(other.source.events).toBe(1)
  })

  it('with a line that is too long says so and reads on', async () => {
    const { codes, found } = await read([bytesOf('x'.repeat(3_000_000)), bytesOf(`\n[    1.000000] ${KILL}\n`)])
    expect(codes).toEqual(['LINE_TOO_LONG'])
    expect(found).toMatchObject([
      { evidence: [{ line: 1, start: 0, end: 3_000_000, excerpt: null }] },
      { kind: 'kernel.oom-report' },
    ])
  })

  it('gives the same however it is cut into chunks', async () => {
    const filler = Array.from({ length: 80 }, (_, at) => `[${`${at}.000000`.padStart(12)}] line ${at}\n`).join('')
    const bytes = bytesOf(
      `${filler}[   90.000000] ${KILL}\n[   91.000000] ${KILL.replace('7 (a)', '8 (b)')}\n${filler}`,
    )
    const whole = await read([bytes])
    expect(whole.source).toMatchObject({ format: 'dmesg', events: 2, boots: [{ boot: 0 }, { boot: 1 }] })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 12 }), async offsets => {
        expect(await read(cutAt(bytes, offsets))).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })

  it('with words of the OOM killer in a line that is too long for them says that it was not read', async () => {
    const padding = ' '.repeat(20_000)
    expect((await read([bytesOf(`x${padding}${KILL}\n[    1.000000] text\n`)])).codes).toEqual(['LINE_TOO_LONG'])
    expect((await read([bytesOf(`x${padding}quiet\n[    1.000000] text\n`)])).codes).toEqual([])
  })

  it('that a crash left with zeros tells what stands before and after them', async () => {
    const { source, found } = await read([bytesOf(`[    1.000000] te${'\0'.repeat(4096)}[   90.000000] ${KILL}\n`)])
    expect(source).toMatchObject({ format: 'dmesg', lines: 1, events: 1 })
    expect(found).toMatchObject([{ kind: 'kernel.oom-report', stamp: { bootSeconds: 90 } }])
  })

  it('whose lines end in a return alone is read', async () => {
    const { found } = await read([bytesOf(`[    1.000000] text\r[   90.000000] ${KILL}\r[   91.000000] text\r`)])
    expect(found).toMatchObject([{ kind: 'kernel.oom-report', stamp: { bootSeconds: 90 } }])
  })
})
