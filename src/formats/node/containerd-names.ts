import type { Message } from '../../model/reader.ts'
import { isOfRuntime } from './containerd.ts'
import { fieldsOf } from './klog-record.ts'
import { identity } from './kubelet-exit.ts'
import { subjectOf } from './subject.ts'

const SANDBOX = /^RunPodSandbox for (&?PodSandboxMetadata\{[^{}]{1,900}\}) returns sandbox id "([0-9a-f]{64})"/
const CONTAINER =
  /^CreateContainer within sandbox "([0-9a-f]{64})" for (&?ContainerMetadata\{[^{}]{1,400}\}) returns container id "([0-9a-f]{64})"/
/** CRI-O says it in one line: `Created container 8a31…: shop/cart-0/cart`. */
const CRIO = /^Created container ([0-9a-f]{64}): ([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})\/([a-z0-9-]{1,63})(?: |$)/
const CRIO_SANDBOX = /^Ran pod sandbox ([0-9a-f]{64}) with infra container: ([a-z0-9-]{1,63})\/([a-z0-9.-]{1,253})\/POD/

/** Lines of container runtimes that say which container is of which pod (containerd internal/cri, CRI-O server). */
export const runtimeNames: Message = {
  id: 'runtime-names',
  cues: ['RunPodSandbox for ', 'CreateContainer within ', 'Created container ', 'Ran pod sandbox '],
  read(body) {
    if (!isOfRuntime(body)) return null
    const [, metadata = '', sandbox] = SANDBOX.exec(body.text) ?? []
    if (sandbox !== undefined) {
      const fields = fieldsOf(metadata)
      const named = { namespace: fields.get('namespace'), pod: fields.get('name'), uid: fields.get('uid') }
      return identity(body, subjectOf({ ...named, sandboxId: sandbox, id: sandbox }), 'containerd')
    }
    const [, within, ofContainer = '', id] = CONTAINER.exec(body.text) ?? []
    if (id !== undefined) {
      const container = fieldsOf(ofContainer).get('name')
      return identity(body, subjectOf({ container, id, sandboxId: within }), 'containerd')
    }
    const [, crioId, namespace, pod, container] = CRIO.exec(body.text) ?? []
    if (crioId !== undefined) return identity(body, subjectOf({ namespace, pod, container, id: crioId }), 'runtime')
    const [, crioSandbox, inNamespace, ofPod] = CRIO_SANDBOX.exec(body.text) ?? []
    if (crioSandbox === undefined) return null
    const named = { namespace: inNamespace, pod: ofPod, id: crioSandbox, sandboxId: crioSandbox }
    return identity(body, subjectOf(named), 'runtime')
  },
}
