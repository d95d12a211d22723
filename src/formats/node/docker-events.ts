import type { Body, Found, Message } from '../../model/reader.ts'
import { lineFact } from './fact.ts'
import { exitOf } from './kubelet-exit.ts'
import { stopOf } from './kubelet-stop.ts'
import { type Named, subjectOf } from './subject.ts'

const EVENT = /^container (oom|die|kill) ([0-9a-f]{64}) \((.*)\)$/s
/** `k8s_cart_cart-0_shop_6f1f…_0`: how dockershim names containers, and `POD` the sandbox. */
const NAME = /^\/?k8s_([^_]{1,63})_([^_]{1,253})_([^_]{1,63})_([0-9a-f-]{32,36})_\d+$/

/** What the name of a container says, whether a kubelet gave it or somebody else. */
export function namedByDocker(name: string | null | undefined): Named {
  const [, container, pod, namespace, uid] = NAME.exec(name ?? '') ?? []
  if (container === undefined) return { container: name?.replace(/^\//, '') }
  return container === 'POD' ? { pod, namespace, uid } : { container, pod, namespace, uid }
}

export const isSandboxName = (name: string | null | undefined): boolean => /^\/?k8s_POD_/.test(name ?? '')

/** Attributes in no order, without quotes: `exitCode=137, image=app:1, name=web`. */
const attribute = (attributes: string, key: string): string | null =>
  new RegExp(`(?:^|, )${key}=([^,]{1,300})(?:,|$)`).exec(attributes)?.[1] ?? null

function factOf(body: Body, what: string, id: string, attributes: string): Found | null {
  const name = attribute(attributes, 'name')
  const sandbox = isSandboxName(name) ? id : null
  const named = { ...namedByDocker(name), id, sandboxId: sandbox }
  const subject = subjectOf(named)
  if (what === 'oom') {
    return {
      ...lineFact(
        'node.oom',
        body,
        `docker: a process of container ${name ?? id.slice(0, 12)} was OOM-killed`,
        'critical',
      ),
      by: 'docker',
      subject,
      pid: null,
      comm: null,
      oomMemcg: null,
      taskMemcg: null,
      isGlobalWatch: false,
    }
  }
  if (what === 'kill') {
    const isSigkill = attribute(attributes, 'signal') === '9'
    return stopOf(body, 'docker', isSigkill ? 'sigkill' : 'grace-period', named)
  }
  const code = attribute(attributes, 'exitCode') ?? ''
  const role = sandbox === null ? 'container' : 'sandbox'
  return /^\d{1,3}$/.test(code) ? exitOf(body, { by: 'docker', subject, exitCode: Number(code), role }) : null
}

/** `2024-03-01T10:00:00.123456789+01:00 container oom 8a31… (image=…, name=…)`: `docker events`. */
export const dockerEvents: Message = {
  id: 'docker-events',
  cues: ['container oom ', 'container die ', 'container kill '],
  read(body) {
    const [, what = '', id = '', attributes = ''] = (body.origin !== 'kernel' && EVENT.exec(body.text)) || []
    const isListed = body.envelopes.at(-1) === 'timestamped'
    return what === '' || !isListed ? null : factOf(body, what, id, attributes)
  },
}
