import { recordsOf } from '../kernel/wrap.ts'

/** What stores of logs give: as a rule the latest record first, with times that may be the same for many. */

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

interface Stored {
  readonly text: string
  /** Microseconds within 08:30. */
  readonly at: number
}

const isoOf = ({ at }: Stored): string => `2026-01-15T08:30:${(at / 1e6).toFixed(6).padStart(9, '0')}Z`
const secondOf = (stored: Stored): string => `${isoOf(stored).slice(0, 19)}Z`
const nanosecondsOf = ({ at }: Stored): string => `${1_768_465_800_000_000 + at}000`

/** Lines a millisecond apart, in other steps than that of a second. */
const linesOf = (text: string): readonly Stored[] =>
  recordsOf(text)
    .flat()
    .map((line, index) => ({ text: line, at: 10_000_000 + index * 1000 }))
const newestFirst = (text: string): readonly Stored[] => [...linesOf(text)].reverse()

/** By whole seconds, the latest first; lines of one second in the order that they came in. */
function bySeconds(text: string): readonly Stored[] {
  const lines = linesOf(text).map((line, index) => ({ ...line, at: 10_000_000 + Math.floor(index / 9) * 1_000_000 }))
  return lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => b.line.at - a.line.at || a.index - b.index)
    .map(({ line }) => line)
}

const entry = (stored: Stored): object => ({
  insertId: String(stored.at),
  jsonPayload: { MESSAGE: stored.text, SYSLOG_IDENTIFIER: 'kernel', _HOSTNAME: 'node-1' },
  resource: { type: 'k8s_node' },
  timestamp: isoOf(stored),
})

/** gcloud folds long values at a blank. */
function folded(text: string): string {
  const literal = `'${text.replaceAll("'", "''")}'`
  const at = literal.indexOf(' ', 60)
  const isFoldable = at !== -1 && literal[at + 1] !== ' ' && literal[at - 1] !== ' '
  return isFoldable ? `${literal.slice(0, at)}\n    ${literal.slice(at + 1)}` : literal
}

const document = (stored: Stored): string =>
  `---\ninsertId: a${stored.at}\njsonPayload:\n  MESSAGE: ${folded(stored.text)}\n  SYSLOG_IDENTIFIER: kernel\n  _HOSTNAME: node-1\nresource:\n  type: k8s_node\ntimestamp: '${isoOf(stored)}'\n`

const hit = (stored: Stored): object => ({
  _source: { '@timestamp': isoOf(stored), host: { name: 'node-1' }, process: { name: 'kernel' }, message: stored.text },
})

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`

const kibana = (stored: Stored): string =>
  `"Jan 15, 2026 @ ${isoOf(stored).slice(11, 23)}","node-1","kernel",${cell(stored.text)}`

const splunk = (stored: Stored, index: number): string =>
  `"${secondOf(stored)}","node-1",${cell(`Jan 15 ${secondOf(stored).slice(11, 19)} node-1 kernel: [  100.${String(900_000 - index).padStart(6, '0')}] ${stored.text}`)}`

const streams = (lines: readonly Stored[]): object => ({
  status: 'success',
  data: {
    resultType: 'streams',
    result: ['info', 'warn'].map((level, part) => ({
      stream: { level, node: 'node-1' },
      values: lines.filter((_, index) => index % 2 === part).map(each => [nanosecondsOf(each), each.text]),
    })),
  },
})

const joined = (lines: readonly string[]): Uint8Array => utf8(`${lines.join('\n')}\n`)

export const STORES: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'gcloud logging read': text => utf8(newestFirst(text).map(document).join('')),
  'gcloud logging read --order=asc': text => utf8(linesOf(text).map(document).join('')),
  'gcloud logging read --format=json': text => utf8(JSON.stringify(newestFirst(text).map(entry), null, 2)),
  'Elasticsearch, the latest hit first': text => utf8(JSON.stringify({ hits: { hits: newestFirst(text).map(hit) } })),
  'Elasticsearch by seconds, ties as they came': text =>
    utf8(JSON.stringify({ hits: { hits: bySeconds(text).map(hit) } }, null, 1)),
  'JSON lines, the latest first': text => joined(newestFirst(text).map(each => JSON.stringify(entry(each)))),
  'Kibana as CSV': text => joined(['"@timestamp","host.name","process",message', ...newestFirst(text).map(kibana)]),
  'Splunk as CSV, the latest first': text => joined(['"_time","host","_raw"', ...newestFirst(text).map(splunk)]),
  'logcli of messages': text =>
    joined(newestFirst(text).map(each => `${isoOf(each)} {job="journal", node="node-1"} ${each.text}`)),
  'logcli --forward of messages': text =>
    joined(linesOf(text).map(each => `${isoOf(each)} {job="journal", node="node-1"} ${each.text}`)),
  'Loki’s answer': text => utf8(JSON.stringify(streams(newestFirst(text)))),
  'Loki’s answer, forwards and printed': text => utf8(JSON.stringify(streams(linesOf(text)), null, 2)),
}
