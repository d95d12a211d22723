import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat } from '../../model/reader.ts'
import { originOf } from '../envelopes/origin.ts'
import { linesOf } from '../journal/message.ts'
import { wallOf } from '../json/time.ts'
import { isOpenBehind, rowOf } from './csv-row.ts'
import { logStart, recordBody } from './record-line.ts'

const ID = 'csv'
const SEPARATORS = [',', '\t', ';']
const MAX_HEADER = 2000
const MAX_ROW = 64 * 1024
const MAX_CITED_LINES = 3

/** Names of the columns, in lower case, by Splunk, CloudWatch Insights, Kibana, Azure Monitor, Datadog, Graylog, Grafana. */
const COLUMNS = {
  message: [
    '_raw',
    '@message',
    'message',
    'syslogmessage',
    'textpayload',
    'rawmessage',
    'content',
    'log',
    'line',
    'msg',
  ],
  time: [
    '_time',
    '@timestamp',
    'timestamp',
    'eventtime',
    'timegenerated',
    'timestamp [utc]',
    'timegenerated [utc]',
    'date',
    'time',
  ],
  host: ['host', 'hostname', 'host.name', 'computer', '_hostname', 'source'],
  program: [
    'processname',
    'process',
    'program',
    'syslog_identifier',
    'appname',
    'application_name',
    'service',
    'facility',
  ],
} as const

type Column = keyof typeof COLUMNS

interface Header {
  readonly separator: string
  readonly at: Readonly<Record<Column, number>>
}

function headerOf(head: string): Header | null {
  const text = head.slice(logStart(head), MAX_HEADER)
  const first = text.split('\n', 1)[0]?.replace(/\r$/, '') ?? ''
  for (const separator of SEPARATORS) {
    const names = rowOf(first, separator).cells.map(cell => cell.trim().toLowerCase())
    if (names.length < 2 || names.some(name => name === '' || name.length > 60)) continue
    const at = (column: Column): number => {
      const known = COLUMNS[column].find(name => names.includes(name))
      return known === undefined ? -1 : names.indexOf(known)
    }
    const columns = { message: at('message'), time: at('time'), host: at('host'), program: at('program') }
    if (columns.message !== -1 && columns.time !== -1) return { separator, at: columns }
  }
  return null
}

/** A row that a cell with newlines spreads over several lines. */
interface Held {
  readonly line: Line
  readonly text: string
}

function joined(held: Held, next: Line): Held {
  const { line } = held
  const isCited = next.number - line.number < MAX_CITED_LINES
  const whole = { ...line, end: next.end, endNumber: next.number, text: `${line.text}\n${next.text}` }
  return { line: isCited ? whole : line, text: `${held.text}\n${next.text}` }
}

/** Programs name themselves; the kernel's lines have its facility or its name. */
const IS_KERNEL = /^(?:kernel|kern(?:\.\w+)?|0)$/i

function bodiesOf(line: Line, cells: readonly string[], { at }: Header): readonly Body[] {
  const message = cells[at.message]
  if (message === undefined) return []
  const [host, program] = [cells[at.host] ?? '', cells[at.program] ?? '']
  const bare = recordBody(line, '', ID)
  const claim = program === '' ? 'unknown' : IS_KERNEL.test(program) ? 'kernel' : 'user'
  const opened: Body = {
    ...bare,
    stamp: { ...bare.stamp, wall: wallOf(cells[at.time] ?? null) },
    host: host === '' ? null : host,
    ident: program === '' ? null : claim === 'kernel' ? 'kernel' : program,
    origin: originOf(bare, claim),
  }
  return linesOf(message).map((text, index) => ({ ...opened, text, continues: index > 0 }))
}

/** Rows that log stores export, with a header that names the columns; one of them holds lines of logs. */
export const csv: RecordFormat = {
  id: ID,
  matches: (_path, head) => headerOf(head) !== null,
  open(_path, head) {
    const header = headerOf(head)
    let held: Held | null = null
    return {
      take(line) {
        if (header === null) return []
        const { separator } = header
        // A row may have as many lines as bytes: of each what is new is looked at, and all of it when it is whole.
        const isOpen = held === null ? rowOf(line.text, separator).isOpen : isOpenBehind(line.text, separator)
        const row: Held = held === null ? { line, text: line.text } : joined(held, line)
        held = isOpen && row.text.length < MAX_ROW ? row : null
        return held === null ? bodiesOf(row.line, rowOf(row.text, separator).cells, header) : []
      },
      close: () =>
        held === null || header === null ? [] : bodiesOf(held.line, rowOf(held.text, header.separator).cells, header),
    }
  },
}
