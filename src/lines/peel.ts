import type { Line } from '../model/line.ts'
import type { Body, Envelope } from '../model/reader.ts'
import { NO_STAMP } from '../model/stamp.ts'

/** Wrappings nest: a syslog line may hold a printk stamp. More than this many is no log. */
const MAX_DEPTH = 8

function peel(body: Body, envelopes: readonly Envelope[], depth: number): readonly Body[] {
  if (depth === MAX_DEPTH) return [body]
  for (const envelope of envelopes) {
    const opened = envelope.open(body)
    if (opened === null) continue
    const inner = 'text' in opened ? [opened] : opened
    return inner.flatMap(each => peel({ ...each, envelopes: [...body.envelopes, envelope.id] }, envelopes, depth + 1))
  }
  return [body]
}

const bare = (line: Line): Body => ({
  line,
  text: line.text,
  stamp: NO_STAMP,
  host: null,
  ident: null,
  caller: null,
  origin: 'unknown',
  envelopes: [],
  continues: false,
})

/**
 * Takes lines out of their wrappings. A line without one that is indented directly below a wrapped line is more of the
 * same record, as dmesg prints records of several lines.
 */
export function newPeeler(envelopes: readonly Envelope[]): (line: Line) => readonly Body[] {
  let previous: Body | null = null
  return line => {
    const bodies = peel(bare(line), envelopes, 0)
    const [only] = bodies
    const above: Body | null = previous?.line.number === line.number - 1 ? previous : null
    if (bodies.length === 1 && only?.envelopes.length === 0 && above && /^ {2}/.test(line.text)) {
      previous = { ...above, line, text: line.text.trimStart(), continues: true }
      return [previous]
    }
    const last = bodies.at(-1)
    previous = last && last.envelopes.length > 0 ? last : null
    return bodies
  }
}
