import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/**
 * `[   10.087421] …` and `[   10.087421][  T123] …`: what printk, and dmesg after it, put before a message; with the seconds
 * since the line above in `[   10.087421 <    5.505752>] …` (`dmesg -d`), with a processor in `[   10.087421,0] …`.
 */
export interface KernelTime {
  /** `<4>`, on readers that keep the priority. */
  readonly priority: string | null
  readonly seconds: string
  readonly caller: string | null
  /** Offset of the message. */
  readonly rest: number
}

const Priority = createToken({ name: 'Priority', pattern: /<\d{1,3}>/ })
const Time = createToken({
  name: 'Time',
  pattern: /\[ *\d{1,10}\.\d{6}(?: < *\d{1,10}\.\d{6}>|,\d{1,3})?\]/,
  push_mode: 'caller',
})
const Caller = createToken({ name: 'Caller', pattern: / ?\[ *[TC]\d{1,10}\]/, push_mode: 'gap' })
const Blank = createToken({ name: 'Blank', pattern: / /, push_mode: 'message' })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = lineLexer({
  modes: { stamp: [Priority, Time], caller: [Caller, Blank, Rest], gap: [Blank, Rest], message: [Rest] },
  defaultMode: 'stamp',
})

class KernelTimeGrammar extends LineParser {
  constructor() {
    super([Priority, Time, Caller, Blank, Rest], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Priority, { LABEL: 'priority' }))
    this.CONSUME(Time, { LABEL: 'time' })
    this.OPTION1(() => this.CONSUME(Caller, { LABEL: 'caller' }))
    this.OPTION2(() => this.CONSUME(Blank))
    this.OPTION3(() => this.CONSUME(Rest, { LABEL: 'rest' }))
  })
}

const parser = lazily(() => new KernelTimeGrammar())

/** The stamp that most lines have, with nothing beside it: they are many, and the grammar says the same of them. */
const PLAIN = /^\[ *(\d{1,10}\.\d{6})\] (?!\[ *[TC]\d)/

/** Reads the stamp of printk (`print_time` and `print_caller` in kernel/printk/printk.c, 3.6 to 6.19). */
export function readKernelTime(text: string): Reading<KernelTime> {
  const [stamp, seconds] = PLAIN.exec(text) ?? []
  if (stamp === undefined || seconds === undefined) return readByGrammar(text)
  return { ok: true, value: { priority: null, seconds, caller: null, rest: stamp.length } }
}

export const readByGrammar = (text: string): Reading<KernelTime> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => ({
      priority: piecesOf(tree, 'priority')[0]?.text.slice(1, -1) ?? null,
      seconds: /(?<!\d)\d+\.\d+/.exec(piecesOf(tree, 'time')[0]?.text ?? '')?.[0] ?? '',
      caller: piecesOf(tree, 'caller')[0]?.text.replace(/[[\] ]/g, '') ?? null,
      rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
    }),
  )

export const grammar: Grammar = {
  reads: 'The seconds that printk puts before a message.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: '[   10.087421] oom_reaper: reaped process 166 (java)',
      from: 'dmesg, and the console of Linux 3.6 to 6.19',
    },
    {
      rule: 'line',
      text: '<6>[   10.087421][  T123] oom_reaper: reaped process 166 (java)',
      from: '/proc/kmsg of Linux 5.2 and later, with CONFIG_PRINTK_CALLER',
    },
  ],
}
