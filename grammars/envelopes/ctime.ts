import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `[Thu Jan 15 08:30:10 2026] …`, `[Thu … 2026 <    5.505752>] …`, or `[Thu …][ T123] …`: what `dmesg -T` puts before a message. */
export interface CtimeStamp {
  /** The month by its short name in the language of whoever ran it. */
  readonly month: string
  readonly day: string
  /** `08:30:10`. */
  readonly time: string
  readonly year: string
  /** `T123` or `C1`, where the kernel notes it (util-linux 2.40 and later). */
  readonly caller: string | null
  /** Offset of the message. */
  readonly rest: number
}

const Open = createToken({ name: 'Open', pattern: /\[(?=[^\s\d])/ })
/** A weekday or a month: some languages end them with a dot, some number their months. */
const Word = createToken({
  name: 'Word',
  pattern: /(?:[^\s\d<>[\]:]{1,16}|\d{1,2}[月월]) +/,
  start_chars_hint: allBut(/[\s<>[\]:]/),
})
const Time = createToken({ name: 'Time', pattern: /\d\d:\d\d:\d\d +/ })
const Day = createToken({ name: 'Day', pattern: /\d{1,2} +/ })
const Year = createToken({ name: 'Year', pattern: /\d{4}(?=[\] ])/ })
const Delta = createToken({ name: 'Delta', pattern: / < *\d{1,10}\.\d{6}>/ })
const CloseBeforeCaller = createToken({ name: 'CloseBeforeCaller', pattern: /\] ?(?=\[ *[TC]\d{1,10}\])/ })
const Caller = createToken({ name: 'Caller', pattern: /\[ *[TC]\d{1,10}\] ?/, push_mode: 'message' })
const Close = createToken({ name: 'Close', pattern: /\] ?/, push_mode: 'message' })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const stamp = [Time, Word, Day, Year, Delta, CloseBeforeCaller, Close, Caller, Open]

const lexer = lineLexer({ modes: { stamp, message: [Rest] }, defaultMode: 'stamp' })

class CtimeGrammar extends LineParser {
  constructor() {
    super([...stamp, Rest], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.CONSUME(Open)
    this.CONSUME(Word)
    this.CONSUME1(Word, { LABEL: 'month' })
    this.CONSUME(Day, { LABEL: 'day' })
    this.CONSUME(Time, { LABEL: 'time' })
    this.CONSUME(Year, { LABEL: 'year' })
    this.OPTION(() => this.CONSUME(Delta))
    this.OR([
      { ALT: () => this.CONSUME(Close) },
      {
        ALT: () => {
          this.CONSUME(CloseBeforeCaller)
          this.CONSUME(Caller, { LABEL: 'caller' })
        },
      },
    ])
    this.OPTION1(() => this.CONSUME(Rest, { LABEL: 'rest' }))
  })
}

const parser = lazily(() => new CtimeGrammar())

/** Reads the stamp of `dmesg -T` and `-T -d` (util-linux, sys-utils/dmesg.c), which prints names as the locale has them. */
export const readCtime = (text: string): Reading<CtimeStamp> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => {
      const part = (label: string) => piecesOf(tree, label)[0]?.text.trim() ?? ''
      return {
        month: part('month'),
        day: part('day'),
        time: part('time'),
        year: part('year'),
        caller: part('caller').replace(/[[\] ]/g, '') || null,
        rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
      }
    },
  )

export const grammar: Grammar = {
  reads: 'The date that `dmesg -T` puts before a message.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: '[Thu Jan 15 08:30:10 2026] oom_reaper: reaped process 166 (java)',
      from: 'dmesg -T of util-linux',
    },
    {
      rule: 'line',
      text: '[Thu Jan 15 08:30:10 2026] [  T123] oom_reaper: reaped process 166 (java)',
      from: 'dmesg -T of util-linux 2.40 and later, Linux with CONFIG_PRINTK_CALLER',
    },
  ],
}
