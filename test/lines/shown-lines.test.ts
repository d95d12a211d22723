import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownLines } from '../../src/lines/shown-lines.ts'

const ESC = '\u001b'

describe('what a terminal shows', () => {
  it.each([
    [
      `${ESC}[32m[  +5.505752] ${ESC}[0m${ESC}[33mnode invoked oom-killer: ${ESC}[0m${ESC}[1mgfp_mask=0xcc0${ESC}[0m`,
      ['[  +5.505752] node invoked oom-killer: gfp_mask=0xcc0'],
    ],
    ['\0\0\0\0[    1.0] text', ['[    1.0] text']],
    ['50 %\r100 %\r[    1.0] text', ['50 %', '100 %', '[    1.0] text']],
    [`${ESC}]0;title\u0007[    1.0] text`, ['[    1.0] text']],
    ['\r\r', ['']],
    [`ends in ${ESC}`, [`ends in ${ESC}`]],
  ])('of %j is %j', (text, lines) => {
    expect(shownLines(text)).toEqual(lines)
  })

  it('is the text itself where there is nothing to hide', () => {
    fc.assert(
      fc.property(
        fc.string().filter(text => ![...text].some(char => '\0\r\u001b'.includes(char))),
        text => {
          expect(shownLines(text)).toEqual([text])
        },
      ),
    )
  })

  it('takes time in proportion to the text', () => {
    const text = `${ESC}]`.repeat(500_000) + `${ESC}[`.repeat(500_000)
    const begin = performance.now()
    expect(shownLines(text)).toHaveLength(1)
    expect(performance.now() - begin).toBeLessThan(5000)
  })
})
