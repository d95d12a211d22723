import { readAgeCell } from '../../../grammars/kubectl/age-cell.ts'
import { humanDuration, isShortAge } from '../../model/age.ts'
import type { Line } from '../../model/line.ts'
import type { DocumentFormat } from '../../model/reader.ts'
import { type Cells, cellsOf } from './event-cells.ts'
import { type Columns, columnsOf, columnsOfRow } from './event-columns.ts'
import { type EventCells, eventOf } from './kube-event.ts'
import { linesOf } from './source-lines.ts'
import { PROMPT, type Row, tellRows } from './table-rows.ts'
import { forgedRows, notUnderstood } from './text-problem.ts'

/** Tables print kinds in lower case (`pod/x`), `kubectl events` as they are. */
const KINDS: ReadonlyMap<string, string> = new Map(
  'Pod Node ReplicaSet Deployment StatefulSet DaemonSet Job CronJob Service Namespace HorizontalPodAutoscaler PersistentVolumeClaim'
    .split(' ')
    .map(kind => [kind.toLowerCase(), kind]),
)

function objectOf(cell: (column: string) => string | null): EventCells['object'] | null {
  const object = cell('OBJECT')
  const eventName = cell('NAME')
  const slash = object?.indexOf('/') ?? -1
  const kind = object ? object.slice(0, Math.max(slash, 0)) : cell('KIND')
  // The old table has no object's name: it is the event's, less its time.
  const name = object ? object.slice(slash + 1) : eventName?.slice(0, Math.max(eventName.lastIndexOf('.'), 0))
  if (!kind || !name || !/^[A-Za-z.]+$/.test(kind)) return null
  const known = KINDS.get(kind) ?? kind
  // Events about nodes lie in the namespace `default`; the node has none.
  // People leave names out when they show a table to others.
  const isElided = /[<>*]|\.\.\./.test(name)
  return { kind: known, namespace: known === 'Node' ? null : cell('NAMESPACE'), name: isElided ? null : name }
}

const columnOf =
  (cells: Cells) =>
  (column: string): string | null =>
    cells.texts.get(column) || null

function fits(cells: Cells): boolean {
  const cell = columnOf(cells)
  const age = readAgeCell(cell('LASTSEEN') ?? '')
  const tail = (cells.texts.has('COUNT') ? /^\d+$/.test(cell('COUNT') ?? '') : true) && !cell('TYPE')?.includes(' ')
  return age.ok && tail && /^[^\s]+$/.test(cell('REASON') ?? '') && objectOf(cell) !== null
}

function rowOf(line: Line, columns: Columns): Row<Cells> | null {
  const cells = cellsOf(line.text, columns, fits)
  if (!cells) return null
  const age = readAgeCell(cells.texts.get('LASTSEEN') ?? '')
  return { line, cells, starts: cells.starts, age: age.ok && age.value.last ? humanDuration(age.value.last) : null }
}

const eventCells = (cells: Cells, more: readonly Line[]): EventCells => {
  const cell = columnOf(cells)
  return {
    type: cell('TYPE'),
    reason: cell('REASON') ?? '',
    lastSeen: cell('LASTSEEN') ?? '',
    firstSeen: cell('FIRSTSEEN'),
    count: cell('COUNT'),
    source: cell('SOURCE'),
    fieldPath: cell('SUBOBJECT'),
    eventName: cell('NAME'),
    message: [cells.texts.get('MESSAGE') ?? '', ...more.map(line => line.text)].join('\n'),
    object: objectOf(cell) ?? { kind: '', namespace: null, name: '' },
  }
}

/** A header, or without one a first row that is sure, within the first lines: prompts may stand before it. */
function begin(lines: readonly Line[]): { readonly columns: Columns; readonly body: number } | null {
  const first = lines
    .slice(0, 20)
    .filter(line => line.text.trim() !== '')
    .slice(0, 4)
  for (const line of first) {
    const columns = columnsOf(line.text)
    if (columns) return { columns, body: line.number }
  }
  const [row] = first
  const columns = row ? columnsOfRow(row.text) : null
  return row && columns ? { columns, body: row.number - 1 } : null
}

/** An object as the server prints it, in lower case. */
const SERVER_ROW = /^\S[^\n]*\b(?:Normal|Warning) +[A-Z]\w+ +[a-z]+\//m

/**
 * Tables of `kubectl get events` (default, wide, all namespaces, without headers, and as servers before 1.12 made
 * them) and of `kubectl events`. Columns go by name, since the server decides which there are and in which order.
 */
export const eventTable: DocumentFormat = {
  id: 'kubectl-events',
  matches(_path, head) {
    const table = begin(linesOf('', new TextEncoder().encode(head.slice(0, 8192))))
    if (table === null) return false
    // The server cuts messages at their first line end, so that a prompt below its rows is one: more output follows.
    const isOfServer = SERVER_ROW.test(head)
    return !isOfServer || !head.split('\n').some((line, at) => at >= table.body && PROMPT.test(line))
  },
  *read({ path, bytes }) {
    const lines = linesOf(path, bytes)
    const table = begin(lines)
    if (!table) return
    const { columns } = table
    const old = columns.names.includes('KIND')
    const body = lines.slice(table.body).filter(line => columnsOf(line.text) === null)
    // `kubectl events` alone keeps the case of kinds, sorts by time, and lets messages run on.
    const sorted = body.slice(0, 20).some(line => /^[A-Z]/.test(rowOf(line, columns)?.cells.texts.get('OBJECT') ?? ''))
    const { rows, forged, before } = tellRows(body, line => rowOf(line, columns), sorted)
    const short =
      old || rows.some(({ row }) => isShortAge((row.cells.texts.get('LASTSEEN') ?? '').split(' ', 1)[0] ?? ''))
    const context = { style: short ? 'short' : 'fine', agesAreFirst: sorted, node: null } as const
    for (const { row, more } of rows) yield eventOf(eventCells(row.cells, more), [row.line, ...more], context)
    yield* forgedRows(forged)
    yield* notUnderstood(before, 'the event table')
  },
}
