import { type CstNode, CstParser, createToken, Lexer } from 'chevrotain'
import { piecesOf, type Reading, readWith } from '../reading.ts'

/** `Jan 15 08:30:10 node-1 kernel: …`, or the same with a date of RFC 3339: lines of syslog files and of `journalctl`. */
export interface SyslogLine {
  /** `<4>`, on readers that keep the priority. */
  readonly priority: string | null
  /** `2026-01-15T08:30:10.123456+01:00`; null in the traditional form, of which month, day and time are. */
  readonly iso: string | null
  readonly month: string
  readonly day: string
  /** `08:30:10` or `08:30:10.123456`. */
  readonly time: string
  readonly host: string
  readonly ident: string
  /** Offset of the message. */
  readonly rest: number
}

const Priority = createToken({ name: 'Priority', pattern: /<\d{1,3}>/ })
const Month = createToken({ name: 'Month', pattern: /(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +/ })
const Day = createToken({ name: 'Day', pattern: /\d{1,2} +/ })
const Time = createToken({ name: 'Time', pattern: /\d\d:\d\d:\d\d(?:\.\d{1,6})? +/, push_mode: 'host' })
const IsoTime = createToken({
  name: 'IsoTime',
  pattern: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d) +/,
  push_mode: 'host',
})
const Host = createToken({ name: 'Host', pattern: /[^\s[\]]+ +/, push_mode: 'ident' })
const Ident = createToken({ name: 'Ident', pattern: /[^\s:[\]]+(?=(?:\[[^\s\]]{0,32}\])?:(?: |(?![\s\S])))/ })
const Pid = createToken({ name: 'Pid', pattern: /\[[^\s\]]{0,32}\]/ })
const Colon = createToken({ name: 'Colon', pattern: /: ?/, push_mode: 'message' })
const Rest = createToken({ name: 'Rest', pattern: /[\u0000-\uffff]+/ })

const lexer = new Lexer(
  {
    modes: { stamp: [Priority, IsoTime, Month, Time, Day], host: [Host], ident: [Ident, Pid, Colon], message: [Rest] },
    defaultMode: 'stamp',
  },
  { positionTracking: 'onlyOffset', recoveryEnabled: false },
)

class SyslogGrammar extends CstParser {
  constructor() {
    super([Priority, IsoTime, Month, Day, Time, Host, Ident, Pid, Colon, Rest], { maxLookahead: 1 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Priority, { LABEL: 'priority' }))
    this.OR([
      { ALT: () => this.CONSUME(IsoTime, { LABEL: 'iso' }) },
      {
        ALT: () => {
          this.CONSUME(Month, { LABEL: 'month' })
          this.CONSUME(Day, { LABEL: 'day' })
          this.CONSUME(Time, { LABEL: 'time' })
        },
      },
    ])
    this.CONSUME(Host, { LABEL: 'host' })
    this.CONSUME(Ident, { LABEL: 'ident' })
    this.OPTION1(() => this.CONSUME(Pid))
    this.CONSUME(Colon)
    this.OPTION2(() => this.CONSUME(Rest, { LABEL: 'rest' }))
  })
}

const parser = new SyslogGrammar()

/**
 * Reads the prefix of syslog files: the traditional one (RFC 3164 section 4.1, without year and zone), and the one with a
 * whole date (rsyslog's RSYSLOG_FileFormat, `journalctl -o short-iso` and `short-iso-precise`).
 */
export const readSyslogLine = (text: string): Reading<SyslogLine> =>
  readWith(
    lexer,
    parser,
    () => parser.line(),
    text,
    tree => {
      const part = (label: string) => piecesOf(tree, label)[0]?.text.trim() ?? ''
      return {
        priority: part('priority').slice(1, -1) || null,
        iso: part('iso') || null,
        month: part('month'),
        day: part('day'),
        time: part('time'),
        host: part('host'),
        ident: part('ident'),
        rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
      }
    },
  )
