import type { Envelope } from '../../model/reader.ts'
import { isKernelPriority, mayHoldKernelLog, originOf } from './origin.ts'

const HEAD = /^<(\d{1,3})>/

/**
 * `<4>…`: the priority of a message without a time, as `dmesg -r -t` and old klogd print it, also in a line of syslog. The
 * output of a service may have it as well (sd-daemon(3)), so that it does not prove the kernel.
 */
export const priority: Envelope = {
  id: 'priority',
  first: /</,
  open(body) {
    if (body.text.charCodeAt(0) !== 0x3c || !mayHoldKernelLog(body)) return null
    const [head, printed = ''] = HEAD.exec(body.text) ?? []
    if (head === undefined) return null
    const claim = isKernelPriority(printed) ? 'unknown' : 'user'
    return { ...body, text: body.text.slice(head.length), origin: originOf(body, claim) }
  },
}
