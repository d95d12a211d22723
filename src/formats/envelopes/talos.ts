import type { Envelope } from '../../model/reader.ts'
import { mayHoldLogLine, originOf } from './origin.ts'
import { isoWall } from './wall-time.ts'

const HEAD =
  /^(?:([\w.:-]{1,255}): +)?([a-z]{3,8}\d?): {1,7}(?:emerg|alert|crit|err|warning|notice|info|debug): \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))\](?:: ?|$)/

/** `10.5.0.2: kern: warning: [2026-01-15T08:30:10.087421Z]: …`: `talosctl dmesg`, of one machine or of several. */
export const talos: Envelope = {
  id: 'talos',
  first: /[\w.:-]/,
  open(body) {
    if (!mayHoldLogLine(body)) return null
    const [head, host, facility, printed = ''] = HEAD.exec(body.text) ?? []
    const wall = head === undefined ? null : isoWall(printed, 'printk-rendered')
    if (head === undefined || wall === null) return null
    return {
      ...body,
      text: body.text.slice(head.length),
      stamp: { ...body.stamp, wall },
      host: host ?? body.host,
      origin: originOf(body, facility === 'kern' ? 'kernel' : 'user'),
    }
  },
}
