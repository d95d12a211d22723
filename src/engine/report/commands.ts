/** Names come out of logs: quoted, so that a command that is pasted into a shell does what it says. */
const quoted = (name: string): string =>
  /^[A-Za-z0-9._/:@%+=-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`

/** The kernel's log of a node, with wall times and the seconds since boot. */
export const kernelLogCommand = (node: string | null): string =>
  node === null
    ? 'journalctl -k -b all --no-pager -o short-iso-precise > kernel.log'
    : `kubectl debug node/${quoted(node)} --image=busybox --profile=sysadmin -- chroot /host journalctl -k -b all --no-pager -o short-iso-precise`

export const podsOfNodeCommand = (node: string | null): string =>
  node === null
    ? 'kubectl get pods -A -o json > pods.json'
    : `kubectl get pods -A -o json --field-selector spec.nodeName=${quoted(node)} > pods.json`

export const podCommand = (namespace: string | null, name: string): string =>
  `kubectl get pod ${quoted(name)}${namespace === null ? '' : ` -n ${quoted(namespace)}`} -o json > pod.json`

export const nodeCommand = (node: string | null): string =>
  `kubectl describe node${node === null ? 's' : ` ${quoted(node)}`} > node.txt`

export const EVENTS_COMMAND: string = 'kubectl get events -A -o json > events.json'

/** Cumulative stall time of the node and of each cgroup; sampled, it shows thrashing. */
export const PRESSURE_COMMAND: string = 'cat /proc/pressure/memory /proc/pressure/io > pressure.txt'
