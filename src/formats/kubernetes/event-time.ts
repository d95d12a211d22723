import { kubernetesStamp, NO_STAMP, type Stamp } from '../../model/stamp.ts'
import type { Capture } from './capture.ts'
import { timeInEventName } from './event-name.ts'
import { timeOf } from './fields.ts'
import type { ApiTime } from './rfc3339.ts'
import { at, type Value } from './value.ts'

/** How far the name may be from the printed time: the name is read a moment before, and the time is cut to seconds. */
const AGREES_MS = 2000

const stampOf = (time: ApiTime | null): Stamp =>
  time === null ? NO_STAMP : kubernetesStamp(time.epochMs, time.resolutionSeconds)

/** First and last occurrence of an event, with the value that the last one was read from. */
export interface EventTimes {
  readonly first: Stamp
  readonly last: Stamp
  readonly lastValue: Value | null
  /** When the API server took it in. */
  readonly createdAtMs: number | null
}

/** Reads the times of an event in both spellings, core/v1 and events.k8s.io/v1. */
export function readEventTimes(event: Value, name: string | null, capture: Capture): EventTimes {
  const eventTime = event.get('eventTime')
  const firstTimestamp = event.get('firstTimestamp') ?? event.get('deprecatedFirstTimestamp')
  const created = at(event, 'metadata', 'creationTimestamp')
  const createdAt = capture.time(created, null)
  let lastValue: Value | null = null
  let last: ApiTime | null = null
  for (const value of [
    at(event, 'series', 'lastObservedTime'),
    event.get('lastTimestamp') ?? event.get('deprecatedLastTimestamp'),
    eventTime,
    firstTimestamp,
    created,
  ]) {
    last = timeOf(value)
    lastValue = value
    if (last !== null) break
  }
  const printed = timeOf(firstTimestamp) ?? timeOf(eventTime)
  const named = timeInEventName(name)
  // Names are free for anyone who writes events by hand: where a printed time disagrees, the name is only a name.
  const isTrusted = named !== null && (printed === null || Math.abs(named - printed.epochMs) <= AGREES_MS)
  return {
    first: isTrusted ? kubernetesStamp(named, 1e-6) : stampOf(printed),
    last: stampOf(last),
    lastValue: last && lastValue,
    createdAtMs: createdAt?.epochMs ?? null,
  }
}
