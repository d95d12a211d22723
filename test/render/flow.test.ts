import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../src/render/display-width.ts'
import { flow } from '../../src/render/flow.ts'
import { say, whole } from '../../src/render/piece.ts'

describe('flow', () => {
  it('breaks at spaces and aligns what follows', () => {
    expect(flow([say('the kernel killed java')], 14, 2, 4)).toEqual(['  the kernel', '    killed', '    java'])
  })

  it('keeps numbers with their units and dates with their times', () => {
    expect(flow([say('a limit of 512 MiB')], 15)).toEqual(['a limit of', '512 MiB'])
    expect(flow([say('at 2026-03-14 02:11:07 UTC')], 25)).toEqual(['at', '2026-03-14 02:11:07 UTC'])
    expect(flow([say('in 12 MiBs')], 6)).toEqual(['in 12', 'MiBs'])
  })

  it('never breaks a citation or a command, which may stick out', () => {
    const cite = 'very/long/path/to/dmesg.txt:12-50'
    expect(flow([say('see'), whole(cite), say('there')], 12)).toEqual(['see', cite, 'there'])
  })

  it('breaks a word that is longer than a line, behind a separator where one is near', () => {
    expect(flow([say('/kubepods.slice/pod12345678')], 18)).toEqual(['/kubepods.slice/', 'pod12345678'])
    expect(flow([say('abcdefghijklmnop')], 10)).toEqual(['abcdefghij', 'klmnop'])
    expect(flow([say('メモリメモリ')], 9)).toEqual(['メモリメ', 'モリ'])
  })

  it('styles runs of words, and nothing when there is none', () => {
    const bold = (text: string): string => `<${text}>`
    expect(flow([say('a b c', bold), say('d')], 5, 1)).toEqual([' <a b>', ' <c> d'])
    expect(flow([], 40)).toEqual([])
    expect(flow([say('  ')], 40)).toEqual([])
  })

  it('loses no word and exceeds no width', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.integer({ min: 20, max: 90 }), (texts, width) => {
        const pieces = texts.map(text => say(text))
        const lines = flow(pieces, width, 2, 6)
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
        const dense = (text: string): string => text.replace(/\s/g, '')
        expect(dense(lines.join(''))).toBe(dense(pieces.map(({ text }) => text).join('')))
      }),
    )
  })

  it('is linear: a word of a million characters is laid out at once', () => {
    const begun = performance.now()
    expect(flow([say('x'.repeat(1_000_000))], 80)).toHaveLength(12_500)
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})
