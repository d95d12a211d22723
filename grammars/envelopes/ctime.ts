import { type CstNode, CstParser, createToken, Lexer } from 'chevrotain'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `[Thu Jan 15 08:30:10 2026] …`, or `[Thu …][ T123] …`: what `dmesg -T` puts before a message. Names are those of the C locale. */
export interface CtimeStamp {
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

const Open = createToken({ name: 'Open', pattern: /\[(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +/ })
const Month = createToken({ name: 'Month', pattern: /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +/ })
const Time = createToken({ name: 'Time', pattern: /\d\d:\d\d:\d\d +/ })
const Day = createToken({ name: 'Day', pattern: /\d{1,2} +/ })
const Year = createToken({ name: 'Year', pattern: /\d{4}(?=\])/ })
const CloseBeforeCaller = createToken({ name: 'CloseBeforeCaller', pattern: /\] ?(?=\[ *[TC]\d{1,10}\])/ })
const Caller = createToken({ name: 'Caller', pattern: /\[ *[TC]\d{1,10}\] ?/, push_mode: 'message' })
const Close = createToken({ name: 'Close', pattern: /\] ?/, push_mode: 'message' })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = new Lexer(
  {
    modes: { stamp: [Open, Month, Time, Day, Year, CloseBeforeCaller, Close, Caller], message: [Rest] },
    defaultMode: 'stamp',
  },
  { positionTracking: 'onlyOffset', recoveryEnabled: false },
)

class CtimeGrammar extends CstParser {
  constructor() {
    super([Open, Month, Time, Day, Year, CloseBeforeCaller, Caller, Close, Rest], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.CONSUME(Open)
    this.CONSUME(Month, { LABEL: 'month' })
    this.CONSUME(Day, { LABEL: 'day' })
    this.CONSUME(Time, { LABEL: 'time' })
    this.CONSUME(Year, { LABEL: 'year' })
    this.OR([
      { ALT: () => this.CONSUME(Close) },
      {
        ALT: () => {
          this.CONSUME(CloseBeforeCaller)
          this.CONSUME(Caller, { LABEL: 'caller' })
        },
      },
    ])
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
        caller: part('caller').replace(/[[\] ]/g, '') || null,
        rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
      }
    },
  )
