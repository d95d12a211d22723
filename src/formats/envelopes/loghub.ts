import type { Envelope } from '../../model/reader.ts'
import { mayHoldLogLine } from './origin.ts'
import { syslog } from './syslog.ts'
import { epochWall } from './wall-time.ts'

const HEAD = /^(?:-|[A-Z][A-Z_0-9]{1,30}) (\d{9,10}) \d{4}\.\d\d\.\d\d \S{1,255} (?=[A-Z][a-z]{2} )/

/** `- 1131566461 2005.11.09 node-1 Nov 9 12:01:01 node-1/node-1 kernel: …`: syslog of clusters that are kept with a label. */
export const loghub: Envelope = {
  id: 'loghub',
  first: /[-A-Z]/,
  open(body) {
    const [head, seconds = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined || !mayHoldLogLine(body)) return null
    const inner = syslog.open({ ...body, text: body.text.slice(head.length) })
    if (inner === null) return null
    const wall = epochWall(seconds, 'reception')
    return ('text' in inner ? [inner] : inner).map(each => ({ ...each, stamp: { ...each.stamp, wall } }))
  },
}
