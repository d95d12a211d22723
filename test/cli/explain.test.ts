import { describe, expect, test } from 'vitest'
import { displayWidth } from '../../src/render/display-width.ts'
import { isOneLine, oomlens } from './support.ts'

describe('a topic', () => {
  test('a cause, with what makes it how sure', async () => {
    const { status, stdout, stderr } = await oomlens(['explain', 'Swap-Exhausted'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(`swap-exhausted: Swap is used up (a cause)
  There was swap, and it is full: memory had been short for some time before the kill, and what was
  pushed out had nowhere left to go. It says that memory was short, not who used it up.
  Grounds     At least 95 % of the swap in reach is used: of the node, or what the cgroup may use. A
              node without swap, which prints 0 kB free of 0 kB, is quiet.
  Likely      Always: full swap says that memory was short, not why.
  What to do  See who holds the swap, and watch pressure before it fills. More swap alone only makes
              the squeeze longer.
`)
  })

  test('several words are one topic', async () => {
    const { status, stdout } = await oomlens(['explain', 'exit', '137'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^exit code 137: ended by SIGKILL \(a term\)\n/)
    expect(stdout).toContain('Sources     man 1 bash')
  })

  test('a problem code, and a field with its values', async () => {
    expect((await oomlens(['explain', 'source_empty'])).stdout).toContain('SOURCE_EMPTY (a problem code)')
    const field = await oomlens(['explain', 'culprit.what'])
    expect(field.stdout).toContain('incidents[].culprit.what (a field of the report)')
    expect(field.stdout).toContain('`page-cache`')
  })

  test.each([40, 80, 200])('keeps to %i columns, but for addresses', async columns => {
    for (const argv of [['explain'], ['explain', 'noisy-neighbour'], ['explain', 'unaccounted']]) {
      const { stdout } = await oomlens(argv, { columns })
      const lines = stdout.split('\n').filter(line => !/^\s*(?:Sources\s+)?\S*\/\S+$|^\s*\S+$/.test(line))
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(Math.min(columns, 120))
    }
  })

  test('in color only where it is wanted', async () => {
    const color = { env: { FORCE_COLOR: '1' } }
    expect((await oomlens(['explain', 'psi'], color)).stdout).toContain('\u001b[1m')
    expect((await oomlens(['explain', 'psi', '--no-color'], color)).stdout).not.toContain('\u001b')
  })
})

test('without a topic: all that there are, by what they are', async () => {
  const { status, stdout } = await oomlens(['explain'])
  expect(status).toBe(0)
  expect(stdout.match(/^\S.*$/gm)).toEqual(['Causes', 'Problem codes', 'Terms', 'Fields of the report'])
  for (const name of ['not-oom:grace-period', 'READER_FAILED', 'lowmem_reserve', 'anonRssKiB', 'wouldSettle'])
    expect(stdout).toContain(name)
})

describe('what is no topic', () => {
  test('is told in one line with what was perhaps meant, and status 2', async () => {
    const { status, stdout, stderr } = await oomlens(['explain', 'contaner-limit'])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe(
      `oomlens: nothing is known of 'contaner-limit'. Did you mean container-limit? "oomlens explain" lists all.\n`,
    )
  })

  test.each(['\u001b[2J', 'a\nb', '\u202exyzzy', 'x'.repeat(10_000), '[[[['])('%j is printed safely', async topic => {
    const { status, stderr } = await oomlens(['explain', topic])
    expect(status).toBe(2)
    expect(isOneLine(stderr)).toBe(true)
    expect(stderr).not.toMatch(/[\u001b\u202e]/)
    expect(stderr.length).toBeLessThan(500)
  })
})
