import { bareBody } from '../../model/body.ts'
import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat, RecordReader } from '../../model/reader.ts'
import { directionOf, secondsOf } from './newest-first.ts'
import { logStart } from './record-line.ts'
import { recordsIn, reversed } from './reversed.ts'

/** Lines with wrappings of their own; below one those are indented that continue it. */
const bare = (line: Line): Body => {
  const continues = /^\s/.test(line.text)
  const text = continues ? line.text.trimStart() : line.text
  return { ...bareBody(line, text), continues }
}

const lines = (): RecordReader => ({ take: line => [bare(line)], close: () => [] })

/**
 * `journalctl -r`, and what stores of logs print line by line: the latest line stands first. Read as it stands, every report
 * would end before it begins.
 */
export const backwards: RecordFormat = {
  id: 'backwards',
  matches(_path, head) {
    const text = head.slice(logStart(head))
    const bodies = recordsIn(lines(), text.slice(0, text.lastIndexOf('\n')))
    const heads = bodies.filter(({ continues }) => !continues)
    const [first, last] = [heads[0], heads.at(-1)].map(body => (body ? secondsOf(body) : null))
    // Most logs run forwards, which the ends of the head tell.
    if (first == null || last == null || last > first) return false
    return directionOf(bodies, false).isNewestFirst
  },
  open: () => reversed(lines()),
}
