import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BundleError, isProblem } from '../../src/model/bundle.ts'
import type { Problem } from '../../src/model/problem.ts'
import { openBundle } from '../../src/node/index.ts'
import { tarOf } from '../archives/support.ts'
import { zstOf } from '../archives/writers.ts'

let root = ''
const log = (): string => join(root, 'kern.log')
const line = 'a line of a log that is not about memory at all\n'
/** Longer than what is read ahead, so that there is something to change. */
const whole = line.repeat(60_000)

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'oomlens-'))
  writeFileSync(log(), whole)
  writeFileSync(join(root, 'early.log'), 'early\n')
  writeFileSync(join(root, 'later.log'), 'later\n')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

interface Seen {
  readonly path: string
  readonly size: number
  readonly problem: Problem | null
}

/** Reads a directory or file. `found` happens after all names were listed, `begun` after the first bytes of the log came. */
async function read(path: string, { found, begun }: { found?: () => void; begun?: () => void }): Promise<Seen[]> {
  const seen: Seen[] = []
  let hasFound = false
  for await (const item of (await openBundle(path)).members()) {
    if (isProblem(item)) {
      seen.push({ path: item.path ?? '', size: 0, problem: item })
      continue
    }
    if (!hasFound) found?.()
    hasFound = true
    let size = 0
    try {
      for await (const chunk of item.bytes()) {
        if (size === 0 && item.path === 'kern.log') begun?.()
        size += chunk.length
      }
      if (item.path !== 'early.log') seen.push({ path: item.path, size, problem: null })
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      seen.push({ path: item.path, size, problem: error.problem })
    }
  }
  return seen
}

const changed = (severity: Problem['severity'], detail: RegExp) =>
  expect.objectContaining({ code: 'SOURCE_CHANGED', severity, detail: expect.stringMatching(detail), path: 'kern.log' })
const later = { path: 'later.log', size: 6, problem: null }

describe('a file of a directory, while it is read', () => {
  test('grows: what was there is read, and the rest is told of', async () => {
    const [first, second] = await read(root, { begun: () => appendFileSync(log(), line) })
    expect(first).toEqual({
      path: 'kern.log',
      size: whole.length,
      problem: changed('info', new RegExp(`grew while it was read, from ${whole.length} bytes to`)),
    })
    expect(second).toEqual(later)
  })

  test('grows faster than it can be read: the reading ends', async () => {
    let appended = 0
    const seen: number[] = []
    for await (const item of (await openBundle(log())).members()) {
      if (isProblem(item)) throw new Error(item.detail)
      await expect(async () => {
        for await (const chunk of item.bytes()) {
          appendFileSync(log(), whole.slice(0, 2 * chunk.length))
          appended += 1
          seen.push(chunk.length)
        }
      }).rejects.toThrow('grew while it was read')
    }
    expect(seen.reduce((sum, size) => sum + size)).toBe(whole.length)
    expect(appended).toBe(seen.length)
  })

  test('shrinks', async () => {
    const [first, second] = await read(root, { begun: () => truncateSync(log(), 1000) })
    expect(first?.size).toBeLessThan(whole.length)
    expect(first?.problem).toEqual(
      changed('warning', /shrank while it was read, from \d+ bytes to 1000: \d+ bytes of it/),
    )
    expect(second).toEqual(later)
  })

  test('is emptied, as logrotate does that copies and truncates', async () => {
    const [first, second] = await read(root, { begun: () => truncateSync(log(), 0) })
    expect(first?.problem).toEqual(changed('warning', /shrank while it was read, from \d+ bytes to 0/))
    expect(second).toEqual(later)
  })

  test('is written over', async () => {
    const [first] = await read(root, {
      begun: () => {
        execFileSync('touch', ['-d', '2001-01-01', log()])
      },
    })
    expect(first).toMatchObject({
      size: whole.length,
      problem: changed('warning', /was written over while it was read/),
    })
  })

  test('is rotated away', async () => {
    const [first, second] = await read(root, {
      begun: () => {
        renameSync(log(), `${log()}.1`)
        writeFileSync(log(), line)
      },
    })
    expect(first).toEqual({
      path: 'kern.log',
      size: whole.length,
      problem: changed(
        'warning',
        /was replaced while it was read: what was read is of the file that had its name before/,
      ),
    })
    expect(second).toEqual(later)
  })

  test('is removed: it is read to its end, since it is still there for who has it open', async () => {
    expect(await read(root, { begun: () => rmSync(log()) })).toEqual([
      { path: 'kern.log', size: whole.length, problem: null },
      later,
    ])
  })
})

describe('a file of a directory, before its turn comes', () => {
  const became = async (found: () => void) => {
    const [first, second] = await read(root, { found })
    expect(second).toEqual(later)
    return first
  }

  test('goes away', async () => {
    expect(await became(() => rmSync(log()))).toMatchObject({ problem: changed('warning', /went away/) })
  })

  test('is emptied', async () => {
    expect(await became(() => truncateSync(log(), 0))).toMatchObject({
      size: 0,
      problem: changed('warning', /shrank after it was found, from \d+ bytes to 0/),
    })
  })

  test('is rotated: the new one is read, and that it is another is told', async () => {
    const found = () => {
      renameSync(log(), `${log()}.1`)
      writeFileSync(log(), line)
    }
    expect(await became(found)).toMatchObject({
      size: line.length,
      problem: changed('warning', /was replaced after it was found/),
    })
  })

  test('has grown: all of it is read, and nothing is wrong', async () => {
    expect(await became(() => appendFileSync(log(), line))).toEqual({
      path: 'kern.log',
      size: whole.length + line.length,
      problem: null,
    })
  })

  test.each([
    ['a pipe, which would never open', () => execFileSync('mkfifo', [log()])],
    ['a link out of the directory', () => symlinkSync('/etc/passwd', log())],
    ['a directory', () => execFileSync('mkdir', [log()])],
  ])('becomes %s', async (_, make) => {
    const found = () => {
      rmSync(log())
      make()
    }
    expect(await became(found)).toMatchObject({
      size: 0,
      problem: changed('warning', /is none any more: it was not read/),
    })
  })
})

describe('an archive that is still written while it is read', () => {
  test('a tar says why its last member is cut', async () => {
    const tar = await tarOf({ a: whole, b: whole })
    const path = join(root, 'case.tar')
    writeFileSync(path, tar.subarray(0, 4_000_000))
    const problems: Problem[] = []
    let grown = false
    for await (const item of (await openBundle(path)).members()) {
      if (isProblem(item)) problems.push(item)
      else
        try {
          for await (const _ of item.bytes()) {
            if (!grown) appendFileSync(path, tar.subarray(4_000_000))
            grown = true
          }
        } catch (error) {
          if (error instanceof BundleError) problems.push(error.problem)
        }
    }
    expect(problems).toMatchObject([{ code: 'SOURCE_CHANGED', severity: 'error', path: 'b' }])
    expect(problems[0]?.detail).toMatch(/case\.tar grew while it was read, .*; b has \d+ of its \d+ bytes/)
  })

  test('a zstd says what came out of it', async () => {
    const noise = Array.from({ length: 400_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 0).toString(36)).join(
      '\n',
    )
    const packed = zstOf(new TextEncoder().encode(noise), { 100: 1 })
    writeFileSync(log(), packed.subarray(0, 1_000_000))
    const [first] = await read(log(), { begun: () => appendFileSync(log(), packed.subarray(1_000_000)) })
    expect(first?.problem).toMatchObject({ code: 'SOURCE_CHANGED', severity: 'error', path: 'kern.log' })
    expect(first?.problem?.detail).toMatch(/grew while it was read, .*; \d+ bytes came out of kern\.log/)
  })

  test('a gzip that is read a second time is whole by then', async () => {
    const noise = Array.from({ length: 400_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 0).toString(36)).join(
      '\n',
    )
    const packed = gzipSync(new TextEncoder().encode(noise), { level: 1 })
    writeFileSync(log(), packed.subarray(0, 1_000_000))
    const [first] = await read(log(), { begun: () => appendFileSync(log(), packed.subarray(1_000_000)) })
    expect(first).toMatchObject({ size: noise.length, problem: changed('info', /grew while it was read/) })
  })
})
