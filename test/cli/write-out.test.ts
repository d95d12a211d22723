import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chunksOf } from '../../src/cli/chunks.ts'
import type { Io, StopSignal } from '../../src/cli/io.ts'
import { writeOut } from '../../src/cli/write-out.ts'
import { OutputError } from '../../src/model/output.ts'

let directory = ''
const file = (): string => join(directory, 'report.json')

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'oomlens-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

interface Surroundings {
  readonly io: Io
  /** What was written to standard output, by call. */
  readonly written: string[]
  stop(signal: StopSignal): void
}

/** Standard output takes `calls` calls, then nobody reads any more. */
function surroundings(calls: number): Surroundings {
  const written: string[] = []
  let listener: ((signal: StopSignal) => void) | null = null
  const stdout = {
    isTTY: false,
    async write(text: string) {
      if (written.length === calls) throw Object.assign(new Error('write failed'), { code: 'EPIPE' })
      written.push(text)
    },
  }
  const onStop: Io['onStop'] = given => {
    listener = given
    return () => {
      listener = null
    }
  }
  return { io: { stdout, onStop } as unknown as Io, written, stop: signal => listener?.(signal) }
}

const LONG = 'x'.repeat(100_000)

/** Endless pieces, which count how many were asked for. */
function endless(): { readonly pieces: Iterable<string>; readonly made: () => number } {
  let made = 0
  return {
    made: () => made,
    pieces: (function* () {
      for (;;) {
        made += 1
        yield LONG
      }
    })(),
  }
}

test('chunks are the pieces, each as long as a call is worth but the last', () => {
  fc.assert(
    fc.property(fc.array(fc.string().map(text => text.repeat(5_000))), pieces => {
      const chunks = [...chunksOf(pieces)]
      expect(chunks.join('')).toBe(pieces.join(''))
      expect(chunks.slice(0, -1).every(({ length }) => length >= 64 * 1024)).toBe(true)
      expect(chunks).not.toContain('')
    }),
  )
})

describe('standard output', () => {
  test('is given each piece before the next is made, and none after it was closed', async () => {
    const { io, written } = surroundings(3)
    const { pieces, made } = endless()
    await writeOut(pieces, undefined, io)
    expect([written.length, made()]).toEqual([3, 4])
  })
})

describe('a file', () => {
  test('is whole, over what was there', async () => {
    writeFileSync(file(), 'before')
    await writeOut(['a', LONG, '\u{1f600}'], file(), surroundings(0).io)
    expect(readFileSync(file(), 'utf8')).toBe(`a${LONG}\u{1f600}`)
    expect(readdirSync(directory)).toEqual(['report.json'])
  })

  test('is as before when the process is asked to end, and nothing is left beside', async () => {
    writeFileSync(file(), 'before')
    const { io, stop } = surroundings(0)
    const stopped = (function* () {
      yield LONG
      stop('SIGTERM')
      yield* endless().pieces
    })()
    await expect(writeOut(stopped, file(), io)).rejects.toMatchObject({ signal: 'SIGTERM' })
    expect(readFileSync(file(), 'utf8')).toBe('before')
    expect(readdirSync(directory)).toEqual(['report.json'])
  })

  test('is not there when a piece cannot be made', async () => {
    const failing = (function* () {
      yield LONG
      throw new OutputError('too large. Do this')
    })()
    await expect(writeOut(failing, file(), surroundings(0).io)).rejects.toThrow('too large. Do this')
    expect([existsSync(file()), readdirSync(directory)]).toEqual([false, []])
  })
})
