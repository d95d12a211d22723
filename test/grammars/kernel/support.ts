import fc from 'fast-check'
import { expect } from 'vitest'
import type { Reading } from '../../../grammars/reading.ts'

/** What a text reads as; fails the test where it does not read. */
export function taken<T>(reading: Reading<T>): T {
  if (!reading.ok) throw new Error(`${reading.message} at ${reading.offset}`)
  return reading.value
}

/** Names that a process may give itself, at most fifteen bytes, without a newline. */
export const HOSTILE_NAMES = [
  '',
  ' ',
  'a b',
  '(sd-pam)',
  ') total-vm:1kB',
  'a) total-vm:1kB',
  'a,pid=1,uid=0',
  'x,task=y,uid=0',
  ',global_oom',
  '=',
  ',',
  '()',
  ')(',
  'kworker/0:1-ev',
  'java) score 1',
  'a, UID 0, x',
  'é€😀',
  '\\xd0\\xb6',
  ']',
  '[1]',
  '\t',
  '1234',
  '#012',
  '<0>',
  '__proto__',
] as const

export const anyName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_NAMES),
  fc.string({ maxLength: 15 }).filter(name => !name.includes('\n') && !name.includes('\r')),
)
export const anyPid: fc.Arbitrary<string> = fc.integer({ min: 1, max: 4_194_304 }).map(String)
export const anySize: fc.Arbitrary<string> = fc.bigInt({ min: 0n, max: 2n ** 64n }).map(String)
/** A path of a cgroup without the kernel's own separators. */
export const anyPath: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('kubepods.slice', 'pod1', 'a b', 'x\\x2dy', 'a:b', 'user@1000.service', 'x,y'), {
    maxLength: 4,
  })
  .map(parts => `/${parts.join('/')}`)

/** Seconds that a reader may take for 100 kB on a slow machine: a thousand times what it needs, a hundredth of a square. */
const LINEAR_SECONDS = 3

/** Reads hostile texts of 100 kB, each of which makes a careless expression look again and again. */
export function expectLinear(read: (text: string) => unknown, texts: readonly string[]): void {
  for (const text of texts) {
    const begin = performance.now()
    read(text)
    expect((performance.now() - begin) / 1000, text.slice(0, 80)).toBeLessThan(LINEAR_SECONDS)
  }
}

/** `head`, then so many `piece` as make 100 kB, then `tail`. */
export const long = (head: string, piece: string, tail = ''): string =>
  head + piece.repeat(Math.ceil(100_000 / piece.length)) + tail

/** All beginnings of a line, the whole line not included. */
export const beginningsOf = (line: string): readonly string[] =>
  Array.from({ length: line.length }, (_, end) => line.slice(0, end))
