import { type CstNode, CstParser, createToken, Lexer } from 'chevrotain'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `[Thu Jan 15 08:30:10 2026] …`: what `dmesg -T` puts before a message. Names are those of the C locale. */
export interface CtimeStamp {
  readonly month: string
  readonly day: string
  /** `08:30:10`. */
  readonly time: string
  readonly year: string
  /** Offset of the message. */
  readonly rest: number
}

const Open = createToken({ name: 'Open', pattern: /\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +/ })
const Month = createToken({ name: 'Month', pattern: /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +/ })
const Time = createToken({ name: 'Time', pattern: /\d\d:\d\d:\d\d +/ })
const Day = createToken({ name: 'Day', pattern: /\d{1,2} +/ })
const Year = createToken({ name: 'Year', pattern: /\d{4}(?=\])/ })
const Close = createToken({ name: 'Close', pattern: /\] ?/, push_mode: 'message' })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = new Lexer(
  { modes: { stamp: [Open, Month, Time, Day, Year, Close], message: [Rest] }, defaultMode: 'stamp' },
  { positionTracking: 'onlyOffset' },
)

class CtimeGrammar extends CstParser {
  constructor() {
    super([Open, Month, Time, Day, Year, Close, Rest], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.CONSUME(Open)
    this.CONSUME(Month, { LABEL: 'month' })
    this.CONSUME(Day, { LABEL: 'day' })
    this.CONSUME(Time, { LABEL: 'time' })
    this.CONSUME(Year, { LABEL: 'year' })
    this.CONSUME(Close)
    this.OPTION(() => this.CONSUME(Rest, { LABEL: 'rest' }))
  })
}

const parser = new CtimeGrammar()

/** Reads the stamp of `dmesg -T` (util-linux, sys-utils/dmesg.c) in the C and English locales. */
export const readCtime = (text: string): Reading<CtimeStamp> =>
  readWith(
    lexer,
    parser,
    () => parser.line(),
    text,
    tree => {
      const part = (label: string) => piecesOf(tree, label)[0]?.text.trim() ?? ''
      return {
        month: part('month'),
        day: part('day'),
        time: part('time'),
        year: part('year'),
        rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
      }
    },
  )
