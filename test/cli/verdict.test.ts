import { describe, expect, test } from 'vitest'
import { nothingReadable } from '../../src/cli/verdict.ts'
import { problem, report, source } from './support.ts'

const journal = { ...problem('SOURCE_NEEDS_EXPORT', 'x', 'x is a binary journal.'), advice: 'Turn it into text.' }

describe('why nothing could be analysed', () => {
  test('names the command that turns a file into text', () => {
    const unread = [source('x', 'unknown', 0, 99), source('y', 'unknown', 1, 9)]
    expect(nothingReadable(report({ sources: unread, problems: [journal] }))).toBe(
      'x is a binary journal. Turn it into text.',
    )
  })

  test('is not asked where another file was read', () => {
    const read = [source('x', 'unknown', 0, 99), source('y', 'dmesg', 1, 9)]
    expect(nothingReadable(report({ sources: read, problems: [journal] }))).toBeNull()
  })
})
