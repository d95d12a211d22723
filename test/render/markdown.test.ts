import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { block, code, codeCell, markdown } from '../../src/render/markdown/escape.ts'

describe('text in Markdown', () => {
  it.each([
    ['oom_score_adj', 'oom_score_adj'],
    ['_leading and trailing_', '\\_leading and trailing\\_'],
    ['a * b', 'a \\* b'],
    ['<img src=x onerror=alert(1)>', '&#60;img src=x onerror=alert(1)&#62;'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['a | b', 'a \\| b'],
    ['ask @oncall about #12', 'ask `@oncall` about `#12`'],
    ['user@1000.service', 'user@1000.service'],
    ['see https://evil.example', 'see https&#58;//evil.example'],
    ['www.evil.example', 'www&#46;evil.example'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['11.435634 s after boot', '11.435634 s after boot'],
    ['`ls`', '\\`ls\\`'],
    ['a\nb\u202ec\x1b[31m', 'a\\\\nb\\\\u202ec\\\\x1b\\[31m'],
  ])('%j', (text, written) => expect(markdown(text)).toBe(written))

  it('never has a tag, a line break or a control character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(markdown(text)).not.toMatch(/[<>\n\r\u0000-\u001f\u202a-\u202e]/)
      }),
    )
  })
})

describe('code', () => {
  it.each([
    ['dmesg.txt:337', '`dmesg.txt:337`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['', '`  `'],
  ])('%j', (text, written) => expect(code(text)).toBe(written))

  it('in a table does not end the cell', () => expect(codeCell('a|b')).toBe('`a\\|b`'))

  it('as a block is ended by no line of it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('`', 'a', '\n', ' ') }), { minLength: 1 }), lines => {
        const [open = '', ...rest] = block(lines)
        const fence = open.replace('text', '')
        expect(rest.at(-1)).toBe(fence)
        expect(rest.slice(0, -1).some(line => line.includes(fence))).toBe(false)
      }),
    )
  })
})
