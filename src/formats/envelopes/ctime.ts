import { readCtime } from '../../../grammars/envelopes/ctime.ts'
import type { Envelope } from '../../model/reader.ts'
import { printedWall } from './wall-time.ts'

/** `[Thu Jan 15 08:30:10 2026] …`: `dmesg -T`. */
export const ctime: Envelope = {
  id: 'dmesg-T',
  open(body) {
    if (body.text.charCodeAt(0) !== 0x5b || body.envelopes.length > 0) return null
    const reading = readCtime(body.text)
    if (!reading.ok) return null
    const wall = printedWall(reading.value, 'printk-rendered')
    if (wall === null) return null
    const { rest, caller } = reading.value
    return { ...body, text: body.text.slice(rest), stamp: { ...body.stamp, wall }, caller: caller ?? body.caller }
  },
}
