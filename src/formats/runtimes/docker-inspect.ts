import type { ContainerExit, NodeIdentity, OomSeen } from '../../model/node-log.ts'
import { NO_BOOT } from '../../model/node-log.ts'
import type { DocumentFormat, Found } from '../../model/reader.ts'
import { kubernetesStamp, NO_STAMP } from '../../model/stamp.ts'
import { integerOf, textOf, timeOf } from '../kubernetes/fields.ts'
import { jsonPieces } from '../kubernetes/json-pieces.ts'
import { jsonValue } from '../kubernetes/json-value.ts'
import { evidenceOf, type Places, placesOf } from '../kubernetes/place.ts'
import { printable } from '../kubernetes/printable.ts'
import { at, type Value } from '../kubernetes/value.ts'
import { isSandboxName, namedByDocker } from '../node/docker-events.ts'
import { idOf, type Named, subjectOf, titleOf } from '../node/subject.ts'
import { amountOf } from './crictl.ts'
import { runtimePod, wholeSeconds } from './runtime-pod.ts'

/** What the JSON of one container says. */
interface Inspected {
  readonly id: string
  readonly named: Named
  readonly isSandbox: boolean
  readonly isOver: boolean
  readonly oomKilled: boolean
  readonly exitCode: number
  readonly finishedAtMs: number | null
  readonly state: Value
}

function inspectedIn(container: Value): Inspected | null {
  const [id, state] = [idOf(textOf(container.get('Id'))), container.get('State')]
  if (id === null || state === null) return null
  const name = textOf(container.get('Name'))
  const label = (key: string): string | null => textOf(at(container, 'Config', 'Labels', `io.kubernetes.${key}`))
  const labels = {
    namespace: label('pod.namespace'),
    pod: label('pod.name'),
    uid: label('pod.uid'),
    container: label('container.name'),
  }
  const isSandbox = label('docker.type') === 'podsandbox' || isSandboxName(name)
  return {
    id,
    named: { ...(labels.pod === null ? namedByDocker(name) : labels), id, sandboxId: isSandbox ? id : null },
    isSandbox,
    isOver:
      textOf(state.get('Status')) === 'exited' ||
      (state.get('Running')?.flag() === false && timeOf(state.get('FinishedAt')) !== null),
    oomKilled: state.get('OOMKilled')?.flag() === true,
    exitCode: integerOf(state.get('ExitCode')) ?? 0,
    finishedAtMs: timeOf(state.get('FinishedAt'))?.epochMs ?? null,
    state,
  }
}

/** What dockershim made of it: `OOMKilled` by the flag, whatever the exit code is. */
const reasonOf = ({ oomKilled, exitCode }: Inspected): string =>
  oomKilled ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error'

function ofPod(container: Value, read: Inspected, places: Places): Found | null {
  const { named, id, exitCode, isOver, state } = read
  // The state of a container that runs does not say that a child of it was killed.
  if (named.pod == null || named.container == null || (read.oomKilled && !isOver)) return null
  const evidence = evidenceOf(places, container, [
    state.get('OOMKilled'),
    state.get('ExitCode'),
    state.get('FinishedAt'),
    container.get('Id'),
  ])
  return runtimePod({
    namespace: named.namespace ?? null,
    pod: named.pod,
    uid: named.uid ?? null,
    name: named.container,
    id,
    limitBytes: amountOf(at(container, 'HostConfig', 'Memory')),
    restartCount: null,
    state: {
      phase: isOver ? 'terminated' : 'running',
      reason: isOver ? reasonOf(read) : null,
      message: null,
      exitCode: isOver ? exitCode : null,
      signal: null,
      startedAtMs: wholeSeconds(timeOf(state.get('StartedAt'))?.epochMs),
      finishedAtMs: isOver ? wholeSeconds(read.finishedAtMs) : null,
      containerId: id,
      evidence,
    },
    evidence,
  })
}

/** A container that no kubelet started, or a sandbox. The flag stays set where only a child of it was killed. */
function alone(container: Value, read: Inspected, places: Places): ContainerExit | OomSeen | NodeIdentity {
  const { named, state, oomKilled, exitCode, isOver, isSandbox, finishedAtMs } = read
  const subject = subjectOf(named)
  // Podman prints the version of the OCI runtime specification, docker does not (podman-container-inspect(1)).
  const by: 'docker' | 'podman' = state.get('OciVersion') === null ? 'docker' : 'podman'
  const fact = (title: string, severity: 'info' | 'critical' | 'warning') => ({
    stamp: isOver && finishedAtMs !== null ? kubernetesStamp(finishedAtMs, 0.001) : NO_STAMP,
    node: null,
    boot: NO_BOOT,
    title: printable(title),
    severity,
    evidence: evidenceOf(places, container, [
      state.get('OOMKilled'),
      state.get('ExitCode'),
      state.get('FinishedAt'),
      container.get('Name'),
    ]),
    by,
    subject,
  })
  if (isOver && (exitCode !== 0 || oomKilled)) {
    const title = `${titleOf(subject)} exited with ${exitCode}${oomKilled ? ', marked as OOMKilled' : ''}`
    const role = isSandbox ? 'sandbox' : 'container'
    const severity = oomKilled ? 'critical' : 'warning'
    const limitBytes = amountOf(at(container, 'HostConfig', 'Memory'))
    return {
      kind: 'node.exit',
      ...fact(title, severity),
      exitCode,
      exitedAtMs: finishedAtMs,
      role,
      oomKilled,
      limitBytes,
    }
  }
  if (!oomKilled) return { kind: 'node.identity', ...fact(`${by} names ${titleOf(subject)}`, 'info') }
  const nobody = { pid: null, comm: null, oomMemcg: null, taskMemcg: null, isGlobalWatch: false }
  return { kind: 'node.oom', ...fact(`${by} marks ${titleOf(subject)} as OOMKilled`, 'critical'), ...nobody }
}

const BEGINS = /^\s*\[\s*\{\s*"(?:Id|AppArmorProfile|Args|Config|Created)"\s*:/

/** `docker inspect` and `podman inspect` of containers. */
export const dockerInspect: DocumentFormat = {
  id: 'docker-inspect',
  matches: (_path, head) =>
    BEGINS.test(head) &&
    /"Id"\s*:\s*"[0-9a-f]{12,64}"/.test(head) &&
    /"State"\s*:\s*\{/.test(head) &&
    /"ExitCode"\s*:/.test(head),
  *read(document) {
    const { text } = document
    const places = placesOf(document)
    for (const piece of jsonPieces(text).pieces) {
      const value = jsonValue(text, piece)
      const read = value && inspectedIn(value)
      if (value === null || read === null) continue
      yield (read.isSandbox ? null : ofPod(value, read, places)) ?? alone(value, read, places)
    }
  },
}
