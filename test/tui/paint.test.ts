import fc from 'fast-check'
import { expect, test } from 'vitest'
import { painted } from '../../src/tui/shell/paint.ts'

const SEQUENCE = /\u001b\[(\d+);1H\u001b\[2K([^\u001b]*)\u001b\[0m/g

/** A terminal that knows what `painted` writes, and holds what would be seen. */
function shownAfter(screen: readonly string[], written: string): readonly string[] {
  const rows = written.includes('\u001b[2J') ? [] : [...screen]
  for (const [, row, text] of written.matchAll(SEQUENCE)) rows[Number(row) - 1] = text ?? ''
  return rows
}

const frame = fc.array(fc.constantFrom('', 'a', 'b', 'a longer row'), { minLength: 1, maxLength: 8 })
const filled = (lines: readonly string[], height: number): readonly string[] =>
  Array.from({ length: height }, (_, at) => lines[at] ?? '')

test('the screen holds the last frame, whatever was there', () => {
  fc.assert(
    fc.property(fc.array(frame, { minLength: 1, maxLength: 5 }), frames => {
      let screen: readonly string[] = ['what the shell', 'left there']
      let before: readonly string[] = []
      for (const lines of frames) {
        screen = shownAfter(screen, painted(before, lines))
        before = lines
      }
      const last = frames.at(-1) ?? []
      expect(filled(screen, 8)).toEqual(filled(last, 8))
    }),
  )
})

test('writes nothing where nothing changed, and only the rows that did', () => {
  expect(painted(['a', 'b'], ['a', 'b'])).toBe('')
  expect(painted(['a', 'b', 'c'], ['a', 'x', 'c']).match(SEQUENCE)).toHaveLength(1)
})
