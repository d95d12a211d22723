import { readRelativeTime } from '../../../grammars/envelopes/relative-time.ts'
import type { Envelope } from '../../model/reader.ts'
import { mayHoldDmesgTime, renderedWall } from './dmesg-times.ts'
import { printedWall } from './wall-time.ts'

const BEGINS = /^\[(?: *\+\d|< *\d|[^\]]{1,20} \d\d:\d\d\])/

/**
 * `[Jan15 08:30] …`, `[  +5.505752] …`, `[<    5.505752>] …`: `dmesg -e`, `-H` and `--time-format delta`. Only the first
 * line of a minute has a time, without its year and seconds; a difference to the line above is none.
 */
export const dmesgRelative: Envelope = {
  id: 'dmesg-relative',
  first: /\[/,
  open(body) {
    const { text } = body
    if (text.charCodeAt(0) !== 0x5b || !mayHoldDmesgTime(body, 'dmesg-relative') || !BEGINS.test(text)) return null
    const reading = readRelativeTime(text)
    if (!reading.ok) return null
    const { month, day, time, rest } = reading.value
    const opened = { ...body, text: text.slice(rest) }
    if (month === null) return opened
    const wall = printedWall({ month, day, time, year: null }, 'printk-rendered')
    return wall === 'none' ? null : { ...opened, stamp: { ...body.stamp, wall: renderedWall(body.stamp.wall, wall) } }
  },
}
