import { readAgeCell } from '../../../grammars/kubectl/age-cell.ts'
import { type AgeStyle, humanDuration } from '../../model/age.ts'
import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import { type Age, NO_STAMP, type Stamp } from '../../model/stamp.ts'
import { runSpan } from './source-lines.ts'

/** The cells of one event, whichever table they come from. A cell that the table does not have is null. */
export interface EventCells {
  readonly type: string | null
  readonly reason: string
  /** `LAST SEEN` or `Age`, as printed. */
  readonly lastSeen: string
  readonly firstSeen: string | null
  readonly count: string | null
  /** `kubelet, node-1` or `kubelet`. */
  readonly source: string | null
  readonly fieldPath: string | null
  readonly eventName: string | null
  readonly message: string
  readonly object: { readonly kind: string; readonly namespace: string | null; readonly name: string }
}

/** What the table as a whole says about its rows. */
export interface EventTable {
  readonly style: AgeStyle
  /** True where a lone age counts from the first occurrence too (describe, `kubectl events`). */
  readonly agesAreFirst: boolean
  /** Node that the objects of this table are on, where the text says so. */
  readonly node: string | null
}

const PREFIX = /^spec\.[A-Za-z]+\{([^}\n]{1,253})\}: /
const FIELD_PATH = /^spec\.[A-Za-z]+\{([^}\n]{1,253})\}$/
/** A static pod's UID is a hash without dashes. */
const UID_AT_END = / in pod ([a-z0-9.-]+)_([a-z0-9-]+)\(([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32})\)$/

const ageStamp = (age: Age | null): Stamp => (age ? { ...NO_STAMP, age } : NO_STAMP)

const YEAR_2015 = 1_420_070_400_000
const YEAR_2100 = 4_102_444_800_000

/**
 * The time in an event's name: client-go ends it in the UnixNano of the first occurrence, in hexadecimal. Milliseconds
 * since the epoch; null where the name has no such end, or one that is no time of a cluster (names made by hand).
 */
export function nameTime(eventName: string): number | null {
  const hex = eventName.slice(eventName.lastIndexOf('.') + 1)
  if (!/^[0-9a-f]{16}$/.test(hex)) return null
  const epochMs = Number(BigInt(`0x${hex}`) / 1000n) / 1000
  return epochMs >= YEAR_2015 && epochMs < YEAR_2100 ? epochMs : null
}

function firstStamp(cells: EventCells, age: Age | null): Stamp {
  const epochMs = cells.eventName ? nameTime(cells.eventName) : null
  if (epochMs === null) return ageStamp(age)
  return {
    ...ageStamp(age),
    wall: { epochMs, zone: 'given', year: 'given', resolutionSeconds: 1e-6, clock: 'kubernetes' },
  }
}

/**
 * UID of the pod, as the kubelet's back-off text ends since 1.26: `… in pod NAME_NAMESPACE(UID)`. Other texts may quote
 * what a container printed, so that nothing is taken from them.
 */
export function namedUid(message: string, namespace: string | null, name: string): string | null {
  if (!message.startsWith('Back-off restarting failed container ')) return null
  const match = UID_AT_END.exec(message.slice(-900))
  const [, pod, podNamespace, uid] = match ?? []
  return uid && pod === name && (namespace === null || podNamespace === namespace) ? uid : null
}

function title(cells: EventCells, message: string): string {
  const [line = ''] = message.split('\n', 1)
  const text = `${cells.reason} ${cells.object.kind}/${cells.object.name}: ${line}`
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}

/** The event that a row and the lines after it tell. */
export function eventOf(cells: EventCells, lines: readonly [Line, ...Line[]], table: EventTable): KubeEvent {
  const cell = readAgeCell(cells.lastSeen)
  const { last, count, first } = cell.ok ? cell.value : { last: null, count: null, first: null }
  const lastAge = last ? humanDuration(last, table.style) : null
  const lone = table.agesAreFirst && count === null ? lastAge : null
  const firstText = cells.firstSeen ?? first
  const firstAge = firstText ? humanDuration(firstText, table.style) : lone
  const message = cells.message.replace(PREFIX, '')
  const container = PREFIX.exec(cells.message)?.[1] ?? FIELD_PATH.exec(cells.fieldPath ?? '')?.[1] ?? null
  const [component, host] = (cells.source ?? '').split(', ', 2)
  const { kind, namespace, name } = cells.object
  const counted = count ?? cells.count
  return {
    kind: 'kube.event',
    stamp: ageStamp(lastAge),
    node: host || (kind === 'Node' ? name : table.node),
    boot: 0,
    title: title(cells, message),
    severity: cells.type === 'Warning' ? 'warning' : 'info',
    evidence: [runSpan(lines)],
    type: cells.type || null,
    reason: cells.reason,
    message,
    object: { kind, namespace, name, uid: kind === 'Pod' ? namedUid(message, namespace, name) : null },
    container,
    count: counted && /^\d{1,9}$/.test(counted) ? Number(counted) : null,
    first: firstStamp(cells, firstAge),
    component: component || null,
    host: host || null,
    uid: null,
    eventName: cells.eventName,
    annotations: {},
  }
}
