import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `[Jan15 08:30] …` of `dmesg -e`, and `[  +5.505752] …` or `[<    5.505752>] …`, which say how long after the line above. */
export interface RelativeTime {
  /** `Jan`, in the language of whoever ran it; null where only a difference is printed. */
  readonly month: string | null
  readonly day: string
  /** `08:30`. */
  readonly time: string
  /** Offset of the message. */
  readonly rest: number
}

const Open = createToken({ name: 'Open', pattern: /\[/ })
const Plus = createToken({ name: 'Plus', pattern: / *\+\d{1,10}\.\d{6}/ })
const Delta = createToken({ name: 'Delta', pattern: /< *\d{1,10}\.\d{6}>/ })
const Month = createToken({
  name: 'Month',
  pattern: /(?:[^\s\d<>[\]:+]{1,16}|\d{1,2}[月월])(?= {0,2}\d)/,
  start_chars_hint: allBut(/[\s<>[\]:+]/),
})
const Time = createToken({ name: 'Time', pattern: / \d\d:\d\d(?=\])/ })
const Day = createToken({ name: 'Day', pattern: / {0,2}\d{1,2}/ })
const Close = createToken({ name: 'Close', pattern: /\] ?/, push_mode: 'message' })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const stamp = [Open, Plus, Delta, Month, Time, Day, Close]

const lexer = lineLexer({ modes: { stamp, message: [Rest] }, defaultMode: 'stamp' })

class RelativeTimeGrammar extends LineParser {
  constructor() {
    super([...stamp, Rest], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.CONSUME(Open)
    this.OR([
      { ALT: () => this.CONSUME(Plus) },
      { ALT: () => this.CONSUME(Delta) },
      {
        ALT: () => {
          this.CONSUME(Month, { LABEL: 'month' })
          this.CONSUME(Day, { LABEL: 'day' })
          this.CONSUME(Time, { LABEL: 'time' })
        },
      },
    ])
    this.CONSUME(Close)
    this.OPTION(() => this.CONSUME(Rest, { LABEL: 'rest' }))
  })
}

const parser = lazily(() => new RelativeTimeGrammar())

/** Reads the stamp of `dmesg -e`, `-H` and `--time-format reltime` or `delta` (util-linux, sys-utils/dmesg.c). */
export const readRelativeTime = (text: string): Reading<RelativeTime> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => {
      const part = (label: string) => piecesOf(tree, label)[0]?.text.trim() ?? ''
      return {
        month: part('month') || null,
        day: part('day'),
        time: part('time'),
        rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
      }
    },
  )

export const grammar: Grammar = {
  reads: 'The differences, and the minutes between them, that `dmesg` puts before a message.',
  lexer,
  parser,
  examples: [
    { rule: 'line', text: '[Jan15 08:30] oom_reaper: reaped process 166 (java)', from: 'dmesg -e of util-linux' },
    { rule: 'line', text: '[  +5.505752] oom_reaper: reaped process 166 (java)', from: 'dmesg -e of util-linux' },
    { rule: 'line', text: '[<    5.505752>] oom_reaper: reaped process 166 (java)', from: 'dmesg --time-format delta' },
  ],
}
