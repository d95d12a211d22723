import { readKernelTime } from '../../../grammars/envelopes/kernel-time.ts'
import type { Envelope } from '../../model/reader.ts'

/** The facility of the kernel in syslog priorities; others in a kernel log were written by processes. */
export const isKernelPriority = (priority: string): boolean => Number(priority) >> 3 === 0

/** `[   10.087421] …`: raw `dmesg`, and the same inside a syslog line of ident `kernel`. */
export const kernelTime: Envelope = {
  id: 'dmesg',
  open(body) {
    const { text } = body
    if (text.charCodeAt(0) !== 0x5b && text.charCodeAt(0) !== 0x3c) return null
    // In the line of another program it is text, not a stamp; two stamps in a row are text as well.
    if (body.stamp.bootSeconds !== null || (body.ident !== null && body.ident !== 'kernel')) return null
    const reading = readKernelTime(text)
    if (!reading.ok) return null
    const { seconds, caller, rest, priority } = reading.value
    const origin = priority === null ? body.origin : isKernelPriority(priority) ? 'kernel' : 'user'
    return {
      ...body,
      text: text.slice(rest),
      stamp: { ...body.stamp, bootSeconds: Number(seconds) },
      caller: caller ?? body.caller,
      origin,
    }
  },
}
