import { readAgeCell } from '../../../grammars/kubectl/age-cell.ts'
import { type AgeStyle, humanDuration } from '../../model/age.ts'
import type { KubeEvent } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import { type Age, NO_STAMP, type Stamp } from '../../model/stamp.ts'
import { timeInEventName } from '../kubernetes/event-name.ts'
import { eventSummary } from '../kubernetes/summary.ts'
import { spansOf } from './source-lines.ts'

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
  readonly object: { readonly kind: string; readonly namespace: string | null; readonly name: string | null }
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

function firstStamp(cells: EventCells, age: Age | null): Stamp {
  const epochMs = timeInEventName(cells.eventName)
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
  const object = {
    kind,
    namespace,
    name,
    uid: kind === 'Pod' && name !== null ? namedUid(message, namespace, name) : null,
  }
  const counted = count ?? cells.count
  return {
    kind: 'kube.event',
    stamp: ageStamp(lastAge),
    node: host || (kind === 'Node' ? name : table.node),
    boot: 0,
    ...eventSummary({ type: cells.type, reason: cells.reason, message, object }),
    evidence: spansOf(lines),
    type: cells.type || null,
    reason: cells.reason,
    message,
    object,
    container,
    count: counted && /^\d{1,9}$/.test(counted) ? Number(counted) : null,
    first: firstStamp(cells, firstAge),
    component: component || null,
    host: host || null,
    uid: null,
    eventName: cells.eventName,
    createdAtMs: null,
    annotations: {},
  }
}
