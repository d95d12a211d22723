import type { Body, Envelope } from '../../model/reader.ts'
import { ofContainer } from './container.ts'
import { mayHoldLogLine } from './origin.ts'
import { isoWall } from './wall-time.ts'

const HEAD =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) \{((?:[a-zA-Z_]\w{0,100}="(?:[^"\\]|\\.){0,1000}"(?:, )?){0,50})\} /
const LABEL = /(?<!\w)([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g

const HOST = ['node', 'node_name', 'nodename', 'hostname', 'host']
const OF_CONTAINER = ['container', 'container_name', 'pod', 'pod_name']
const PROGRAM = ['syslog_identifier', 'identifier', 'unit', 'systemd_unit']

/** What the labels of a stream in Loki say of who wrote it. Promtail and Alloy name them as their users tell them to. */
export function labelled(body: Body, labels: ReadonlyMap<string, string>): Body {
  const first = (names: readonly string[]): string | null =>
    names.map(name => labels.get(name) ?? '').find(value => value !== '') ?? null
  const hosted = { ...body, host: first(HOST) ?? body.host }
  if (first(OF_CONTAINER) !== null) return ofContainer(hosted)
  const program = first(PROGRAM)
  return program === null || program === 'kernel' ? hosted : { ...hosted, ident: program, origin: 'user' }
}

/** `2026-01-15T08:30:10Z {job="systemd-journal", node="worker-4"} …`: lines of Loki as logcli prints them. */
export const logcli: Envelope = {
  id: 'logcli',
  first: /\d/,
  open(body) {
    const [head, time = '', labels = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined || !mayHoldLogLine(body)) return null
    const wall = isoWall(time, 'writer')
    if (wall === null) return null
    const pairs = [...labels.matchAll(LABEL)].map(([, name = '', value = '']) => [name, value] as const)
    const line = { ...body, text: body.text.slice(head.length), stamp: { ...body.stamp, wall } }
    return labelled(line, new Map(pairs))
  },
}
