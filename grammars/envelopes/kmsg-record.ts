import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `4,338,10087421,-;…`: a record of /dev/kmsg. */
export interface KmsgRecord {
  /** Facility times eight, plus level. */
  readonly priority: string
  readonly sequence: string
  readonly microseconds: string
  readonly caller: string | null
  /** Offset of the message. */
  readonly rest: number
}

const Int = createToken({ name: 'Int', pattern: /\d{1,20}/ })
const Comma = createToken({ name: 'Comma', pattern: /,/ })
const Caller = createToken({ name: 'Caller', pattern: /caller=[TC]\d+/ })
const Extra = createToken({ name: 'Extra', pattern: /[a-z]+=[^,;]*/ })
const Flags = createToken({ name: 'Flags', pattern: /[-c+]/ })
const Semicolon = createToken({ name: 'Semicolon', pattern: /;/, push_mode: 'message' })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = lineLexer({
  modes: { header: [Int, Comma, Caller, Extra, Flags, Semicolon], message: [Rest] },
  defaultMode: 'header',
})

class KmsgGrammar extends LineParser {
  constructor() {
    super([Int, Comma, Caller, Extra, Flags, Semicolon, Rest], { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly record: () => CstNode = this.RULE('record', () => {
    this.CONSUME(Int, { LABEL: 'priority' })
    this.CONSUME(Comma)
    this.CONSUME1(Int, { LABEL: 'sequence' })
    this.CONSUME1(Comma)
    this.CONSUME2(Int, { LABEL: 'microseconds' })
    this.MANY(() => {
      this.CONSUME2(Comma)
      this.OR([
        { ALT: () => this.CONSUME(Flags) },
        { ALT: () => this.CONSUME(Caller, { LABEL: 'caller' }) },
        { ALT: () => this.CONSUME(Extra) },
      ])
    })
    this.CONSUME(Semicolon)
    this.OPTION(() => this.CONSUME(Rest, { LABEL: 'rest' }))
  })
}

const parser = lazily(() => new KmsgGrammar())

/** Reads the header of a /dev/kmsg record (Documentation/ABI/testing/dev-kmsg, 3.5 to 6.19). */
export const readKmsgRecord = (text: string): Reading<KmsgRecord> =>
  readWith(
    lexer,
    parser,
    () => parser().record(),
    text,
    tree => {
      const part = (label: string) => piecesOf(tree, label)[0]?.text ?? null
      return {
        priority: part('priority') ?? '',
        sequence: part('sequence') ?? '',
        microseconds: part('microseconds') ?? '',
        caller: part('caller')?.slice('caller='.length) ?? null,
        rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
      }
    },
  )

export const grammar: Grammar = {
  reads: 'The head of a record of /dev/kmsg.',
  lexer,
  parser,
  examples: [
    {
      rule: 'record',
      text: '6,338,10087421,-;oom_reaper: reaped process 166 (java)',
      from: 'cat /dev/kmsg, Linux 3.5 to 6.19',
    },
    {
      rule: 'record',
      text: '6,338,10087421,-,caller=T123;oom_reaper: reaped process 166 (java)',
      from: 'Linux 5.2 and later, with CONFIG_PRINTK_CALLER',
    },
  ],
}
