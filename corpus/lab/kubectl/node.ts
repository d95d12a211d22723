import type { Truth } from '../truth.ts'
import { NODE, stamp } from './clock.ts'

const CONDITIONS = [
  ['MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  ['DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  ['PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  ['Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'],
]

export function nodeOf(truth: Truth): object {
  const resources = { cpu: '2', memory: `${truth.memTotalKiB}Ki`, pods: '110' }
  const times = { lastHeartbeatTime: stamp(truth, 5), lastTransitionTime: stamp(truth, 1) }
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: NODE, uid: NODE, resourceVersion: '4711', creationTimestamp: stamp(truth, 0) },
    spec: {},
    status: {
      capacity: resources,
      allocatable: resources,
      conditions: CONDITIONS.map(([type, status, reason, message]) => ({ type, status, reason, message, ...times })),
      nodeInfo: {
        kernelVersion: truth.kernel.release,
        osImage: 'Debian GNU/Linux',
        architecture: 'amd64',
        operatingSystem: 'linux',
        containerRuntimeVersion: 'containerd://1.7.28',
        kubeletVersion: 'v1.34.2',
        kubeProxyVersion: '',
        machineID: '',
        systemUUID: '',
        bootID: '',
      },
    },
  }
}

/** What a kubelet renews to say that it lives. */
export const leaseOf = (truth: Truth): object => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: NODE, namespace: 'kube-node-lease', creationTimestamp: stamp(truth, 0) },
  spec: { holderIdentity: NODE, renewTime: stamp(truth, 5).replace('Z', '.000000Z') },
})
