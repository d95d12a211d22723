import type { Envelope } from '../../model/reader.ts'
import { mayHoldDmesgTime, renderedWall } from './dmesg-times.ts'
import { isoWall } from './wall-time.ts'

/** Six digits after a comma are dmesg's own; a daemon that writes commas adds a host and `kernel:`. */
const HEAD = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{6}[+-]\d\d:?\d\d) (?!\S{1,255} kernel:)/

/** `2026-01-15T08:30:10,087421+01:00 …`: `dmesg --time-format iso` (util-linux 2.24; the colon came with 2.34). */
export const dmesgIso: Envelope = {
  id: 'dmesg-iso',
  first: /\d/,
  open(body) {
    const [head, printed = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined || !mayHoldDmesgTime(body, 'dmesg-iso')) return null
    const wall = isoWall(printed, 'printk-rendered')
    return (
      wall && {
        ...body,
        text: body.text.slice(head.length),
        stamp: { ...body.stamp, wall: renderedWall(body.stamp.wall, wall) },
      }
    )
  },
}
