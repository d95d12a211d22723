import { bareBody } from '../../model/body.ts'
import type { Line } from '../../model/line.ts'
import type { Body, RecordFormat } from '../../model/reader.ts'
import type { WallReading } from '../../model/stamp.ts'
import { isoWall, printedWall } from '../envelopes/wall-time.ts'
import { openedOnce } from './opened-once.ts'
import { prefixOf, shapeOf } from './prefix-shape.ts'
import { recordBody } from './record-line.ts'

const ID = 'prefixed'
const MAX_LINES_LOOKED_AT = 300
const MAX_DEPTH = 8
const MIN_LINES = 4
/** As many are enough where every line has the prefix; one, where it is nothing but the number of the line. */
const MIN_OF_ALL = 2
const NUMBER_ONLY = /^(?:\[ \\t\]\*)?\\d\+[\s\\:.)|-]*$/
/** Of the lines that begin with no blank, so many have the prefix. Text around a log that was pasted has none. */
const SHARE = 0.75

const ISO = /(?<!\d)\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d| UTC\b)?/
const SYSLOG = /(?:(\d{4}) )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d)(?: (\d{4}))?/

/** The time in a prefix, which is that of whoever wrote the prefix; null where there is none. */
function wallOf(prefix: string): WallReading | null {
  const iso = ISO.exec(prefix)?.[0]
  if (iso !== undefined) return isoWall(iso, 'reception')
  const [, before, month = '', day = '', time = '', after] = SYSLOG.exec(prefix) ?? []
  if (month === '') return null
  const wall = printedWall({ year: before ?? after ?? null, month, day, time }, 'reception')
  return wall === 'none' ? null : wall
}

/** True for a line whose writer or time of printk envelopes tell as it is: then nothing unknown stands before it. */
function isKnown(text: string): boolean {
  const line: Line = { path: '', number: 2, start: 0, end: 0, text }
  let body: Body = bareBody(line, text)
  for (let next: Body | null = body; next !== null && next.envelopes.length <= MAX_DEPTH; next = openedOnce(next))
    body = next
  return body.ident !== null || body.stamp.bootSeconds !== null || body.envelopes.includes('dmesg-T')
}

function leastOf({ count, shape }: { readonly count: number; readonly shape: string }, lines: number): number {
  if (count < lines) return MIN_LINES
  return NUMBER_ONLY.test(shape) ? 1 : MIN_OF_ALL
}

/** The shape that most prefixes of a head have; null where its lines have none, or several. */
function commonShape(head: string): RegExp | null {
  const end = head.lastIndexOf('\n')
  const lines = head.slice(head.charCodeAt(0) === 0xfeff ? 1 : 0, end === -1 ? head.length : end)
  const looked = lines.split('\n', MAX_LINES_LOOKED_AT).filter(line => line.trim() !== '')
  const shapes = new Map<string, string[]>()
  for (const line of looked) {
    const prefix = prefixOf(line)
    if (prefix === null) continue
    const shape = shapeOf(prefix)
    shapes.set(shape, [...(shapes.get(shape)?.slice(-1) ?? []), line])
  }
  const counts = [...shapes].map(([shape, examples]) => {
    const expression = new RegExp(`^${shape}`)
    return { shape, expression, examples, count: looked.filter(line => expression.test(line)).length }
  })
  const [first, second] = counts.sort((a, b) => b.count - a.count)
  if (first === undefined || first.count < Math.max(leastOf(first, looked.length), looked.length * SHARE)) return null
  if ((second?.count ?? 0) * 4 > first.count) return null
  return first.examples.some(isKnown) ? null : first.expression
}

/** Below a line of a record of several lines dmesg prints blanks for the time. */
const INDENTED = /^ {4,}(?=\S)/

/**
 * A log with the same thing before every line, whatever put it there: `worker-3: [   10.087421] …` of pdsh, `oc adm
 * node-logs` and `docker compose`, the numbers of `cat -n`, times of `ts`, logcli and consoles of clouds. It is known by
 * the lines all having it, and does not prove that the kernel wrote them.
 */
export const prefixed: RecordFormat = {
  id: ID,
  matches: (_path, head) => commonShape(head) !== null,
  open(_path, head) {
    const shape = commonShape(head)
    return {
      take(line) {
        const prefix = shape?.exec(line.text)?.[0]
        if (prefix === undefined) return [bareBody(line, line.text)]
        const text = line.text.slice(prefix.length)
        const rest = INDENTED.exec(text)?.[0]
        if (rest !== undefined) return [{ ...bareBody(line, text.slice(rest.length)), continues: true }]
        const body = recordBody(line, text, ID)
        return [{ ...body, stamp: { ...body.stamp, wall: wallOf(prefix) } }]
      },
      close: () => [],
    }
  },
}
