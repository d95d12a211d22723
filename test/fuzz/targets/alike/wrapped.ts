import type { Report } from '../../../../src/model/report.ts'
import { type Claims, verdictOf } from '../../laws/verdict.ts'
import { choiceOf } from '../../mutate/chosen.ts'
import { binary, unbinary } from '../../seeds.ts'
import type { Seeds, Target } from '../../target.ts'
import { chosenTarget, reportOf, sameVerdict } from './support.ts'

const LARGEST = 24_000
const DMESG = /^\[ *(\d{1,9}\.\d{6})\] (.*)$/
/** The moment of second 0. */
const BOOT_MS = Date.UTC(2026, 2, 1, 10)
const MONTH_DAY = 'Mar  1'

interface Stamped {
  readonly seconds: number
  readonly text: string
}

const iso = (seconds: number): string => new Date(BOOT_MS + Math.floor(seconds * 1000)).toISOString()
const micros = (seconds: number): string =>
  `${iso(seconds).slice(0, 19)}.${String(Math.floor((seconds % 1) * 1e6)).padStart(6, '0')}`
const stamp = (seconds: number): string => `[${seconds.toFixed(6).padStart(12)}]`

/** One kernel log as its readers keep it. Those of a day must not pass midnight. */
const WRAPPINGS: Readonly<Record<string, (line: Stamped, at: number) => string>> = {
  syslog: ({ seconds, text }) => `${MONTH_DAY} ${iso(seconds).slice(11, 19)} node-1 kernel: ${stamp(seconds)} ${text}`,
  'syslog without seconds': ({ seconds, text }) => `${MONTH_DAY} ${iso(seconds).slice(11, 19)} node-1 kernel: ${text}`,
  'rsyslog iso': ({ seconds, text }) => `${micros(seconds)}+00:00 node-1 kernel: ${stamp(seconds)} ${text}`,
  'journal short-monotonic': ({ seconds, text }) => `${stamp(seconds)} node-1 kernel: ${text}`,
  'journal short-iso': ({ seconds, text }) => `${iso(seconds).slice(0, 19)}+0000 node-1 kernel: ${text}`,
  'dmesg -x': ({ seconds, text }) => `kern  :info  : ${stamp(seconds)} ${text}`,
  'dmesg --raw': ({ seconds, text }) => `<6>${stamp(seconds)} ${text}`,
  'dmesg --time-format iso': ({ seconds, text }) => `${micros(seconds).replace('.', ',')}+00:00 ${text}`,
  kmsg: ({ seconds, text }, at) => `6,${at + 1},${Math.round(seconds * 1e6)},-;${text}`,
  cri: ({ seconds, text }) => `${micros(seconds)}789Z stdout F ${stamp(seconds)} ${text}`,
  'journal json': ({ seconds, text }) =>
    JSON.stringify({
      __REALTIME_TIMESTAMP: `${BOOT_MS * 1000 + Math.round(seconds * 1e6)}`,
      __MONOTONIC_TIMESTAMP: `${Math.round(seconds * 1e6)}`,
      _BOOT_ID: 'a81de63b3b354d7bb76e5dcc397a6648',
      _TRANSPORT: 'kernel',
      SYSLOG_IDENTIFIER: 'kernel',
      PRIORITY: '6',
      MESSAGE: text,
    }),
}
const NAMES = Object.keys(WRAPPINGS)
/** Forms that, as the plain one, do not tell who wrote a line: of what they hold nothing is certain. */
const UNPROVEN: readonly string[] = ['dmesg --time-format iso', 'cri', 'journal short-monotonic']

/** What only a terminal, a mail program or another wrapping leaves: a journal holds none of it. */
const NOT_OF_KERNEL = /[^ -~\t]| kernel: |=3D|=$/

/**
 * Lines that a wrapping keeps as they are, in order of time: where seconds fall back, another boot begins. The very same line
 * twice is once where microseconds are kept, and may be two where they are not.
 */
function stampedLines(text: string): readonly Stamped[] {
  let latest = 0
  const seen = new Set<string>()
  return text.split('\n').flatMap(line => {
    const [, at, body = ''] = DMESG.exec(line) ?? []
    const seconds = Number(at)
    if (at === undefined || seconds < latest || seen.has(line) || NOT_OF_KERNEL.test(body)) return []
    latest = seconds
    seen.add(line)
    return [{ seconds, text: body }]
  })
}

/** A log that began with the machine, without the days before: the wall clock of a syslog has no year. */
function fromNow(lines: readonly Stamped[]): readonly Stamped[] {
  const [first] = lines
  const days = Math.max(0, (first?.seconds ?? 0) - 60)
  return lines.map(({ seconds, text }) => ({ seconds: Math.round((seconds - days) * 1e6) / 1e6, text }))
}

const withoutConfidence = (claims: Claims) => ({ ...claims, causes: claims.causes.map(each => each.split(' ')[0]) })

const wrappedAs = (name: string, lines: readonly Stamped[]): string =>
  lines.map((line, at) => `${WRAPPINGS[name]?.(line, at) ?? ''}\n`).join('')

const logOf = (text: string): Promise<Report> => reportOf([{ path: 'log', bytes: unbinary(text) }])

const DAY_SECONDS = 13 * 3600

/** The same log, however it is kept. */
export function wrapped({ bundles }: Seeds): Target {
  const logs = bundles
    .flatMap(({ files }) => files)
    .map(({ bytes }) => binary(bytes))
    .filter(text => text.length < LARGEST && stampedLines(text).length > 3)
  return chosenTarget('wrapped otherwise', logs, async input => {
    const { random, text } = choiceOf(input)
    const lines = fromNow(stampedLines(text)).filter(({ seconds }) => seconds < DAY_SECONDS)
    const name = random.pick(NAMES)
    const plain = lines.map(line => `${stamp(line.seconds)} ${line.text}\n`).join('')
    const [bare, kept] = [await logOf(plain), await logOf(wrappedAs(name, lines))]
    sameVerdict(verdictOf(bare, withoutConfidence), verdictOf(kept, withoutConfidence), `the same log as ${name}`)
    const asSure = UNPROVEN.includes(name) ? bare : await logOf(wrappedAs('syslog', lines))
    return sameVerdict(verdictOf(asSure), verdictOf(kept), `as sure of the same log as ${name}`)
  })
}
