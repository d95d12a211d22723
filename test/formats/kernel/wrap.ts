/** Ways in which the messages of a report stand in a log. A record of printk may hold several lines. */

/** The lines of a report as records: totals of memory and statistics of a cgroup are one record each, until 6.4. */
export function recordsOf(text: string): readonly (readonly string[])[] {
  const records: string[][] = []
  for (const line of text.trimEnd().split('\n')) {
    const above = records.at(-1)?.at(-1) ?? ''
    const isTotal = /^ [a-z_]+:\d/.test(line)
    const isStat = /^[a-z_0-9]+ \d+$/.test(line) && /^[a-z_0-9]+ \d+$/.test(above)
    if (isTotal || isStat) records.at(-1)?.push(line)
    else records.push([line])
  }
  return records
}

const secondsAt = (record: number): string => (100 + record / 1000).toFixed(6).padStart(12)
const clockAt = (record: number): string => `08:30:${String(10 + Math.floor(record / 100)).padStart(2, '0')}`

const each = (text: string, write: (record: readonly string[], at: number) => string): string =>
  recordsOf(text)
    .map((record, at) => `${write(record, at)}\n`)
    .join('')

/** dmesg of util-linux: below the first line of a record the prefix is blanks. */
const indented = (prefix: string, record: readonly string[]): string =>
  record.map((line, at) => (at === 0 ? prefix : ' '.repeat(prefix.length)) + line).join('\n')
const repeated = (prefix: string, record: readonly string[]): string => record.map(line => prefix + line).join('\n')
/** Names are ASCII here; the kernel's own escape is that of a newline. */
const escaped = (record: readonly string[], newline: string): string => record.join(newline)

/** A mail program breaks a line at the last blank before a column. Blanks at the break go, or stay where they were. */
function broken(line: string, column: number, keep: boolean): readonly string[] {
  const at = line.length > column ? line.lastIndexOf(' ', column) : -1
  const first = line.slice(0, at + 1)
  if (at === -1 || first.trim() === '') return [line]
  const rest = keep ? line.slice(at + 1) : line.slice(at + 1).trimStart()
  return [keep ? first : first.trimEnd(), ...broken(rest, column, keep)]
}

const mailed = (text: string, column: number, keep: boolean, quote: string): string =>
  each(text, (record, at) => repeated(`[${secondsAt(at)}] `, record))
    .trimEnd()
    .split('\n')
    .flatMap(line => broken(line, column, keep).map(piece => `${quote}${piece}\n`))
    .join('')

const delta = (record: number): string => (record % 7 === 0 ? '0.033235' : '0.000001').padStart(12)
const microseconds = (record: number): string => String((record * 1000) % 1_000_000).padStart(6, '0')
const whole = (record: number): string => `2026-01-15T${clockAt(record)}.${microseconds(record)}`

type Prefix = (at: number) => string

/** As dmesg and journalctl print a record: with its prefix once. */
const once: (prefix: Prefix) => (text: string) => string = prefix => text =>
  each(text, (record, at) => indented(prefix(at), record))
/** As everything prints it that has no records, only lines. */
const always: (prefix: Prefix) => (text: string) => string = prefix => text =>
  each(text, (record, at) => repeated(prefix(at), record))

const BY_LINE: Readonly<Record<string, (text: string) => string>> = {
  'dmesg -d': once(at => `[${secondsAt(at)} <${delta(at)}>] `),
  'dmesg --time-format delta': once(at => `[<${delta(at)}>] `),
  'dmesg -e': once(at => (at % 50 === 0 ? '[Jan15 08:30] ' : '[  +0.000001] ')),
  'dmesg -x': once(at => `kern  :warn  : [${secondsAt(at)}] `),
  'dmesg -x -T': once(at => `kern  :err   : [Thu Jan 15 ${clockAt(at)} 2026] `),
  'dmesg --time-format iso': once(at => `${whole(at).replace('.', ',')}+01:00 `),
  'dmesg -T in German': once(at => `[Do Jan 15 ${clockAt(at)} 2026] `),
  'dmesg -T in Russian': once(at => `[Чт янв 15 ${clockAt(at)} 2026] `),
  'dmesg -T -d': once(at => `[Thu Jan 15 ${clockAt(at)} 2026 <${delta(at)}>] `),
  'dmesg in two formats': once(at => `[Thu Jan 15 ${clockAt(at)} 2026] [${secondsAt(at)}] `),
  'grep in files': always(at => `/var/log/kern.log.1:Jan 15 ${clockAt(at)} node-1 kernel: [${secondsAt(at)}] `),
  'grep -n': always(at => `dmesg.txt:${at + 300}:[${secondsAt(at)}] `),
  'dmesg -r': always(at => `<4>[${secondsAt(at)}] `),
  'priorities without times': always(() => '<4>'),
  'a phone': always(at => `<6>[${secondsAt(at)}]  [0:  kworker/0:1:  123] `),
  'another phone': always(at => `<6>[${secondsAt(at)}] .(0)[123:kworker/0:1]`),
  'a television': always(at => `[2-${(100 + at / 1000).toFixed(4)}] `),
  'journalctl in French': once(at => `janv. 15 ${clockAt(at)} node-1 kernel: `),
  'journalctl --no-hostname': once(at => `Jan 15 ${clockAt(at)} kernel: `),
  'journalctl -o short-full': once(at => `Thu 2026-01-15 ${clockAt(at)} CET node-1 kernel: `),
  'journalctl -o short-unix': once(at => `17684658${10 + (at % 90)}.${microseconds(at)} node-1 kernel: `),
  'journalctl -o short-monotonic': once(at => `[${secondsAt(at)}] node-1 kernel: `),
  'journalctl -o short-delta': once(at => `[${secondsAt(at)} <${delta(at)} >] node-1 kernel: `),
  'RFC 5424': always(at => `<4>1 ${whole(at)}Z node-1 kernel - - - [${secondsAt(at)}] `),
  'RFC 5424 with data': always(at => `<4>1 ${whole(at)}Z node-1 kernel - - [o@1 a="\\]"] [${secondsAt(at)}] `),
  busybox: always(at => `Jan 15 ${clockAt(at)} node-1 kern.warn kernel: [${secondsAt(at)}] `),
  'OpenWrt logread': always(at => `Thu Jan 15 ${clockAt(at)} 2026 kern.warn kernel: [${secondsAt(at)}] `),
  'a date with a blank': always(at => `2026-01-15 ${clockAt(at)} node-1 kernel: [${secondsAt(at)}] `),
  'a container that prints the log': always(at => `${whole(at)}789Z stdout F [${secondsAt(at)}] `),
  'a container that prints the journal': always(
    at => `${whole(at)}789Z stderr F Jan 15 ${clockAt(at)} node-1 kernel: `,
  ),
  'kubectl logs --timestamps': always(at => `${whole(at)}789Z [${secondsAt(at)}] `),
  'a serial console of a cloud': always(at => `${whole(at)}Z [${secondsAt(at)}] `),
  'CloudWatch without kernel times': always(at => `2026-01-15T${clockAt(at)}.123Z `),
  'talosctl dmesg': always(at => `10.5.0.2: kern: warning: [${whole(at)}789Z]: `),
  loghub: always(at => `- 1768465810 2026.01.15 node-1 Jan 15 ${clockAt(at)} node-1/node-1 kernel: `),
}

export const WRAPPINGS: Readonly<Record<string, (text: string) => string>> = {
  ...BY_LINE,
  bare: text => text,
  'kernel buffer': text => each(text, (record, at) => repeated(`[${secondsAt(at)}] `, record)),
  dmesg: text => each(text, (record, at) => indented(`[${secondsAt(at)}] `, record)),
  'vmcore-dmesg': text => each(text, (record, at) => `[${secondsAt(at)}] ${record.join('\n')}`),
  'dmesg with callers': text => each(text, (record, at) => indented(`[${secondsAt(at)}] [  T4711] `, record)),
  'serial console': text =>
    each(text, (record, at) => repeated(`[${secondsAt(at)}][  T4711] `, record)).replace(/\n/g, '\r\n'),
  'dmesg -T': text => each(text, (record, at) => indented(`[Thu Jan 15 ${clockAt(at)} 2026] `, record)),
  'dmesg -T with callers': text =>
    each(text, (record, at) => indented(`[Thu Jan 15 ${clockAt(at)} 2026] [  T4711] `, record)),
  kmsg: text => each(text, (record, at) => `4,${338 + at},${100_000_000 + at * 1000},-;${escaped(record, '\\x0a')}`),
  'kmsg with callers': text =>
    each(text, (record, at) => `6,${at},${100_000_000 + at * 1000},-,caller=T4711;${escaped(record, '\\x0a')}`),
  syslog: text =>
    each(text, (record, at) => repeated(`Jan 15 ${clockAt(at)} node-1 kernel: [${secondsAt(at)}] `, record)),
  'syslog of the journal': text =>
    each(text, (record, at) => `Jan 15 ${clockAt(at)} node-1 kernel: ${escaped(record, '#012')}`),
  journalctl: text => each(text, (record, at) => indented(`Jan 15 ${clockAt(at)} node-1 kernel: `, record)),
  'rsyslog with whole dates': text =>
    each(
      text,
      (record, at) =>
        `2026-01-15T${clockAt(at)}.${String(at % 100).padStart(6, '0')}+01:00 node-1 kernel: ${escaped(record, '#012')}`,
    ),
  'journalctl -o short-iso': text =>
    each(text, (record, at) => indented(`2026-01-15T${clockAt(at)}+0100 node-1 kernel: `, record)),
  quoted: text => each(text, (record, at) => repeated(`> [${secondsAt(at)}] `, record)),
  'mail broken at 72': text => mailed(text, 72, false, ''),
  'mail broken at 78, quoted': text => mailed(text, 78, false, '> '),
  'mail broken at 80, format=flowed': text => mailed(text, 80, true, ''),
}
