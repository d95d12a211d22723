import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bundleOf } from '../../src/model/bundle.ts'
import { bySpan, type Span } from '../../src/model/span.ts'
import { frameOf } from '../../src/tui/frame/frame.ts'
import { readSource } from '../../src/tui/shell/source-reader.ts'
import { reduce } from '../../src/tui/state/reduce.ts'
import { span } from '../outputs/report-parts.ts'
import { press, stateOf, timelineOf } from './support.ts'

const utf8 = new TextEncoder()

const always = () => true

/** The span of one line of a text. */
function lineSpan(lines: readonly string[], at: number): Span {
  const start = utf8.encode(
    lines
      .slice(0, at)
      .map(line => `${line}\n`)
      .join(''),
  ).length
  return { ...span('a.log', at + 1, lines[at] ?? ''), start, end: start + utf8.encode(lines[at] ?? '').length }
}

const inChunks = (text: Uint8Array, size: number) => ({
  name: 'case',
  async *members() {
    yield {
      path: 'a.log',
      sizeBytes: null,
      async *bytes() {
        for (let at = 0; at < text.length; at += size) yield text.subarray(at, at + size)
      },
    }
  },
})

describe('a source is opened again', () => {
  test('with the numbers that its lines have, however little of it is held', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '日', ' '), maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 40 }),
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 60 }),
        async (lines, pick, chunk, held) => {
          const at = pick % lines.length
          const whole = utf8.encode(lines.map(each => `${each}\n`).join(''))
          const file = await readSource(inChunks(whole, chunk), lineSpan(lines, at), always, held)
          if (file?.is !== 'ready') throw new Error('not read')
          const { text } = file
          const cited = text.lineOfByte(lineSpan(lines, at).start)
          expect(text.firstLine + cited).toBe(at + 1)
          expect(text.line(cited)).toBe(lines[at])
          for (let each = 0; each < text.count - 1; each += 1)
            expect(text.line(each)).toBe(lines[text.firstLine - 1 + each])
        },
      ),
      { numRuns: 200 },
    )
  })

  test('in UTF-16, as PowerShell writes it', async () => {
    const text = '\ufeffone\r\ntwo ੁ\r\nthree\r\n'
    const bytes = new Uint8Array(Uint16Array.from(text, char => char.charCodeAt(0)).buffer)
    const file = await readSource(
      bundleOf('x', { 'a.log': bytes }),
      { ...span('a.log', 2), start: 12, end: 22 },
      always,
    )
    if (file?.is !== 'ready') throw new Error('not read')
    expect([0, 1, 2].map(at => file.text.line(at))).toEqual(['one', 'two ੁ', 'three'])
    expect(file.text.lineOfByte(12)).toBe(1)
  })

  test('in UTF-16 without a mark, whose first chunk tells nothing', async () => {
    const lines = Array.from({ length: 60 }, (_, at) => `line ${at + 1} of a log`)
    const bytes = new Uint8Array(Buffer.from(lines.map(each => `${each}\n`).join(''), 'utf16le'))
    const at = 40
    const start = 2 * lines.slice(0, at).reduce((sum, each) => sum + each.length + 1, 0)
    const cited = { ...span('a.log', at + 1), start, end: start + 20 }
    for (const held of [16, 300, 100_000]) {
      const file = await readSource(inChunks(bytes, 10), cited, always, held)
      if (file?.is !== 'ready') throw new Error('not read')
      expect(file.text.line(file.text.lineOfByte(start))).toBe(lines[at])
      expect(file.text.firstLine + file.text.lineOfByte(start)).toBe(at + 1)
    }
  })

  test('or its absence is said', async () => {
    const file = await readSource(bundleOf('x', { 'b.log': 'x' }), span('a.log', 1), always)
    expect(file).toMatchObject({ is: 'absent', why: expect.stringContaining('no file of this name') })
  })
})

describe('the source pane', () => {
  const lines = Array.from({ length: 300 }, (_, at) => `line ${at + 1} \u001b[2J\twide 日本`)
  const cite = { evidence: [lineSpan(lines, 199)] }
  const shown = timelineOf(3, { 0: cite })
  const opened = async (text: string, size = { columns: 80, rows: 24 }) => {
    const asked = press(stateOf(shown, size, undefined, true), 'g', 'return')
    const file = await readSource(bundleOf('x', { 'a.log': text }), cite.evidence[0] ?? span('', 1), always)
    return reduce({ ...asked, asks: [] }, { do: 'file', path: 'a.log', file })
  }

  test('shows the cited line among its neighbours, and no escape of it acts', async () => {
    const frame = frameOf(await opened(lines.join('\n'))).join('\n')
    expect(frame).toMatch(/▸.*200.*line 200 \\x1b\[2J +wide 日本/)
    expect(frame).toContain('199')
    expect(frame).not.toContain('\u001b[2J')
  })

  test('scrolls to both ends of the file', async () => {
    const state = await opened(lines.join('\n'))
    expect(frameOf(press(state, 'G')).join('\n')).toContain('line 300')
    expect(frameOf(press(state, 'g')).join('\n')).toContain('  1 ')
  })

  test('says when the text is not what the report quotes', async () => {
    const frame = frameOf(await opened(lines.map(() => 'another file').join('\n'), { columns: 150, rows: 40 })).join(
      '\n',
    )
    expect(frame).toContain('not the text that the report quotes')
    expect(frameOf(await opened(lines.join('\n'), { columns: 150, rows: 40 })).join('\n')).not.toContain('not the text')
  })

  test('steps through the citations of an entry', () => {
    const spans = [span('b.log', 2, 'two'), span('a.log', 1, 'one'), span('a.log', 1, 'one')]
    const state = press(stateOf(timelineOf(1, { 0: { evidence: spans } })), 'return')
    const places = [state, press(state, 'c'), press(state, 'c', 'c'), press(state, 'C')].map(each => each.citation)
    expect(places).toEqual([0, 1, 0, 1])
    expect(spans.toSorted(bySpan)[0]?.path).toBe('a.log')
  })
})
