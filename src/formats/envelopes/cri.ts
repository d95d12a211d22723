import type { Envelope } from '../../model/reader.ts'
import { ofContainer } from './container.ts'
import { mayHoldLogLine } from './origin.ts'
import { isoWall } from './wall-time.ts'

const HEAD =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (?:stdout|stderr) [FP](?::[^\s:]{1,32}){0,4} /

/** `2026-01-15T08:30:10.123456789Z stdout F …`: what a container wrote, as container runtimes store it (CRI). */
export const cri: Envelope = {
  id: 'cri',
  first: /\d/,
  open(body) {
    const [head, printed = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined || !mayHoldLogLine(body)) return null
    const wall = isoWall(printed, 'writer')
    return wall && ofContainer({ ...body, text: body.text.slice(head.length), stamp: { ...body.stamp, wall } })
  },
}
