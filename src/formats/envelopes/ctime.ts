import { readCtime } from '../../../grammars/envelopes/ctime.ts'
import type { Envelope } from '../../model/reader.ts'
import { mayHoldDmesgTime, renderedWall } from './dmesg-times.ts'
import { printedWall } from './wall-time.ts'

const BEGINS = /^\[[^\s\d<>[\]:]{1,16} +\S{1,16} +\d{1,2} /

/** `[Thu Jan 15 08:30:10 2026] …`: `dmesg -T`, in any language. */
export const ctime: Envelope = {
  id: 'dmesg-T',
  first: /\[/,
  open(body) {
    if (body.text.charCodeAt(0) !== 0x5b || !mayHoldDmesgTime(body, 'dmesg-T') || !BEGINS.test(body.text)) return null
    const reading = readCtime(body.text)
    if (!reading.ok) return null
    const wall = printedWall(reading.value, 'printk-rendered')
    if (wall === 'none') return null
    const { rest, caller } = reading.value
    return {
      ...body,
      text: body.text.slice(rest),
      stamp: { ...body.stamp, wall: renderedWall(body.stamp.wall, wall) },
      caller: caller ?? body.caller,
    }
  },
}
