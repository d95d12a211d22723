import type { ContainerExit } from '../../model/node-log.ts'
import { NO_BOOT } from '../../model/node-log.ts'
import type { DocumentFormat } from '../../model/reader.ts'
import { kubernetesStamp, NO_STAMP } from '../../model/stamp.ts'
import { integerOf, textOf, timeOf } from '../kubernetes/fields.ts'
import { jsonPieces } from '../kubernetes/json-pieces.ts'
import { jsonValue } from '../kubernetes/json-value.ts'
import { evidenceOf, type Places, placesOf } from '../kubernetes/place.ts'
import { printable } from '../kubernetes/printable.ts'
import { at, type Value } from '../kubernetes/value.ts'

const MIB = 1024 * 1024
/** What the agent of ECS writes where the runtime marks a container as OOM-killed (agent/dockerclient/errors.go). */
const OOM = /^OutOfMemoryError\b/

/** The limit is a string of MiB. */
function limitOf(container: Value): number | null {
  const text = textOf(container.get('memory'))
  return text !== null && /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) * MIB : null
}

function exitIn(container: Value, task: Value, places: Places): ContainerExit | null {
  const [exitCode, name] = [integerOf(container.get('exitCode')), textOf(container.get('name'))]
  const reason = textOf(container.get('reason'))
  const oomKilled = reason !== null && OOM.test(reason)
  // On Fargate this is no ID of docker, and tells containers apart all the same.
  const id = textOf(container.get('runtimeId')) ?? textOf(container.get('containerArn'))
  if (exitCode === null || name === null || id === null || (exitCode === 0 && !oomKilled)) return null
  // Each container of a task ends by itself; only the end of all of them is dated.
  const stopped = timeOf(task.get('executionStoppedAt')) ?? timeOf(task.get('stoppedAt'))
  const alone = (task.get('containers')?.items().length ?? 0) === 1
  const isDated = stopped !== null && alone
  return {
    kind: 'node.exit',
    stamp: isDated ? kubernetesStamp(stopped.epochMs, 1) : NO_STAMP,
    node: null,
    boot: NO_BOOT,
    title: printable(`ECS: container ${name} exited with ${exitCode}${reason === null ? '' : `, ${reason}`}`),
    severity: oomKilled ? 'critical' : 'warning',
    evidence: evidenceOf(places, container, [
      container.get('reason'),
      container.get('exitCode'),
      container.get('name'),
      container.get('memory'),
    ]),
    by: 'ecs',
    subject: { pod: null, container: { name, id }, sandboxId: null },
    exitCode,
    exitedAtMs: isDated ? stopped.epochMs : null,
    role: 'container',
    oomKilled,
    limitBytes: limitOf(container),
  }
}

/** `aws ecs describe-tasks`, and events of stopped tasks (API of 2014-11-13). */
export const ecsTasks: DocumentFormat = {
  id: 'ecs-tasks',
  matches: (_path, head) => /^\s*\{/.test(head) && head.includes('"taskArn"') && head.includes('"lastStatus"'),
  *read(document) {
    const { text } = document
    const places = placesOf(document)
    for (const piece of jsonPieces(text).pieces) {
      const value = jsonValue(text, piece)
      for (const task of value === null ? [] : [...(value.get('tasks')?.items() ?? []), at(value, 'detail') ?? value]) {
        for (const container of task.get('containers')?.items() ?? []) {
          const exit = exitIn(container, task, places)
          if (exit) yield exit
        }
      }
    }
  },
}
