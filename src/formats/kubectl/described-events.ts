import { readAgeCell } from '../../../grammars/kubectl/age-cell.ts'
import { type EventRow, readEventRow } from '../../../grammars/kubectl/table-row.ts'
import { humanDuration, isShortAge } from '../../model/age.ts'
import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import type { Problem } from '../../model/problem.ts'
import { eventOf } from './kube-event.ts'
import { type Row, tellRows } from './table-rows.ts'
import { forgedRows, notUnderstood } from './text-problem.ts'

/** The object whose description the table belongs to. */
export interface DescribedObject {
  readonly kind: 'Pod' | 'Node'
  readonly namespace: string | null
  readonly name: string
  /** Node of the object, where its description names it. */
  readonly node: string | null
}

/** What every row looks like: a failed reading costs more than a good one, and run-on lines may be many. */
const CUE = /^ {1,4}\S+ {2,}\S+ {2,}[\d<]/

function rowOf(line: Line): Row<EventRow> | null {
  if (!CUE.test(line.text)) return null
  const reading = readEventRow(line.text)
  if (!reading.ok) return null
  const { type, reason, age, rest } = reading.value
  const cell = readAgeCell(age.text)
  const starts = [type, reason, age, ...rest.slice(0, 2)].map(piece => piece.start)
  return { line, cells: reading.value, starts, age: cell.ok && cell.value.last ? humanDuration(cell.value.last) : null }
}

/** Source and message. An empty one shows by its padding: that of the source is there, the message has none. */
function sayingOf(row: EventRow, text: string, messageColumn: number): { source: string | null; message: string } {
  const [first, second] = row.rest
  if (!first) return { source: null, message: '' }
  if (second && first.start !== messageColumn)
    return { source: first.text, message: text.slice(second.start).trimEnd() }
  if (!second && row.padded) return { source: first.text, message: '' }
  return { source: null, message: text.slice(first.start).trimEnd() }
}

const isRule = (line: Line | undefined): boolean => line !== undefined && /^ *-{3}[ -]*$/.test(line.text)

/** Reads the table under `Events:` of a description. */
export function describedEvents(lines: readonly Line[], object: DescribedObject): readonly (KubeEvent | Problem)[] {
  const headerAt = lines.slice(0, 2).findIndex(line => /^ *Type +Reason +/.test(line.text))
  const messageColumn = lines[headerAt]?.text.indexOf('Message') ?? -1
  const begin = headerAt + (isRule(lines[headerAt + 1]) ? 2 : 1)
  const body = lines.slice(begin)
  const { rows, forged, before } = tellRows(body, rowOf, true)
  const short = rows.some(({ row }) => isShortAge(row.cells.age.text.split(' ', 1)[0] ?? ''))
  const events = rows.map(({ row, more }): KubeEvent => {
    const { source, message } = sayingOf(row.cells, row.line.text, messageColumn)
    const cells = {
      type: row.cells.type.text,
      reason: row.cells.reason.text,
      lastSeen: row.cells.age.text,
      firstSeen: null,
      count: null,
      source,
      fieldPath: null,
      eventName: null,
      message: [message, ...more.map(line => line.text)].join('\n'),
      object: { kind: object.kind, namespace: object.namespace, name: object.name },
    }
    const table = { style: short ? 'short' : 'fine', agesAreFirst: true, node: object.node } as const
    return eventOf(cells, [row.line, ...more], table)
  })
  return [...events, ...forgedRows(forged), ...notUnderstood(before, 'the Events table')]
}
