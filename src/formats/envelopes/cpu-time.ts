import type { Envelope } from '../../model/reader.ts'
import { mayHoldKernelTime } from './origin.ts'

const HEAD = /^\[\d{1,3}- *(\d{1,10}\.\d{4})\] ?/

/** `[2-3219.1870] …`: the processor, and seconds with four digits, as the kernels of Samsung's televisions print it. */
export const cpuTime: Envelope = {
  id: 'dmesg-cpu',
  first: /\[/,
  open(body) {
    if (body.text.charCodeAt(0) !== 0x5b || !mayHoldKernelTime(body)) return null
    const [head, seconds] = HEAD.exec(body.text) ?? []
    if (head === undefined) return null
    return { ...body, text: body.text.slice(head.length), stamp: { ...body.stamp, bootSeconds: Number(seconds) } }
  },
}
