import { readKernelTime } from '../../../grammars/envelopes/kernel-time.ts'
import type { Envelope } from '../../model/reader.ts'
import { isKernelPriority, mayHoldKernelTime, originOf } from './origin.ts'

/** A daemon may keep the blank between `kernel:` and the message. */
const BLANK_BEFORE = /^ (?=\[ *\d)/

/** Consoles of Linux 3.16 to 4.14 end this note without a newline: it stands before the next line. */
const DROPPED = /^\*\* \d{1,20} printk messages dropped \*\* (?=[[<])/

/** `[   10.087421] …`: raw `dmesg`, also with `-d` and `-r`, and the same inside a syslog line of ident `kernel`. */
export const kernelTime: Envelope = {
  id: 'dmesg',
  first: /[[< *]/,
  open(body) {
    if (!mayHoldKernelTime(body)) return null
    const text = body.ident === 'kernel' ? body.text.replace(BLANK_BEFORE, '') : body.text.replace(DROPPED, '')
    if (text.charCodeAt(0) !== 0x5b && text.charCodeAt(0) !== 0x3c) return null
    const reading = readKernelTime(text)
    if (!reading.ok) return null
    const { seconds, caller, rest, priority } = reading.value
    const claim = priority === null ? 'unknown' : isKernelPriority(priority) ? 'kernel' : 'user'
    return {
      ...body,
      text: text.slice(rest),
      stamp: { ...body.stamp, bootSeconds: Number(seconds) },
      caller: caller ?? body.caller,
      origin: originOf(body, claim),
    }
  },
}
