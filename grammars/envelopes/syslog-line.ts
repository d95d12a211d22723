import { createToken, type CstNode } from 'chevrotain'
import type { Grammar } from '../grammar.ts'
import { lazily } from '../lazily.ts'
import { lineLexer } from '../line-lexer.ts'
import { LineParser } from '../line-parser.ts'
import { allBut } from '../start-chars.ts'
import { piecesOf, type Reading, readWith } from '../reading.ts'
import { Colon, Facility, Host, Ident, Pid, Rest, Year } from './syslog-program.ts'

/** `Jan 15 08:30:10 node-1 kernel: …`, and the same with other dates: lines of syslog files and of `journalctl`. */
export interface SyslogLine {
  /** `<4>`, on readers that keep the priority. */
  readonly priority: string | null
  /** `2026-01-15T08:30:10.123456+01:00`, or `2026-01-15 08:30:10 CET`. */
  readonly iso: string | null
  /** `1791361821.007804`: seconds since 1970. */
  readonly unix: string | null
  /** `20.871742`: seconds since boot. */
  readonly monotonic: string | null
  /** True for `[   20.871742 <    5.505752 >]`, as only the journal prints it. */
  readonly isDelta: boolean
  /** In the traditional form: `Jan`, `15`, and `08:30:10` or `08:30:10.123456`; empty in others. */
  readonly month: string
  readonly day: string
  readonly time: string
  readonly year: string | null
  readonly host: string | null
  /** `kern.warn`, where the writer prints facility and level. */
  readonly facility: string | null
  readonly ident: string
  readonly pid: string | null
  /** Offset of the message. */
  readonly rest: number
}

const Priority = createToken({ name: 'Priority', pattern: /<\d{1,3}>/ })
const ISO = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/.source
const IsoTime = createToken({
  name: 'IsoTime',
  pattern: new RegExp(`${ISO}(?: ?(?:Z|UTC|GMT|[+-]\\d\\d:?\\d\\d))? +`),
  push_mode: 'program',
})
/** The zone of `short-full` is what the tz database calls it, `CEST` or `+03`. */
const FullTime = createToken({
  name: 'FullTime',
  pattern: new RegExp(`(?:[^\\s\\d<>[\\]:]{1,16} +)${ISO} (?:[A-Z]{1,5}|[+-]\\d\\d(?::?\\d\\d)?) +`),
  start_chars_hint: allBut(/[\s\d<>[\]:]/),
  push_mode: 'program',
})
const Unix = createToken({ name: 'Unix', pattern: /\d{9,10}\.\d{6} +/, push_mode: 'program' })
const Monotonic = createToken({ name: 'Monotonic', pattern: /\[ *\d{1,10}\.\d{6}\] /, push_mode: 'program' })
const Delta = createToken({
  name: 'Delta',
  pattern: /\[ *\d{1,10}\.\d{6} < *\d{1,10}\.\d{6}(?: |\*)>\] /,
  push_mode: 'program',
})
/** A weekday or a month in any language; in some a month is numbered. */
const Word = createToken({
  name: 'Word',
  pattern: /(?:[^\s\d<>[\]:]{1,16}|\d{1,2}[月월]) +/,
  start_chars_hint: allBut(/[\s<>[\]:]/),
})
const YearBefore = createToken({ name: 'YearBefore', pattern: /\d{4} +/ })
const Day = createToken({ name: 'Day', pattern: /\d{1,2} +/ })
const Time = createToken({ name: 'Time', pattern: /\d\d:\d\d:\d\d(?:\.\d{1,6})? +/, push_mode: 'program' })

const dates = [Priority, IsoTime, FullTime, Unix, Monotonic, Delta, Time, YearBefore, Word, Day]
const program = [Year, Facility, Ident, Pid, Colon, Host]

const lexer = lineLexer({ modes: { date: dates, program, message: [Rest] }, defaultMode: 'date' })

class SyslogGrammar extends LineParser {
  constructor() {
    super([...dates, ...program, Rest], { maxLookahead: 2 })
    this.performSelfAnalysis()
  }

  readonly line: () => CstNode = this.RULE('line', () => {
    this.OPTION(() => this.CONSUME(Priority, { LABEL: 'priority' }))
    this.OR([
      { ALT: () => this.CONSUME(IsoTime, { LABEL: 'iso' }) },
      { ALT: () => this.CONSUME(FullTime, { LABEL: 'full' }) },
      { ALT: () => this.CONSUME(Unix, { LABEL: 'unix' }) },
      { ALT: () => this.CONSUME(Monotonic, { LABEL: 'monotonic' }) },
      { ALT: () => this.CONSUME(Delta, { LABEL: 'delta' }) },
      { ALT: () => this.SUBRULE(this.named, { LABEL: 'named' }) },
    ])
    this.OPTION2(() => this.CONSUME(Host, { LABEL: 'host' }))
    this.OPTION3(() => this.CONSUME(Facility, { LABEL: 'facility' }))
    this.CONSUME(Ident, { LABEL: 'ident' })
    this.OPTION4(() => this.CONSUME(Pid, { LABEL: 'pid' }))
    this.CONSUME(Colon)
    this.OPTION5(() => this.CONSUME(Rest, { LABEL: 'rest' }))
  })

  /** A date with the name of its month; OpenWrt's logread prints the weekday and the year as well. */
  readonly named: () => CstNode = this.RULE('named', () => {
    this.OR([
      {
        ALT: () => {
          this.CONSUME(Word)
          this.CONSUME1(Word, { LABEL: 'month' })
        },
      },
      { ALT: () => this.CONSUME2(Word, { LABEL: 'month' }) },
    ])
    this.CONSUME(Day, { LABEL: 'day' })
    this.OPTION1(() => this.CONSUME(YearBefore, { LABEL: 'year' }))
    this.CONSUME(Time, { LABEL: 'time' })
    this.OPTION2(() => this.CONSUME(Year, { LABEL: 'year' }))
  })
}

const parser = lazily(() => new SyslogGrammar())

const trimmed = (tree: CstNode, label: string): string => piecesOf(tree, label)[0]?.text.trim() ?? ''
const orNull = (text: string): string | null => (text === '' ? null : text)

function lineOf(tree: CstNode, text: string): SyslogLine {
  const part = (label: string) => trimmed(tree, label)
  const child = tree.children.named?.[0]
  const named = (label: string) => (child !== undefined && 'children' in child ? trimmed(child, label) : '')
  const sinceBoot = part('monotonic') || part('delta')
  return {
    priority: orNull(part('priority').slice(1, -1)),
    iso: orNull(part('iso') || part('full').replace(/^\S+ +/, '')),
    unix: orNull(part('unix')),
    monotonic: orNull(/(?<!\d)\d+\.\d+/.exec(sinceBoot)?.[0] ?? ''),
    isDelta: part('delta') !== '',
    month: named('month'),
    day: named('day'),
    time: named('time'),
    year: orNull(named('year')),
    host: orNull(part('host')),
    facility: orNull(part('facility')),
    ident: part('ident'),
    pid: orNull(part('pid').slice(1, -1)),
    rest: piecesOf(tree, 'rest')[0]?.start ?? text.length,
  }
}

/**
 * Reads what syslog daemons and `journalctl` put before a message: the traditional date (RFC 3164 section 4.1, without year
 * and zone), a whole date (rsyslog's RSYSLOG_FileFormat, `journalctl -o short-iso` and `short-full`), and seconds
 * (`short-unix`, `short-monotonic`, `short-delta`; shared/logs-show.c of systemd). A host may be left out
 * (`--no-hostname`); busybox adds facility and level.
 */
export const readSyslogLine = (text: string): Reading<SyslogLine> =>
  readWith(
    lexer,
    parser,
    () => parser().line(),
    text,
    tree => lineOf(tree, text),
  )

export const grammar: Grammar = {
  reads: 'What stands before the message in syslog files and in the output of `journalctl`.',
  lexer,
  parser,
  examples: [
    {
      rule: 'line',
      text: 'Jan 15 08:30:10 worker-3 kernel: [   10.087421] oom_reaper: reaped process 166 (java)',
      from: 'rsyslog with its traditional format',
    },
    {
      rule: 'line',
      text: 'Thu 2026-01-15 08:30:10 CET worker-3 kernel: oom_reaper: reaped process 166 (java)',
      from: 'journalctl -o short-full',
    },
    {
      rule: 'line',
      text: '[   10.087421] worker-3 kernel: oom_reaper: reaped process 166 (java)',
      from: 'journalctl -o short-monotonic',
    },
    {
      rule: 'line',
      text: '2026-01-15T08:30:10.087421+01:00 worker-3 systemd[1]: Started kubelet.service.',
      from: 'rsyslog 8 with RSYSLOG_FileFormat, journalctl -o short-iso-precise',
    },
  ],
}
