import type { PodFact } from '../../model/kubernetes.ts'
import { runSpan } from '../kubectl/source-lines.ts'
import { excerptPod, type Source } from './excerpt-pod.ts'
import type { PastedLine } from './pasted-line.ts'
import { commandAt, type Run } from './runs.ts'

/** A row of `kubectl get pods`; the cells hold no blanks, but for the age behind the restarts. */
const ROW =
  /^\s*(?:(?:ADDED|MODIFIED|DELETED)\s+)?(?:([a-z0-9][a-z0-9-]{0,62})\s+)?(\S{1,253})\s+\d{1,4}\/\d{1,4}\s+([A-Z][\w:/.-]{1,60})\s+(\d{1,9})(?:\s+\(\S{1,20} ago\))?\s+(?:(?:\d{1,9}[smhdy]){1,3}|<unknown>|<invalid>)(?:\s+(?:[0-9a-f.:]{3,45}|<none>)\s+(\S+))?(?:\s|$)/
const NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/

/** What a status says of an end: who is killed by memory, and what a signal or a code ended. Other words prove nothing. */
const STATUS = /^(?:Init:)?(?:(OOMKilled)|ExitCode:(\d{1,3})|Signal:(\d{1,2}))$/

export interface PodRow {
  readonly namespace: string | null
  readonly name: string | null
  readonly status: string
  readonly restarts: number
  readonly node: string | null
}

export function podRow(text: string): PodRow | null {
  const [, namespace = null, name = '', status = '', restarts, node] = text.length > 1024 ? [] : (ROW.exec(text) ?? [])
  if (restarts === undefined) return null
  return {
    namespace,
    name: NAME.test(name) && !/^x+$/.test(name) ? name : null,
    status,
    restarts: Number(restarts),
    node: node !== undefined && NAME.test(node) ? node : null,
  }
}

function factOf(row: PodRow, line: PastedLine, run: Run, source: Source): PodFact | null {
  const { name, node, restarts } = row
  const namespace = row.namespace ?? commandAt(run, line)?.namespace ?? null
  const evidence = [runSpan([source(line)])] as const
  const own = { source: 'table', namespace, name, node, evidence } as const
  if (row.status === 'Evicted') {
    return excerptPod({ ...own, containers: [], phase: 'Failed', reason: 'Evicted', reasonSpan: evidence[0] })
  }
  const [, oom, code, signal] = STATUS.exec(row.status) ?? []
  if (oom === undefined && code === undefined && signal === undefined) return null
  const state = {
    phase: 'terminated',
    reason: oom ?? null,
    message: null,
    exitCode: code === undefined ? null : Number(code),
    signal: signal === undefined ? null : Number(signal),
    startedAtMs: null,
    finishedAtMs: null,
    containerId: null,
    evidence,
  } as const
  const container = {
    name: null,
    type: row.status.startsWith('Init:') ? 'init' : 'regular',
    sidecar: null,
    containerId: null,
    requestBytes: null,
    limitBytes: null,
    restartCount: restarts,
    state,
    lastState: null,
    evidence,
  } as const
  return excerptPod({ ...own, containers: [container] })
}

/** Rows of `kubectl get pods`, with any of its columns, with or without their heads, from one capture or from `-w`. */
export function* podRows(run: Run, source: Source): Iterable<PodFact> {
  for (const line of run.lines) {
    const row = line.isBlank ? null : podRow(line.text)
    const fact = row && factOf(row, line, run, source)
    if (fact) yield fact
  }
}
