import { describe, expect, it } from 'vitest'
import { clip, displayWidth, fitting, pad } from '../../src/render/display-width.ts'

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['java', 4],
    ['größe', 5],
    ['✓ ± → …', 7],
    ['メモリ', 6],
    ['한글', 4],
    ['Ａ', 2],
    ['😀', 2],
    ['🚀x', 3],
    ['e\u0301', 1],
  ])('of %j is %d columns', (text, width) => expect(displayWidth(text)).toBe(width))
})

describe('clip', () => {
  it('leaves what fits, and shows what it cuts', () => {
    expect(clip('memory', 6)).toBe('memory')
    expect(clip('memory', 5)).toBe('memo…')
    expect(clip('メモリ', 5)).toBe('メモ…')
    expect(clip('メモリ', 4)).toBe('メ…')
    expect(clip('x', 0)).toBe('')
  })

  it('never parts a surrogate pair or an accent from its letter', () => {
    expect(fitting('😀😀', 3)).toBe(2)
    expect(fitting('e\u0301e\u0301', 1)).toBe(2)
  })
})

describe('pad', () => {
  it('fills up to columns, not to characters', () => {
    expect(pad('メ', 4)).toBe('メ  ')
    expect(pad('7', 3, 'right')).toBe('  7')
    expect(pad('long', 2)).toBe('long')
  })
})
