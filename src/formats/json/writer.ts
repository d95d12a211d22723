import type { Body } from '../../model/reader.ts'
import { type FieldOf, type Writer, writerOf } from '../journal/fields.ts'
import { beginsWithWrapping, isContainerOutput } from './container.ts'
import { receivedAt, wallOf } from './time.ts'
import { type JsonObject, textAt } from './value.ts'

/** Where collectors put the fields of the journal: as they are, in lower case (fluent-bit), by ECS (Filebeat, Journalbeat). */
const JOURNAL: Readonly<Record<string, readonly string[]>> = {
  _TRANSPORT: ['_TRANSPORT', 'TRANSPORT', 'systemd.transport', 'journald.transport'],
  SYSLOG_FACILITY: ['SYSLOG_FACILITY', 'syslog_facility', 'syslog.facility', 'log.syslog.facility.code'],
  SYSLOG_IDENTIFIER: ['SYSLOG_IDENTIFIER', 'syslog_identifier', 'syslog.identifier', 'log.syslog.appname'],
  _COMM: ['_COMM', 'COMM', '_comm', 'comm', 'journald.process.name'],
  _SYSTEMD_UNIT: ['_SYSTEMD_UNIT', 'SYSTEMD_UNIT', 'systemd_unit', 'systemd.unit'],
  _SOURCE_MONOTONIC_TIMESTAMP: [
    '_SOURCE_MONOTONIC_TIMESTAMP',
    'SOURCE_MONOTONIC_TIMESTAMP',
    'source_monotonic_timestamp',
    'journald.source_monotonic_timestamp',
  ],
  __REALTIME_TIMESTAMP: ['__REALTIME_TIMESTAMP', 'REALTIME_TIMESTAMP', 'realtime_timestamp'],
}

const HOST = [
  '_HOSTNAME',
  'host.hostname',
  'host.name',
  'hostname',
  'HOSTNAME',
  'host',
  'nodename',
  'node_name',
  'labels.nodename',
  'labels.node_name',
  'labels.node',
  'labels.hostname',
  'labels.host',
]
/** A container has a host name of its own, which is none of a node. */
const HOST_OF_CONTAINER = ['kubernetes.host', 'kubernetes.node_name', 'kubernetes.node.name', 'labels.node_name']

const IDENT = [
  'ident',
  'identifier',
  'appname',
  'app_name',
  'app-name',
  'application',
  'app',
  'program',
  'programname',
  'process.name',
  'syslogtag',
  'tag',
  'service',
  'service.name',
  'labels.syslog_identifier',
  'labels.identifier',
  'labels.app',
]

/** Fields that programs add to their own messages. */
const LOGGER = ['logger', 'logger_name', 'loggerName', 'log.logger', 'caller', 'module', 'thread_name', 'threadName']
const LEVELS = /^(?:trace|debug|info|information|warn|warning|error|fatal|critical|panic|dpanic|notice)$/i

const TASK = /^[TC]\d{1,10}$/

/** `kernel:` and `app[12]:`, as syslog daemons print tags. */
const withoutTag = (ident: string): string => ident.replace(/(?:\[\d+\])?:?$/, '')

function fieldOf(record: JsonObject): FieldOf {
  return name => {
    const paths = JOURNAL[name]
    // A `transport` without the fields that stand beside it in the journal may be anything.
    const isLowered = name === '_TRANSPORT' && Object.hasOwn(record, 'syslog_identifier')
    return paths === undefined ? null : textAt(record, isLowered ? [...paths, 'transport'] : paths)
  }
}

/** A record of `dmesg -J`: `pri` is the level alone or with the facility (util-linux 2.38), `fac` stands there with `-x`. */
function printkWriter(record: JsonObject): Writer {
  const facility = textAt(record, ['fac'])
  const priority = Number(textAt(record, ['pri']) ?? Number.NaN)
  const isForeign = facility === null ? priority > 7 : facility !== 'kern'
  const time = textAt(record, ['time'])
  const isSeconds = time !== null && /^\d{1,10}(?:\.\d{1,9})?$/.test(time)
  const caller = textAt(record, ['caller'])
  return {
    stamp: { bootSeconds: isSeconds ? Number(time) : null, wall: isSeconds ? null : printkWall(time), age: null },
    host: null,
    ident: null,
    caller: caller !== null && TASK.test(caller) ? caller : null,
    origin: isForeign ? 'user' : facility === 'kern' ? 'kernel' : 'unknown',
  }
}

const printkWall = (time: string | null): Writer['stamp']['wall'] => wallOf(time, 'printk-rendered')

/** True for a record of `dmesg -J`. */
export const isPrintk = (record: JsonObject): boolean =>
  Object.hasOwn(record, 'pri') && Object.hasOwn(record, 'msg') && Object.hasOwn(record, 'time')

function originOf(record: JsonObject, ident: string | null, text: string): Pick<Body, 'ident' | 'origin'> {
  if (ident !== null) return { ident, origin: ident === 'kernel' ? 'unknown' : 'user' }
  const logger = textAt(record, LOGGER)
  const isOfProgram = logger !== null || LEVELS.test(textAt(record, ['level']) ?? '')
  if (!isOfProgram || beginsWithWrapping(text)) return { ident: null, origin: 'unknown' }
  return { ident: logger ?? 'application', origin: 'user' }
}

/** Who wrote the message of a record. `outer` holds the record where it is a part of a larger one. */
export function jsonWriter(record: JsonObject, outer: JsonObject, text: string): Writer {
  if (isPrintk(record)) return printkWriter(record)
  const field = fieldOf(record)
  const journal = writerOf(field)
  const wall = journal.stamp.wall ?? receivedAt(outer) ?? receivedAt(record)
  const stamp = { ...journal.stamp, wall }
  if (isContainerOutput(outer) || isContainerOutput(record)) {
    const host = textAt(record, HOST_OF_CONTAINER) ?? textAt(outer, HOST_OF_CONTAINER)
    const isLog = beginsWithWrapping(text)
    const by = isLog ? { ident: null, origin: 'unknown' as const } : { ident: 'container', origin: 'user' as const }
    return { stamp: { ...stamp, bootSeconds: null }, host, caller: null, ...by }
  }
  const host = textAt(record, HOST) ?? textAt(outer, HOST)
  if (field('_TRANSPORT') !== null || journal.ident !== null) return { ...journal, stamp, host }
  const ident = textAt(record, IDENT) ?? textAt(outer, IDENT)
  return { stamp, host, caller: null, ...originOf(record, ident && withoutTag(ident), text) }
}
