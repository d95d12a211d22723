import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `<4>1 2026-01-15T08:30:10.087421Z node-1 kernel - - - …`: syslog as RFC 5424 has it. */
export interface Rfc5424Line {
  /** Facility times eight, plus level; null where the writer drops it. */
  readonly priority: string | null
  /** Null for `-`, like the other fields. */
  readonly time: string | null
  readonly host: string | null
  readonly program: string | null
  readonly process: string | null
  /** Offset of the message, after a byte order mark. */
  readonly rest: number
}

const Priority = createToken({ name: 'Priority', pattern: /<\d{1,3}>/ })
const Version = createToken({ name: 'Version', pattern: /1 / })
const Time = createToken({
  name: 'Time',
  pattern: /(?:-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) /,
  push_mode: 'host',
})
const Host = createToken({ name: 'Host', pattern: /[!-~]{1,255} /, push_mode: 'program' })
const Program = createToken({ name: 'Program', pattern: /[!-~]{1,128} /, push_mode: 'process' })
const Process = createToken({ name: 'Process', pattern: /[!-~]{1,128} /, push_mode: 'messageId' })
const MessageId = createToken({ name: 'MessageId', pattern: /[!-~]{1,128} /, push_mode: 'data' })
const NoData = createToken({ name: 'NoData', pattern: /-(?: |(?![\s\S]))/, push_mode: 'message' })
const Open = createToken({ name: 'Open', pattern: /\[[^\s="\]]{1,64}/ })
/** In a value `"`, `\` and `]` stand after a backslash. */
const Param = createToken({ name: 'Param', pattern: / [^\s="\]]{1,64}="(?:[^"\\\]]|\\[\s\S])*"/ })
const Close = createToken({ name: 'Close', pattern: /\](?=\[)/ })
const LastClose = createToken({ name: 'LastClose', pattern: /\](?: |(?![\s\S]))/, push_mode: 'message' })
const Mark = createToken({ name: 'Mark', pattern: /\ufeff/ })
const Rest = createToken({ name: 'Rest', pattern: /[^\ufeff][\u0000-\uffff]*/, start_chars_hint: allBut(/\ufeff/) })

const lexer = lineLexer({
  modes: {
    head: [Priority, Version, Time],
    host: [Host],
    program: [Program],
    process: [Process],
    messageId: [MessageId],
    data: [NoData, Open, Param, Close, LastClose],
    message: [Mark, Rest],
  },
  defaultMode: 'head',
})

class Rfc5424Grammar extends LineParser {
  constructor() {
    super(
      [
        ...[Priority, Version, Time, Host, Program, Process, MessageId],
        ...[NoData, Open, Param, Close, LastClose, Mark, Rest],
      ],
      { maxLookahead: 1 },
    )
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Priority, { LABEL: 'priority' }))
    this.CONSUME(Version)
    this.CONSUME(Time, { LABEL: 'time' })
    this.CONSUME(Host, { LABEL: 'host' })
    this.CONSUME(Program, { LABEL: 'program' })
    this.CONSUME(Process, { LABEL: 'process' })
    this.CONSUME(MessageId)
    this.OR([{ ALT: () => this.CONSUME(NoData) }, { ALT: () => this.SUBRULE(this.data) }])
    this.OPTION1(() => this.CONSUME(Mark, { LABEL: 'mark' }))
    this.OPTION2(() => this.CONSUME(Rest, { LABEL: 'rest' }))
  })

  readonly data: () => CstNode = this.RULE('data', () => {
    this.SUBRULE(this.element)
    this.MANY(() => {
      this.CONSUME(Close)
      this.SUBRULE1(this.element)
    })
    this.CONSUME(LastClose)
  })

  readonly element: () => CstNode = this.RULE('element', () => {
    this.CONSUME(Open)
    this.MANY(() => this.CONSUME(Param))
  })
}

const parser = lazily(() => new Rfc5424Grammar())

/** Reads a line of syslog as RFC 5424 section 6 has it, also from a file that lacks the priority. */
export const readRfc5424Line = (text: string): Reading<Rfc5424Line> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => {
      const part = (label: string): string | null => {
        const printed = piecesOf(tree, label)[0]?.text.trim() ?? '-'
        return printed === '-' ? null : printed
      }
      return {
        priority: part('priority')?.slice(1, -1) ?? null,
        time: part('time'),
        host: part('host'),
        program: part('program'),
        process: part('process'),
        rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
      }
    },
  )

export const grammar: Grammar = {
  reads: 'A line of syslog in the form of RFC 5424.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: '<4>1 2026-01-15T08:30:10.087421+01:00 worker-3 kernel - - - [   10.087421] oom_reaper: reaped process 166 (java)',
      from: 'rsyslog 8 with RSYSLOG_SyslogProtocol23Format',
    },
    {
      rule: 'line',
      text: '<30>1 2026-01-15T08:30:10Z worker-3 kubelet 812 - [origin@1 software="rsyslogd"] Started',
      from: 'RFC 5424 section 6.5',
    },
  ],
}
