import type { CaptureHint } from '../../model/kubernetes.ts'
import { kubernetesStamp } from '../../model/stamp.ts'
import { timeOf } from './fields.ts'
import type { Places } from './place.ts'
import { printable } from './printable.ts'
import type { ApiTime } from './rfc3339.ts'
import type { Value } from './value.ts'

/**
 * Keeps the latest time that each clock has written into a document: it was captured then or later. Only times that the
 * API server or a kubelet sets belong here; an event's own times are whatever its sender says.
 */
export interface Capture {
  /** Reads a time and remembers it. `clock` is the node whose kubelet wrote it, null for the API server. */
  time(value: Value | null, clock: string | null): ApiTime | null
  hints(places: Places): readonly CaptureHint[]
}

export function newCapture(): Capture {
  const latest = new Map<string | null, { readonly value: Value; readonly time: ApiTime }>()
  return {
    time(value, clock) {
      const time = timeOf(value)
      if (value === null || time === null) return time
      const before = latest.get(clock)
      if (before === undefined || time.epochMs > before.time.epochMs) latest.set(clock, { value, time })
      return time
    },
    hints: places =>
      Array.from(latest, ([clock, { value, time }]) => ({
        kind: 'kube.capture',
        stamp: kubernetesStamp(time.epochMs, time.resolutionSeconds),
        node: clock,
        boot: 0,
        title: `Captured at this time or later, by the clock of ${clock === null ? 'the API server' : `node ${printable(clock)}`}`,
        severity: 'info',
        evidence: [places.short(value.range())],
        notBeforeMs: time.epochMs,
      })),
  }
}
