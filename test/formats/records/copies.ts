import { recordsOf } from '../kernel/wrap.ts'

/** Ways in which a log is copied: something before every line, lines broken or encoded, or all of it in one value. */

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const secondsAt = (at: number): string => (100 + at / 1000).toFixed(6).padStart(12)

/** What `/proc/kmsg` gives: a stamp before each line. */
const printed = (text: string): readonly string[] =>
  recordsOf(text).flatMap((record, at) => record.map(line => `[${secondsAt(at)}] ${line}`))

const dmesg = (text: string): readonly string[] =>
  recordsOf(text).flatMap((record, at) =>
    record.map((line, below) => (below === 0 ? `[${secondsAt(at)}] ` : ' '.repeat(15)) + line),
  )

const joined = (lines: readonly string[]): string => `${lines.join('\n')}\n`
const before = (prefix: (at: number) => string, text: string, lines = printed): Uint8Array =>
  utf8(joined(lines(text).map((line, at) => prefix(at) + line)))

const second = (at: number): string => String(at % 60).padStart(2, '0')

function pieces(line: string, columns: number): readonly string[] {
  return line.length <= columns ? [line] : [line.slice(0, columns), ...pieces(line.slice(columns), columns)]
}

const wrapped = (text: string, columns: number, margin = ''): Uint8Array =>
  utf8(joined(printed(text).flatMap(line => pieces(line, columns).map(piece => margin + piece))))

function softBroken(line: string): readonly string[] {
  if (line.length <= 76) return [line]
  const sign = line.lastIndexOf('=', 74)
  const at = sign > 72 ? sign : 75
  return [`${line.slice(0, at)}=`, ...softBroken(line.slice(at))]
}

const mailed = (lines: readonly string[]): Uint8Array =>
  utf8(`${joined(lines.flatMap(line => softBroken(line.replaceAll('=', '=3D'))))}`)

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

export const COPIES: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'pdsh, oc adm node-logs': text => before(() => 'worker-3: ', text),
  'pdsh of dmesg': text => before(() => 'worker-3: ', text, dmesg),
  'docker compose': text => before(() => 'kernel-log-1  | ', text),
  stern: text => before(() => 'node-shell-x7 shell ', text),
  'cat -n': text => before(at => `${String(at + 1).padStart(6)}\t`, text),
  ts: text => before(at => `Jan 15 08:30:${second(at)} `, text),
  'ts of dmesg': text => before(at => `Jan 15 08:30:${second(at)} `, text, dmesg),
  logcli: text => before(at => `2026-01-15T08:30:${second(at)}Z {host="node-1", job="kern"} `, text),
  'tabs between': text => before(at => `2026-01-15T08:30:${second(at)}.110Z\tnode-1\tkernel\t`, text),
  'a console with dates': text => before(at => `[2026-01-15T08:30:${second(at)}.110Z] `, text),
  'dates with the name of the zone': text => before(at => `2026-01-15 08:30:${second(at)}.110 UTC `, text),
  'a year before a date of syslog': text => before(at => `2026 Jan 15 08:30:${second(at)} node-1 kernel: `, text),
  'syslog after the name of the node': text =>
    before(at => `worker-3 Jan 15 08:30:${second(at)}.123456 node-1 kernel: `, text),
  'a terminal of 80 columns': text => wrapped(text, 80),
  'a terminal of 132 columns, indented': text => wrapped(text, 132, '    '),
  'mail as it is sent': text => mailed(printed(text)),
  'an answer to mail as it is sent': text => mailed(printed(text).map(line => `> ${line}`)),
  'lines filled with blanks': text => utf8(joined(printed(text).map(line => `${line}   `))),
  'below some words': text => utf8(`It died, see the log:\n\n\`\`\`\n${joined(printed(text))}\`\`\`\n`),
  'no-break spaces': text => utf8(joined(printed(text)).replaceAll(' ', '\u00a0')),
  'aws ec2 get-console-output': text =>
    utf8(JSON.stringify({ InstanceId: 'i-0', Output: joined(printed(text)).replaceAll('\n', '\r\n') }, null, 4)),
  'lines of Ansible': text => utf8(JSON.stringify({ cmd: 'dmesg', stdout_lines: printed(text) }, null, 4)),
  'the output of Ansible': text => utf8(JSON.stringify({ cmd: 'dmesg', stdout: joined(printed(text)) })),
  'Splunk as CSV': text =>
    utf8(
      joined([
        '"_time","_raw",host',
        ...printed(text).map(line => `2026-01-15T08:30:10.123Z,${quoted(`Jan 15 08:30:10 node-1 kernel: ${line}`)},n1`),
      ]),
    ),
  'CloudWatch Insights as CSV': text =>
    utf8(joined(['@timestamp,@message', ...printed(text).map(line => `2026-01-15 08:30:10.110,${quoted(line)}`)])),
  'Azure Monitor as CSV': text =>
    utf8(
      joined([
        'TimeGenerated [UTC],Computer,Facility,ProcessName,SyslogMessage',
        ...recordsOf(text).map(record => `1/15/2026,node-1,kern,kernel,${quoted(record.join('\n'))}`),
      ]),
    ),
}
