import type { Line } from '../../model/line.ts'
import type { Problem } from '../../model/problem.ts'
import type { Body, RecordFormat, RecordReader } from '../../model/reader.ts'
import { directionOf, secondsOf } from './newest-first.ts'

/** What is held in memory of such a log, in UTF-16 units. */
export const MAX_HELD: number = 64 * 1024 * 1024
/** A line of a head costs its tests; so many tell the direction. */
const MAX_LOOKED_AT = 300

export const tooLarge = (line: Line): Problem => ({
  code: 'DOCUMENT_TOO_LARGE',
  severity: 'warning',
  detail: `This log does not run in the order of time, and only its beginning was read, up to line ${line.number}.`,
  advice: 'Give it in the order of time: journalctl without -r, gcloud logging read --order=asc, logcli --forward.',
  evidence: [],
  path: line.path,
})

type Record = readonly Body[]

/** The records in the order of time. Those of the same time stay as they are where they ran forwards. */
function inOrder(records: readonly Record[]): readonly Record[] {
  const { areTiesNewestFirst } = directionOf(
    records.flatMap(([first]) => first ?? []),
    true,
  )
  const reversed = [...records].reverse()
  if (areTiesNewestFirst) return reversed
  const groups: Record[][] = []
  let tie: number | null = null
  for (const record of reversed) {
    const own = record[0] === undefined ? null : secondsOf(record[0])
    const group = own !== null && own === tie ? groups.at(-1) : undefined
    if (group) group.unshift(record)
    else groups.push([record])
    tie = own
  }
  return groups.flat()
}

/** Reads a log of which the latest record stands first: its records are given at its end, in the order of time. */
export function reversed(reader: RecordReader): RecordReader {
  const records: Body[][] = []
  let held = 0
  let cut: Line | null = null

  function hold(bodies: readonly Body[]): void {
    for (const body of bodies) {
      held += body.text.length + body.line.text.length
      const record = body.continues ? records.at(-1) : undefined
      if (record) record.push(body)
      else records.push([body])
    }
  }

  return {
    take(line, raw) {
      if (held > MAX_HELD) cut ??= line
      else hold(reader.take(line, raw))
      return []
    },
    close() {
      hold(reader.close())
      return inOrder(records).flat()
    },
    problems: () => [...(reader.problems?.() ?? []), ...(cut === null ? [] : [tooLarge(cut)])],
  }
}

const utf8 = new TextEncoder()

/** The records in the head of a log, which may end within one. */
export function recordsIn(reader: RecordReader, head: string): readonly Body[] {
  const bodies: Body[] = []
  let start = 0
  for (const [index, text] of head.split('\n').entries()) {
    const raw = utf8.encode(text)
    bodies.push(...reader.take({ path: '', number: index + 1, start, end: start + raw.length, text }, raw))
    if (bodies.length >= MAX_LOOKED_AT) return bodies
    start += raw.length + 1
  }
  return [...bodies, ...reader.close()]
}

/** The same format, also where the latest record stands first, as stores of logs give them by default. */
export const eitherWay = (format: RecordFormat): RecordFormat => ({
  ...format,
  open(path, head) {
    const { isNewestFirst } = directionOf(recordsIn(format.open(path, head), head), true)
    return isNewestFirst ? reversed(format.open(path, head)) : format.open(path, head)
  },
})
