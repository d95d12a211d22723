import { readFileSync } from 'node:fs'

const CASES = new URL('../../corpus/cases/', import.meta.url)

/** Logs of the corpus that hold whole reports with one kill each: of a container, of a pod, of a node. */
const REPORTS = [
  'container-limit/bundle/dmesg.txt',
  'kernel-log-only/bundle/dmesg.txt',
  'global-critical-agent/bundle/dmesg-T.txt',
]
/** The lines before its report are those of a boot. */
const FOREIGN = 'container-limit/bundle/dmesg.txt'

const OPENS = / invoked oom-killer: /
const ENDS = /^(?:Memory cgroup out|Out) of memory: Killed process /
const ROW = /^\[ *\d+\] /
const CUE = /oom|out of memory|Killed process|Linux version|^\s*$/i

/** Tasks of a node under Kubernetes, of which the corpus shows a dozen. */
const NODE_TASKS = 400

const messagesOf = (file: string): readonly string[] =>
  readFileSync(new URL(file, CASES), 'utf8')
    .split('\n')
    .map(line => line.replace(/^\[[^\]]*\] ?/, ''))

/** The lines from each header to the kill below it. */
function reportsIn(messages: readonly string[]): readonly (readonly string[])[] {
  const reports: string[][] = []
  let open: string[] | null = null
  for (const message of messages) {
    if (OPENS.test(message)) open = []
    open?.push(message)
    if (open && ENDS.test(message)) {
      reports.push(open)
      open = null
    }
  }
  return reports
}

function foreignIn(messages: readonly string[]): readonly string[] {
  const first = messages.findIndex(message => OPENS.test(message))
  return messages.slice(0, first).filter(message => !CUE.test(message))
}

/** A report of a node gets as many tasks as a node has. */
function filled(report: readonly string[]): readonly string[] {
  const rows = report.filter(line => ROW.test(line))
  const last = rows.at(-1)
  if (last === undefined || report.some(line => line.startsWith('Memory cgroup stats for'))) return report
  const more = Array.from({ length: NODE_TASKS }, (_, at) => {
    const pid = String(10_000 + at).padStart(7)
    return (rows[at % rows.length] ?? '').replace(/^\[ *\d+\] +(\d+) +\d+/, `[${pid}] $1 ${pid}`)
  })
  return report.toSpliced(report.lastIndexOf(last) + 1, 0, ...more)
}

/** Another container, pod and process each time. */
function varied(line: string, number: number): string {
  const hex = number.toString(16).padStart(8, '0')
  const pid = (printed: string) => String((Number(printed) + 7 * number) % 4_000_000)
  return line
    .replace(/[0-9a-f]{64}/g, id => hex + id.slice(8))
    .replace(/pod[0-9a-f]{8}([-_])/g, (_, mark: string) => `pod${hex}${mark}`)
    .replace(/^(\[ *)(\d+)(\] +\d+ +)(\d+)/, (_, open: string, own: string, uid: string, group: string) =>
      [open, pid(own), uid, pid(group)].join(''),
    )
    .replace(/(Killed process |,pid=| PID: )(\d+)/, (_, before: string, own: string) => before + pid(own))
}

/** What a log is made of. */
export interface LogShape {
  readonly bytes: number
  readonly reports: number
}

/** A kernel log of one boot, in parts: whole reports with their own times, pids and cgroups, other lines between them. */
export function* kernelLog({ bytes, reports }: LogShape): Generator<string> {
  const templates = REPORTS.flatMap(file => reportsIn(messagesOf(file))).map(filled)
  const foreign = foreignIn(messagesOf(FOREIGN))
  if (templates.length < REPORTS.length || foreign.length === 0) throw new Error('the corpus holds no reports')
  let microseconds = 60_000_000
  let written = 0
  let at = 0
  const stamped = (message: string, apart: number): string => {
    microseconds += apart
    const seconds = String(Math.floor(microseconds / 1e6)).padStart(5)
    return `[${seconds}.${String(microseconds % 1e6).padStart(6, '0')}] ${message}\n`
  }
  for (let number = 0; written < bytes || number < reports; number += 1) {
    let part = ''
    const due = Math.min(bytes, reports === 0 ? written + 65_536 : (bytes / reports) * (number + 1))
    if (number < reports) {
      microseconds += 30_000_000
      for (const line of templates[number % templates.length] ?? []) part += stamped(varied(line, number), 11)
      microseconds += 30_000_000
    }
    while (written + part.length < due) {
      part += stamped(foreign[at % foreign.length] ?? '', 1009)
      at += 1
    }
    written += part.length
    yield part
  }
}
