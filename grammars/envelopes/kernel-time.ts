import { type CstNode, CstParser, createToken, Lexer } from 'chevrotain'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `[   10.087421] …` and `[   10.087421][  T123] …`: what printk, and dmesg after it, put before a message. */
export interface KernelTime {
  /** `<4>`, on readers that keep the priority. */
  readonly priority: string | null
  readonly seconds: string
  readonly caller: string | null
  /** Offset of the message. */
  readonly rest: number
}

const Priority = createToken({ name: 'Priority', pattern: /<\d{1,3}>/ })
const Time = createToken({ name: 'Time', pattern: /\[ *\d{1,10}\.\d{6}\]/ })
const Caller = createToken({ name: 'Caller', pattern: / ?\[ *[TC]\d{1,10}\]/ })
const Blank = createToken({ name: 'Blank', pattern: / / })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = new Lexer([Priority, Time, Caller, Blank, Rest], { positionTracking: 'onlyOffset' })

class KernelTimeGrammar extends CstParser {
  constructor() {
    super([Priority, Time, Caller, Blank, Rest], { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Priority, { LABEL: 'priority' }))
    this.CONSUME(Time, { LABEL: 'time' })
    this.OPTION1(() => this.CONSUME(Caller, { LABEL: 'caller' }))
    this.OPTION2(() => this.CONSUME(Blank))
    this.MANY(() => {
      this.OR([
        { ALT: () => this.CONSUME(Rest, { LABEL: 'rest' }) },
        { ALT: () => this.CONSUME1(Blank, { LABEL: 'rest' }) },
        { ALT: () => this.CONSUME1(Time, { LABEL: 'rest' }) },
        { ALT: () => this.CONSUME1(Caller, { LABEL: 'rest' }) },
        { ALT: () => this.CONSUME1(Priority, { LABEL: 'rest' }) },
      ])
    })
  })
}

const parser = new KernelTimeGrammar()

/** Reads the stamp of printk (`print_time` and `print_caller` in kernel/printk/printk.c, 3.6 to 6.19). */
export const readKernelTime = (text: string): Reading<KernelTime> =>
  readWith(
    lexer,
    parser,
    () => parser.line(),
    text,
    tree => ({
      priority: piecesOf(tree, 'priority')[0]?.text.slice(1, -1) ?? null,
      seconds: piecesOf(tree, 'time')[0]?.text.slice(1, -1).trim() ?? '',
      caller: piecesOf(tree, 'caller')[0]?.text.replace(/[[\] ]/g, '') ?? null,
      rest: Math.min(text.length, ...piecesOf(tree, 'rest').map(piece => piece.start)),
    }),
  )
