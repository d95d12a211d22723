import type { Body, Envelope } from '../../model/reader.ts'
import type { WallReading } from '../../model/stamp.ts'

const HEAD = /^([a-z0-9][-a-z0-9.]{0,252}) (?=[A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d\.\d{6} [^\s:]+ )/

/** `worker-1 Mar 01 10:00:00.123456 worker-1 kernel: …`: `oc adm node-logs` of several nodes, one after the other. */
export const nodeLogs: Envelope = {
  id: 'oc-node-logs',
  first: /[a-z0-9]/,
  open(body) {
    const [head, node = null] = body.envelopes.length === 0 ? (HEAD.exec(body.text) ?? []) : []
    return head === undefined ? null : { ...body, host: node, text: body.text.slice(head.length) }
  },
}

/** Collected by `oc adm node-logs`, whose journals are in UTC, without saying so (pkg/cli/admin/node/logs.go, the kubelet's logs endpoint). */
const isOfNodeLogs = ({ line, envelopes }: Body): boolean =>
  envelopes[0] === nodeLogs.id || (line.path.endsWith('_service.log') && /(?:^|\/)host_service_logs\//.test(line.path))

/** The same time, with its zone where the collector is known to print none but UTC. */
export const zoned = (body: Body, wall: WallReading): WallReading =>
  wall.zone === 'missing' && isOfNodeLogs(body) ? { ...wall, zone: 'given' } : wall
