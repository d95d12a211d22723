/** Lines of kubelet and containerd in the journal of a node, put together from what a test needs to vary. */
import { CONTAINER, containerCgroup, UID } from './logs.ts'

/** A line of `journalctl -o short-iso` with its zone. */
export const journal = (at: string, program: string, text: string, host = 'node-1'): string =>
  `${at.replace('Z', '+0000')} ${host} ${program}[900]: ${text}\n`

const klogTime = (at: string): string => `${at.slice(5, 7)}${at.slice(8, 10)} ${at.slice(11, 19)}.000000`

/** A line of the kubelet, within the journal. */
export const kubelet = (at: string, message: string, host?: string): string =>
  journal(at, 'kubelet', `I${klogTime(at)}     900 kubelet.go:1] ${message}`, host)

export const containerd = (at: string, message: string, host?: string): string =>
  journal(
    at,
    'containerd',
    `time="${at.replace('Z', '.000000000Z')}" level=info msg="${message.replaceAll('"', '\\"')}"`,
    host,
  )

export const taskOom = (at: string, id = CONTAINER): string => containerd(at, `TaskOOM event container_id:"${id}"`)

export const taskExit = (at: string, code = 137, id = CONTAINER): string =>
  containerd(
    at,
    `TaskExit event container_id:"${id}" id:"${id}" pid:4321 exit_status:${code} exited_at:{seconds:${Date.parse(at) / 1000} nanos:5}`,
  )

export interface SysOom {
  readonly pid?: number
  readonly comm?: string
  readonly task?: string
  readonly oom?: string
}

export const sysOom = (at: string, seen: SysOom = {}): string => {
  const { pid = 4242, comm = 'java', task = containerCgroup(), oom = '/' } = seen
  const event = {
    Pid: pid,
    ProcessName: comm,
    TimeOfDeath: at,
    ContainerName: task,
    VictimContainerName: oom,
    Constraint: '',
  }
  return kubelet(at, `"Got sys oom event" event=${JSON.stringify(event)}`)
}

export const plegExit = (at: string, code = 137, id = CONTAINER, uid = UID): string =>
  kubelet(at, `"Generic (PLEG): container finished" podID="${uid}" containerID="${id}" exitCode=${code}`)

export const plegEvent = (at: string, pod = 'shop/cart-0', id = CONTAINER, uid = UID): string =>
  kubelet(
    at,
    `"SyncLoop (PLEG): event for pod" pod="${pod}" event=${JSON.stringify({ ID: uid, Type: 'ContainerDied', Data: id })}`,
  )

export const backOff = (at: string, uid = UID): string =>
  kubelet(
    at,
    `"Error syncing pod, skipping" err="failed to \\"StartContainer\\" for \\"cart\\" with CrashLoopBackOff: \\"back-off 10s restarting failed container=cart pod=cart-0_shop(${uid})\\"" pod="shop/cart-0" podUID="${uid}"`,
  )
