import type { CaptureHint } from '../../model/kubernetes.ts'
import type { Line } from '../../model/line.ts'
import { kubernetesStamp } from '../../model/stamp.ts'
import { runSpan } from './source-lines.ts'

/** A line and the absolute time that it prints. */
export interface Dated {
  readonly line: Line
  readonly epochMs: number | null
}

/** The latest of the times that an object prints: kubectl ran then or later. */
export function captureOf(times: readonly Dated[], node: string | null): readonly CaptureHint[] {
  let latest: { line: Line; epochMs: number } | null = null
  for (const { line, epochMs } of times) {
    if (epochMs !== null && (!latest || epochMs > latest.epochMs)) latest = { line, epochMs }
  }
  if (!latest) return []
  return [
    {
      kind: 'kube.capture',
      stamp: kubernetesStamp(latest.epochMs),
      node,
      boot: 0,
      title: 'kubectl described the object at this time or later',
      severity: 'info',
      evidence: [runSpan([latest.line])],
      notBeforeMs: latest.epochMs,
    },
  ]
}
