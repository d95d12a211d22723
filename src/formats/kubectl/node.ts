import { readCells } from '../../../grammars/kubectl/table-row.ts'
import type { NodeCondition, NodeFact } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import { parseQuantity } from '../../model/quantity.ts'
import type { Found } from '../../model/reader.ts'
import { cite } from '../../model/span.ts'
import { NO_STAMP } from '../../model/stamp.ts'
import { NAMING_ADDRESSES } from '../kubernetes/node.ts'
import { isBad, nodeSummary } from '../kubernetes/summary.ts'
import { apiTime, isApiTime } from './api-time.ts'
import { captureOf } from './capture.ts'
import { describedEvents } from './described-events.ts'
import { type Field, told } from './field.ts'
import { NodeSections } from './node-sections.ts'
import type { Described } from './outline.ts'
import { runSpan } from './source-lines.ts'
import { cutOff } from './text-problem.ts'

const cellsOf = (text: string): readonly { readonly text: string; readonly start: number }[] => {
  const reading = readCells(text)
  return reading.ok ? reading.value : []
}

/** A row of `Conditions:`: type, status, two times, reason, message. Rows without both times are the header or text. */
function conditionOf(line: Line): NodeCondition | null {
  const [type, status, heartbeat, transition, ...rest] = cellsOf(line.text)
  if (!type || !status || !heartbeat || !transition) return null
  if (!isApiTime(heartbeat.text) || !isApiTime(transition.text)) return null
  // An empty reason leaves no cell of its own; a reason is one word, a message hardly ever.
  const reason = rest[0] && !rest[0].text.includes(' ') ? rest[0] : null
  const message = reason ? rest[1] : rest[0]
  return {
    type: type.text,
    status: status.text,
    reason: reason?.text ?? null,
    message: message ? line.text.slice(message.start).trimEnd() : null,
    lastHeartbeatMs: apiTime(heartbeat.text),
    lastTransitionMs: apiTime(transition.text),
    span: runSpan([line]),
  }
}

/** `512Mi (3%)` in bytes. */
const bytesOf = (cell: string | undefined): number | null => (cell ? parseQuantity(cell.split(' ', 1)[0] ?? '') : null)

/** Rows of `Non-terminated Pods:`. A limit of 0 is no limit. */
function podsOf(rows: readonly Field[]): NodeFact['pods'] {
  const [header, , ...body] = rows.map(row => cellsOf(row.line.text).map(cell => cell.text))
  if (!header) return []
  const at = (cells: readonly string[], column: string): string | undefined => cells[header.indexOf(column)]
  return body.flatMap(cells => {
    const namespace = at(cells, 'Namespace')
    const name = at(cells, 'Name')
    if (!namespace || !name || cells.length !== header.length) return []
    const limit = bytesOf(at(cells, 'Memory Limits'))
    const request = bytesOf(at(cells, 'Memory Requests'))
    return [{ namespace, name, memoryRequestBytes: request, memoryLimitBytes: limit || null }]
  })
}

const HOSTNAME = 'kubernetes.io/hostname='

/** The label and every address that names the machine; logs of it may print any of them. */
function hostnamesOf(sections: NodeSections): readonly string[] {
  const labels = [sections.head('Labels'), ...sections.rows('Labels')].flatMap(field => field?.value ?? [])
  const named = labels.filter(label => label.startsWith(HOSTNAME)).map(label => told(label.slice(HOSTNAME.length)))
  const addresses = sections
    .rows('Addresses')
    .map(field => (field.key !== null && NAMING_ADDRESSES.has(field.key) ? told(field.value) : null))
  return [...new Set([...named, ...addresses].filter(name => name !== null))]
}

/** Reads one node of `kubectl describe node`. */
export function readNode(described: Described): readonly Found[] {
  const { fields, name } = described
  const [first] = fields
  if (!first) return []
  const sections = new NodeSections(fields)
  const text = (section: string, key: string): string | null => told(sections.field(section, key)?.value)
  const bytes = (section: string): number | null => parseQuantity(text(section, 'memory') ?? '')
  const conditions = sections.rows('Conditions').flatMap(field => conditionOf(field.line) ?? [])
  const renewed = sections.field('Lease', 'RenewTime')
  const created = sections.head('CreationTimestamp')
  const node: NodeFact = {
    kind: 'kube.node',
    source: 'describe',
    stamp: NO_STAMP,
    node: name,
    boot: 0,
    ...nodeSummary(name, conditions),
    evidence: cite([runSpan([first.line])], ...conditions.filter(isBad).map(({ span }) => [span] as const)),
    name,
    hostnames: hostnamesOf(sections),
    bootId: text('System Info', 'Boot ID'),
    machineId: text('System Info', 'Machine ID'),
    kernelRelease: text('System Info', 'Kernel Version'),
    kubeletVersion: text('System Info', 'Kubelet Version'),
    capacityBytes: bytes('Capacity'),
    allocatableBytes: bytes('Allocatable'),
    conditions,
    leaseRenewedMs: renewed ? apiTime(renewed.value) : null,
    pods: podsOf(sections.rows('Non-terminated Pods')),
  }
  const times = [
    ...[renewed, created].flatMap(field => (field ? [{ line: field.line, epochMs: apiTime(field.value) }] : [])),
    ...sections.rows('Conditions').flatMap(field => {
      const condition = conditionOf(field.line)
      const latest = Math.max(condition?.lastHeartbeatMs ?? 0, condition?.lastTransitionMs ?? 0)
      return condition ? [{ line: field.line, epochMs: latest || null }] : []
    }),
  ]
  const events = sections.head('Events')
  const table = events?.value === '' ? sections.rows('Events').map(field => field.line) : []
  return [
    node,
    ...describedEvents(table, { kind: 'Node', namespace: null, name, node: name }),
    ...captureOf(times, name),
    ...(sections.head('Allocated resources') || events
      ? []
      : cutOff([fields.findLast(field => field.line.text !== '')?.line ?? first.line], `node ${name}`)),
  ]
}
