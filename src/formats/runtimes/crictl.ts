import type { ContainerState } from '../../model/kubernetes.ts'
import { NO_BOOT, type NodeIdentity } from '../../model/node-log.ts'
import type { DocumentFormat, Found } from '../../model/reader.ts'
import { NO_STAMP } from '../../model/stamp.ts'
import { integerOf, textOf, timeOf } from '../kubernetes/fields.ts'
import { jsonPieces } from '../kubernetes/json-pieces.ts'
import { jsonValue } from '../kubernetes/json-value.ts'
import { evidenceOf, type Places, placesOf } from '../kubernetes/place.ts'
import { printable } from '../kubernetes/printable.ts'
import { at, type Value } from '../kubernetes/value.ts'
import { idOf, subjectOf, titleOf } from '../node/subject.ts'
import { runtimePod, wholeSeconds } from './runtime-pod.ts'

const LABELS = {
  container: 'io.kubernetes.container.name',
  pod: 'io.kubernetes.pod.name',
  namespace: 'io.kubernetes.pod.namespace',
  uid: 'io.kubernetes.pod.uid',
} as const

/** Numbers of 64 bits are strings in the JSON of protobuf. Zero is its way to say nothing. */
export function amountOf(value: Value | null): number | null {
  const text = value?.text() ?? null
  const number = text !== null && /^\d{1,15}$/.test(text) ? Number(text) : integerOf(value)
  return number === 0 ? null : number
}

function stateOf(status: Value, id: string, places: Places): ContainerState | null {
  const phases = { CONTAINER_EXITED: 'terminated', CONTAINER_RUNNING: 'running', CONTAINER_CREATED: 'waiting' } as const
  const said = textOf(status.get('state'))
  const phase = said !== null && said in phases ? phases[said as keyof typeof phases] : null
  if (phase === null) return null
  const isOver = phase === 'terminated'
  return {
    phase,
    reason: textOf(status.get('reason')),
    message: textOf(status.get('message')),
    exitCode: isOver ? (integerOf(status.get('exitCode')) ?? 0) : null,
    signal: null,
    startedAtMs: wholeSeconds(timeOf(status.get('startedAt'))?.epochMs),
    finishedAtMs: isOver ? wholeSeconds(timeOf(status.get('finishedAt'))?.epochMs) : null,
    containerId: id,
    evidence: evidenceOf(
      places,
      status,
      ['reason', 'exitCode', 'finishedAt', 'id', 'state'].map(key => status.get(key)),
    ),
  }
}

/** One container of `crictl inspect`: what the kubelet reports of it comes from here. */
function inspected(document: Value, places: Places): Found | null {
  const status = document.get('status')
  const id = idOf(textOf(at(status, 'id')))
  const label = (name: string): string | null => textOf(at(status, 'labels', name))
  const [name, pod] = [label(LABELS.container), label(LABELS.pod)]
  if (status === null || id === null || name === null || pod === null) return null
  const limit =
    at(status, 'resources', 'linux', 'memoryLimitInBytes') ??
    at(document, 'info', 'runtimeSpec', 'linux', 'resources', 'memory', 'limit')
  const restarts = textOf(at(status, 'annotations', 'io.kubernetes.container.restartCount'))
  const state = stateOf(status, id, places)
  return runtimePod({
    namespace: label(LABELS.namespace),
    pod,
    uid: label(LABELS.uid),
    name,
    id,
    limitBytes: amountOf(limit),
    restartCount: restarts !== null && /^\d{1,9}$/.test(restarts) ? Number(restarts) : null,
    state,
    evidence: state?.evidence ?? evidenceOf(places, status, [status.get('id')]),
  })
}

/** One row of `crictl ps -o json`: it names, and does not say how a container ended. */
function listed(container: Value, places: Places): NodeIdentity | null {
  const label = (name: string): string | null => textOf(at(container, 'labels', name))
  const subject = subjectOf({
    namespace: label(LABELS.namespace),
    pod: label(LABELS.pod),
    uid: label(LABELS.uid),
    container: label(LABELS.container),
    id: textOf(container.get('id')),
    sandboxId: textOf(container.get('podSandboxId')),
  })
  if (subject.container === null) return null
  return {
    kind: 'node.identity',
    stamp: NO_STAMP,
    node: null,
    boot: NO_BOOT,
    title: printable(`crictl names ${titleOf(subject)}`),
    severity: 'info',
    evidence: evidenceOf(places, container, [container.get('id')]),
    by: 'runtime',
    subject,
  }
}

const INSPECT = /^\s*(?:\[\s*)?\{\s*"(?:status|info)"\s*:/
const LIST = /^\s*\{\s*"containers"\s*:\s*\[/

/** `crictl inspect` of one container or several, and `crictl ps -o json` (CRI, cri-tools 1.20 and later). */
export const crictl: DocumentFormat = {
  id: 'crictl',
  matches: (_path, head) =>
    (INSPECT.test(head) && head.includes('"io.kubernetes.pod.uid"')) ||
    (LIST.test(head) && head.includes('"podSandboxId"')),
  *read(document) {
    const { text } = document
    const places = placesOf(document)
    for (const piece of jsonPieces(text).pieces) {
      const value = jsonValue(text, piece)
      if (value === null) continue
      const one = inspected(value, places)
      if (one !== null) yield one
      for (const container of value.get('containers')?.items() ?? []) {
        const name = listed(container, places)
        if (name !== null) yield name
      }
    }
  },
}
