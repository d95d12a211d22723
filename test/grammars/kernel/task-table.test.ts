import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readByGrammar, readTaskTable } from '../../../grammars/kernel/task-table.ts'
import { expectLinear, long, taken } from './support.ts'

describe('a table of tasks', () => {
  it('is lines of words behind a number in brackets', () => {
    const text = '[  pid  ]   uid  tgid\n[    157]     0   157 nginx [x] y\n[1]\n'
    const rows = taken(readTaskTable(text)).map(({ bracket, words }) => [bracket, words.map(word => word.text)])
    expect(rows).toEqual([
      ['pid', ['uid', 'tgid']],
      ['157', ['0', '157', 'nginx', '[x]', 'y']],
      ['1', []],
    ])
  })

  it('tells where each word stands', () => {
    const word = fc.stringMatching(/^[!-~]{1,8}$/)
    const rows = fc.array(fc.tuple(fc.nat(), fc.array(word, { maxLength: 8 })), { maxLength: 20 })
    fc.assert(
      fc.property(rows, lines => {
        const text = lines.map(([pid, words]) => `[${String(pid).padStart(7)}] ${words.join('  ')}\n`).join('')
        const read = taken(readTaskTable(text))
        expect(read.map(row => [row.bracket, row.words.map(each => each.text)])).toEqual(
          lines.map(([pid, words]) => [String(pid), words]),
        )
        for (const each of read.flatMap(row => row.words)) {
          expect(text.slice(each.start, each.start + each.text.length)).toBe(each.text)
        }
      }),
    )
  })

  it('is none without a newline at the end of each row', () => {
    expect(readTaskTable('[1] 2').ok).toBe(false)
    expect(readTaskTable('x\n').ok).toBe(false)
  })

  it('takes no longer than its length', () => {
    expectLinear(readTaskTable, [
      long('[', ' '),
      long('', '['),
      long('[', '1'),
      long('[1', ' '),
      long('[1] ', 'a ', '\n'),
      long('', '[1]\n'),
      long('', '[ '),
    ])
  })
})

describe('rows that are read without the grammar', () => {
  const piece = fc.oneof(
    fc.constantFrom('[', ']', ' ', '\t', '\n', 'pid', '-1', '0', '[  166] ', '[  pid  ]', '] ', '\r', '\0', 'ä', '😀'),
    fc.nat().map(String),
    fc.string({ maxLength: 4 }),
  )
  const row = fc.array(piece, { maxLength: 8 }).map(pieces => `[  12] ${pieces.join(' ')}\n`)
  const text = fc.oneof(
    fc.array(piece, { maxLength: 20 }).map(pieces => pieces.join('')),
    fc.array(row, { maxLength: 6 }).map(rows => rows.join('')),
  )

  it('are what the grammar makes of them', () => {
    fc.assert(
      fc.property(text, text => {
        expect(readTaskTable(text)).toEqual(readByGrammar(text))
      }),
      { numRuns: 2000 },
    )
  })
})
