import { bareContainerId } from '../../model/identity.ts'
import type { ContainerFact } from '../../model/kubernetes.ts'
import type { Found } from '../../model/reader.ts'
import { integerOf, textOf, timeOf } from '../kubernetes/fields.ts'
import { evidenceOf } from '../kubernetes/place.ts'
import { isTrouble } from '../kubernetes/summary.ts'
import { at, type Value } from '../kubernetes/value.ts'
import { excerptPod } from './excerpt-pod.ts'
import { fragmentValue, type MapNode } from './fragment.ts'
import type { Reading } from './reading.ts'

/** Where `docker inspect` and `crictl inspect` name the pod that a container is of. */
const LABEL = 'io.kubernetes.'

const plain = (name: string | null): string | null => name?.replace(/^\//, '') ?? null

interface Ended {
  readonly id: string | null
  readonly name: string | null
  readonly labels: Value | null
  readonly exitCode: number | null
  readonly reason: string | null
  readonly started: Value | null
  readonly finished: Value | null
  readonly cited: readonly (Value | null)[]
  readonly limitBytes: number | null
}

/** `State` of `docker inspect`, alone or in its container: `OOMKilled` is a flag there. */
function ofDocker(value: Value): Ended | null {
  const state = value.get('State') ?? value
  const flag = state.get('OOMKilled')
  const code = state.get('ExitCode')
  if (flag?.flag() == null || code === null) return null
  const limit = integerOf(at(value, 'HostConfig', 'Memory'))
  const exitCode = integerOf(code)
  return {
    id: textOf(value.get('Id')),
    name: plain(textOf(value.get('Name'))),
    labels: at(value, 'Config', 'Labels'),
    exitCode,
    reason: flag.flag() ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error',
    started: state.get('StartedAt'),
    finished: state.get('FinishedAt'),
    cited: [flag, code, state.get('FinishedAt')],
    limitBytes: limit === 0 ? null : limit,
  }
}

/** `status` of `crictl inspect`. */
function ofCrictl(value: Value): Ended | null {
  const code = value.get('exitCode')
  const state = textOf(value.get('state'))
  if (state !== 'CONTAINER_EXITED' || code === null) return null
  return {
    id: textOf(value.get('id')),
    name: textOf(at(value, 'metadata', 'name')),
    labels: value.get('labels'),
    exitCode: integerOf(code),
    reason: textOf(value.get('reason')),
    started: value.get('startedAt'),
    finished: value.get('finishedAt'),
    cited: [value.get('reason'), code, value.get('finishedAt'), value.get('id')],
    limitBytes: null,
  }
}

/** A container as its runtime shows it; null for anything else. */
export function inspectedContainer(node: MapNode, { places, pod }: Reading): readonly Found[] | null {
  const value = fragmentValue(node)
  const ended = ofDocker(value) ?? ofCrictl(value)
  if (!ended) return null
  const label = (key: string): string | null => textOf(at(ended.labels, `${LABEL}${key}`))
  const evidence = evidenceOf(places, value, ended.cited)
  const containerId = bareContainerId(ended.id)
  const container: ContainerFact = {
    name: label('container.name') ?? ended.name,
    type: 'regular',
    sidecar: false,
    containerId,
    requestBytes: null,
    limitBytes: ended.limitBytes,
    restartCount: null,
    state: {
      phase: 'terminated',
      reason: ended.reason,
      message: null,
      exitCode: ended.exitCode,
      signal: null,
      startedAtMs: timeOf(ended.started)?.epochMs ?? null,
      finishedAtMs: timeOf(ended.finished)?.epochMs ?? null,
      containerId,
      evidence,
    },
    lastState: null,
    evidence,
  }
  if (!isTrouble(container.state)) return []
  const name = label('pod.name') ?? pod.name
  const namespace = label('pod.namespace') ?? pod.namespace
  return [excerptPod({ name, namespace, uid: label('pod.uid'), containers: [container], evidence })]
}
