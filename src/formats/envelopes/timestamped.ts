import type { Envelope } from '../../model/reader.ts'
import { ofContainer } from './container.ts'
import { mayHoldLogLine } from './origin.ts'
import { isoWall } from './wall-time.ts'

const HEAD = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,](\d{1,9}))?(?:Z|[+-]\d\d:?\d\d))[ \t]/
/** Container runtimes print nanoseconds, other writers of logs do not. */
const CONTAINER_DIGITS = 7

/**
 * `2026-01-15T08:30:10.123Z …`: a line with nothing but a time before it, as `kubectl logs --timestamps`, `docker logs -t`,
 * CloudWatch and serial consoles of clouds give it. It does not say who wrote the line.
 */
export const timestamped: Envelope = {
  id: 'timestamped',
  first: /\d/,
  open(body) {
    const [head, printed = '', fraction = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined || !mayHoldLogLine(body)) return null
    const wall = isoWall(printed, 'writer')
    if (wall === null) return null
    const line = { ...body, text: body.text.slice(head.length), stamp: { ...body.stamp, wall } }
    return fraction.length >= CONTAINER_DIGITS ? ofContainer(line) : line
  },
}
