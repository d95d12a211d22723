import { recordsOf } from '../kernel/wrap.ts'
import { COPIES } from './copies.ts'
import { STORES } from './stores.ts'

/** Ways in which a report is stored as records: each writes the messages of a text, line by line or record by record. */

const micros = (at: number): number => 100_000_000 + at * 1000
const realtime = (at: number): number => 1_768_465_810_000_000 + at * 1000
const CURSOR = (at: number): string =>
  `s=${'a'.repeat(32)};i=${at.toString(16)};b=${'b'.repeat(32)};m=${micros(at).toString(16)};t=${realtime(at).toString(16)};x=${(at + 1).toString(16)}`

const fields = (record: readonly string[], at: number): Readonly<Record<string, string>> => ({
  __CURSOR: CURSOR(at),
  __REALTIME_TIMESTAMP: String(realtime(at)),
  _TRANSPORT: 'kernel',
  MESSAGE: record.join('\n'),
  SYSLOG_FACILITY: '0',
  SYSLOG_IDENTIFIER: 'kernel',
  _HOSTNAME: 'node-1',
  _SOURCE_MONOTONIC_TIMESTAMP: String(micros(at)),
})

const lengthOf = (text: string): string => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(new TextEncoder().encode(text).length), true)
  return String.fromCharCode(...bytes)
}

/** One unit for each byte: lengths are no UTF-8. */
const latin = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text))

const exported = (name: string, value: string): string =>
  value.includes('\n') ? `${name}\n${lengthOf(value)}${latin(value)}\n` : `${name}=${latin(value)}\n`

const verbose = (record: readonly string[], at: number): string => {
  const { __CURSOR: cursor, MESSAGE: _, ...others } = fields(record, at)
  const message = record.join(`\n${' '.repeat('    MESSAGE='.length)}`)
  const lines = Object.entries({ ...others, MESSAGE: message }).map(([name, value]) => `    ${name}=${value}\n`)
  return `Thu 2026-01-15 08:30:10.000000 UTC [${cursor}]\n${lines.join('')}`
}

const each = (text: string, write: (record: readonly string[], at: number) => string): readonly string[] =>
  recordsOf(text).map(write)

const json = (record: readonly string[], at: number): string => JSON.stringify(fields(record, at))
const printk = (record: readonly string[], at: number, more: object): string =>
  JSON.stringify({ ...more, time: micros(at) / 1e6, msg: record.join('\n') }, null, 3)

const clock = (at: number): string =>
  [Math.floor(at / 60), at % 60].map(part => String(part).padStart(2, '0')).join(':')

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const bytes = (text: string): Uint8Array => Uint8Array.from(text, char => char.charCodeAt(0))

export const FORMS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  ...COPIES,
  ...STORES,
  export: text =>
    bytes(
      each(text, (record, at) => {
        const all = Object.entries(fields(record, at))
        return `${all.map(([name, value]) => exported(name, value)).join('')}\n`
      }).join(''),
    ),
  verbose: text => utf8(each(text, verbose).join('')),
  json: text => utf8(`${each(text, json).join('\n')}\n`),
  'json-pretty': text =>
    utf8(each(text, (record, at) => `${JSON.stringify(fields(record, at), null, '\t')}\n`).join('')),
  'json-seq': text => utf8(each(text, (record, at) => `\u001e${json(record, at)}\n`).join('')),
  'json-sse': text => utf8(each(text, (record, at) => `data: ${json(record, at)}\n\n`).join('')),
  'json with bytes': text =>
    utf8(
      each(text, (record, at) => {
        return `${JSON.stringify({ ...fields(record, at), MESSAGE: [...utf8(record.join('\n'))] })}\n`
      }).join(''),
    ),
  'dmesg -J': text =>
    utf8(`{\n   "dmesg": [\n${each(text, (record, at) => printk(record, at, { pri: 4 })).join(',')}\n   ]\n}\n`),
  'dmesg -J -x': text =>
    utf8(`{"dmesg": [${each(text, (record, at) => printk(record, at, { fac: 'kern', pri: 'warn' })).join(',')}]}`),
  'a minified array': text => utf8(JSON.stringify(recordsOf(text).map(fields))),
  'docker of a printed log': text =>
    utf8(
      each(text, (record, at) =>
        record
          .map(
            line =>
              `${JSON.stringify({ log: `[  ${(micros(at) / 1e6).toFixed(6)}] ${line}\n`, stream: 'stdout', time: '2026-01-15T08:30:10.1Z' })}\n`,
          )
          .join(''),
      ).join(''),
    ),
  'Cloud Logging': text =>
    utf8(
      JSON.stringify(
        recordsOf(text).map((record, at) => ({
          insertId: String(at),
          jsonPayload: fields(record, at),
          timestamp: '2026-01-15T08:30:10.1Z',
        })),
        null,
        2,
      ),
    ),
  'CloudWatch of syslog': text =>
    utf8(
      JSON.stringify({
        events: recordsOf(text).flatMap((record, at) =>
          record.map(line => ({
            timestamp: realtime(at) / 1000,
            message: `Jan 15 08:30:10 node-1 kernel: [  ${(micros(at) / 1e6).toFixed(6)}] ${line}`,
          })),
        ),
      }),
    ),
  'pstore, the latest part first': text => {
    const lines = each(text, (record, at) =>
      record.map(line => `<4>[  ${(micros(at) / 1e6).toFixed(6)}] ${line}\n`).join(''),
    )
    const third = Math.ceil(lines.length / 3)
    const parts = [2, 1, 0].map(at => lines.slice(at * third, (at + 1) * third).join(''))
    return utf8(parts.map((part, at) => `Panic#1 Part${at + 1}\n${part}`).join(''))
  },
  'journalctl -r -o json-pretty': text =>
    utf8([...each(text, (record, at) => `${JSON.stringify(fields(record, at), null, '\t')}\n`)].reverse().join('')),
  'journalctl -r -o verbose': text => utf8([...each(text, verbose)].reverse().join('')),
  // Of the lines that are looked at, the last is more of a record.
  'journalctl -r, long': text => {
    const margin = ' '.repeat(23)
    const later = Array.from(
      { length: 300 },
      (_, at) => `Jan 15 09:${clock(at)} node-1 app[7]: x\n${margin}more\n${margin}more`,
    )
    const lines = each(text, (record, at) => `Jan 15 08:${clock(at)} node-1 kernel: ${record.join(`\n${margin}`)}`)
    return utf8(`${[...lines, ...later].reverse().join('\n')}\n`)
  },
  'journalctl -r': text => {
    const at = (index: number): string => `08:30:${String(10 + Math.floor(index / 4)).padStart(2, '0')}`
    const prefix = (index: number): string => `Jan 15 ${at(index)} node-1 kernel: `
    const quiet = Array.from({ length: 8 }, (_, index) => `Jan 15 08:29:0${index} node-1 systemd[1]: line ${index}`)
    const lines = each(text, (record, index) =>
      record.map((line, below) => (below === 0 ? prefix(index) : ' '.repeat(29)) + line).join('\n'),
    )
    return utf8(`${[...quiet, ...lines].reverse().join('\n')}\n`)
  },
}
