import type { Message } from '../../model/reader.ts'
import { identity } from './kubelet-exit.ts'
import { isKlog, klogRecord } from './klog-record.ts'
import { formattedPod, qualified, subjectOf } from './subject.ts'

/** `restarting failed container=app pod=cart-0_shop(6f1f…)` within an error (pkg/kubelet/kuberuntime). */
const BACK_OFF =
  /restarting failed container=([a-z0-9-]{1,63}) pod=([a-z0-9.-]{1,253}_[a-z0-9-]{1,63}\([0-9a-f-]{32,36}\))/

/** Back-offs and failed probes: they name pod, UID and container, also where no object of the pod is left. */
export const kubeletNames: Message = {
  id: 'kubelet-names',
  cues: ['CrashLoopBackOff: ', 'Probe failed'],
  read(body) {
    if (!isKlog(body)) return null
    const [, container, pod] = BACK_OFF.exec(body.text) ?? []
    if (container !== undefined) return identity(body, subjectOf({ ...formattedPod(pod), container }), 'kubelet')
    const record = klogRecord(body)
    if (record?.message !== 'Probe failed') return null
    const named = { uid: record.get('podUID'), container: record.get('containerName') }
    return identity(body, subjectOf({ ...qualified(record.get('pod')), ...named }), 'kubelet')
  },
}
