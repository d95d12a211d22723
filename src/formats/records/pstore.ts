import { bareBody } from '../../model/body.ts'
import type { Line } from '../../model/line.ts'
import type { RecordFormat, RecordReader } from '../../model/reader.ts'

const HEADING = /^(?:Panic|Oops|Emergency|Restart|Halt|Poweroff|Shutdown|Unknown)#(\d{1,9}) Part(\d{1,6})\s*$/
/** Firmware stores some hundred KiB; what is larger is read in its order. */
const MAX_LINES = 1_000_000

interface Part {
  readonly count: number
  readonly number: number
  readonly lines: Line[]
}

function open(): RecordReader {
  const parts: Part[] = []
  let lines = 0
  return {
    take(line) {
      const [, count, number] = HEADING.exec(line.text) ?? []
      if (count !== undefined) parts.push({ count: Number(count), number: Number(number), lines: [] })
      else if (lines < MAX_LINES) parts.at(-1)?.lines.push(line)
      lines += 1
      return []
    },
    close() {
      const inOrder = [...parts].sort((a, b) => a.count - b.count || b.number - a.number)
      return inOrder.flatMap(part => part.lines.map(line => bareBody(line, line.text)))
    },
  }
}

/**
 * `Panic#2 Part1`: what the kernel left in the firmware before it died, in parts of which the first is the latest
 * (`pstore_dump` in fs/pstore/platform.c). They are read in the order of time.
 */
export const pstore: RecordFormat = {
  id: 'pstore',
  matches: (_path, head) =>
    HEADING.test(head.slice(head.charCodeAt(0) === 0xfeff ? 1 : 0, Math.max(0, head.indexOf('\n')))),
  open,
}
