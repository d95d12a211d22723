import type { Envelope } from '../../model/reader.ts'

const SAMSUNG = /^ ?[A-Z]?\[\d{1,2}: {0,16}[^\]]{1,16}: {0,7}(\d{1,7})\] ?/
const MEDIATEK = /^(?:<\d>)?[ .*-]{0,2}\(\d{1,2}\)\[(\d{1,7}):[^\]]{1,20}\]/
const QUALCOMM = /^ ?(?:<\d>)?c\d{1,2} {1,7}(\d{1,7}) /

/**
 * `[   10.087421] [0:  kworker/0:1: 123] …` and `[   10.087421]  (0)[123:kworker/0:1]…`, `[   10.087421] c2   123 …`: who was running, as kernels of
 * Samsung, MediaTek and Qualcomm print it between the time and the message.
 */
export const kernelContext: Envelope = {
  id: 'kernel-context',
  first: /[ A-Z[<.*(c-]/,
  open(body) {
    if (body.stamp.bootSeconds === null || body.envelopes.at(-1) !== 'dmesg') return null
    const [head, task] = SAMSUNG.exec(body.text) ?? MEDIATEK.exec(body.text) ?? QUALCOMM.exec(body.text) ?? []
    return head === undefined
      ? null
      : { ...body, text: body.text.slice(head.length), caller: body.caller ?? `T${task}` }
  },
}
