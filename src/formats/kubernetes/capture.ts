import type { CaptureHint } from '../../model/kubernetes.ts'
import { kubernetesStamp } from '../../model/stamp.ts'
import { timeOf } from './fields.ts'
import type { Places } from './place.ts'
import type { ApiTime } from './rfc3339.ts'
import type { Value } from './value.ts'

// Anyone who may create events may date them; a time outside these years says nothing about the capture.
const EARLIEST = Date.UTC(2014, 0)
const LATEST = Date.UTC(2100, 0)

/** Keeps the latest time that a document mentions as past: it was captured at that time or later. */
export interface Capture {
  /** Reads a time and remembers it when it is the latest so far. */
  time(value: Value | null): ApiTime | null
  hint(places: Places): CaptureHint | null
}

export function newCapture(): Capture {
  let latest: { readonly value: Value; readonly time: ApiTime } | null = null
  return {
    time(value) {
      const time = timeOf(value)
      if (value === null || time === null) return time
      if (time.epochMs < EARLIEST || time.epochMs > LATEST) return time
      if (latest === null || time.epochMs > latest.time.epochMs) latest = { value, time }
      return time
    },
    hint(places) {
      if (latest === null) return null
      return {
        kind: 'kube.capture',
        stamp: kubernetesStamp(latest.time.epochMs, latest.time.resolutionSeconds),
        node: null,
        boot: 0,
        title: 'Latest time in this document: it was captured then or later',
        severity: 'info',
        evidence: [places.short(latest.value.range())],
        notBeforeMs: latest.time.epochMs,
      }
    },
  }
}
