import { kubernetesStamp, NO_STAMP, type Stamp } from '../../model/stamp.ts'
import type { Capture } from './capture.ts'
import type { ApiTime } from './rfc3339.ts'
import { at, type Value } from './value.ts'

// client-go names an event `<object>.<UnixNano in hex>`: sixteen digits since 2006.
const NAME_SUFFIX = /\.([0-9a-f]{16})$/
const PLAUSIBLE_FROM = Date.UTC(2015, 0)
const PLAUSIBLE_TO = Date.UTC(2100, 0)
/** How far the name may be from the printed time: the name is read a moment before, and the time is cut to seconds. */
const AGREES_MS = 2000

/** When the recorder first saw it, from the event's name; null when the name does not end in such a time. */
function timeInName(name: string | null): number | null {
  const match = NAME_SUFFIX.exec(name ?? '')
  if (!match) return null
  const epochMs = Number(BigInt(`0x${match[1]}`) / 1_000_000n)
  return epochMs >= PLAUSIBLE_FROM && epochMs < PLAUSIBLE_TO ? epochMs : null
}

const stampOf = (time: ApiTime | null): Stamp =>
  time === null ? NO_STAMP : kubernetesStamp(time.epochMs, time.resolutionSeconds)

/** First and last occurrence of an event, with the value that the last one was read from. */
export interface EventTimes {
  readonly first: Stamp
  readonly last: Stamp
  readonly lastValue: Value | null
}

/** Reads the times of an event in both spellings, core/v1 and events.k8s.io/v1. */
export function readEventTimes(event: Value, name: string | null, capture: Capture): EventTimes {
  const eventTime = event.get('eventTime')
  const firstTimestamp = event.get('firstTimestamp') ?? event.get('deprecatedFirstTimestamp')
  const seen = [
    at(event, 'series', 'lastObservedTime'),
    event.get('lastTimestamp') ?? event.get('deprecatedLastTimestamp'),
    eventTime,
    firstTimestamp,
    at(event, 'metadata', 'creationTimestamp'),
  ]
  let last: ApiTime | null = null
  let lastValue: Value | null = null
  for (const value of seen) {
    const time = capture.time(value)
    if (time === null || last !== null) continue
    last = time
    lastValue = value
  }
  const printed = capture.time(firstTimestamp) ?? capture.time(eventTime)
  const named = timeInName(name)
  // Names are free for anyone who writes events by hand: where a printed time disagrees, the name is only a name.
  const trusted = named !== null && (printed === null || Math.abs(named - printed.epochMs) <= AGREES_MS)
  return { first: trusted ? kubernetesStamp(named, 0.001) : stampOf(printed), last: stampOf(last), lastValue }
}
