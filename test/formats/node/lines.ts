import { readers } from '../../../src/formats/index.ts'
import { newLineReader } from '../../../src/lines/read-lines.ts'
import type { OomEvent } from '../../../src/model/event.ts'

export const UID = '6f1f0a5e-1b2c-4d3e-8f90-aabbccddeeff'
export const ID = 'c0ffee00'.repeat(8)
export const OTHER = 'deadbeef'.repeat(8)

/** What all readers find in a text, but for problems. */
export function factsIn(text: string): readonly OomEvent[] {
  const found: OomEvent[] = []
  const reader = newLineReader('log', readers, each => {
    if ('kind' in each) found.push(each)
  })
  reader.push(new TextEncoder().encode(text))
  reader.end()
  return found
}

/** The only fact of a line; null where there is none. */
export function factIn(text: string): OomEvent | null {
  const [fact = null, ...more] = factsIn(text)
  if (more.length > 0) throw new Error(`${more.length + 1} facts, not one`)
  return fact
}

export const klog = (message: string, head = 'I0301 10:00:00.123456    1234 kubelet.go:2453] '): string =>
  head + message

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
export const logrus = (message: string): string =>
  `time="2024-03-01T10:00:00.123456789Z" level=info msg="${quoted(message)}"`

/** A line of a program in every wrapping that a bundle may hold it in. */
export const wrapped = (line: string, program: string): readonly (readonly [string, string])[] => [
  ['a file of its own', line],
  ['syslog', `Mar  1 10:00:00 node-1 ${program}[1234]: ${line}`],
  ['journalctl -o short-iso', `2024-03-01T10:00:00+0000 node-1 ${program}[1234]: ${line}`],
  [
    'journalctl -o json',
    JSON.stringify({
      __REALTIME_TIMESTAMP: '1709287200123456',
      _TRANSPORT: 'stdout',
      SYSLOG_IDENTIFIER: program,
      _HOSTNAME: 'node-1',
      MESSAGE: line,
    }),
  ],
  ['CRI', `2024-03-01T10:00:00.123456789Z stderr F ${line}`],
  ['docker', JSON.stringify({ log: `${line}\n`, stream: 'stderr', time: '2024-03-01T10:00:00.123456789Z' })],
]
