import type { Body, Found, OpenBlock } from '../../model/reader.ts'
import { isSameWriter, secondsBetween } from './writer.ts'

/** What a killer said about one kill, while it is read. */
export interface Telling<L> {
  /** `last`: nothing more can be of this kill. `end`: the line is of another one. */
  take(line: L, body: Body): 'mine' | 'foreign' | 'last' | 'end'
  close(): readonly Found[]
}

/** A killer waits for its victim for ten seconds, some for as long as they are told to. */
const MAX_SECONDS = 120
/** Lines of others in between, on a machine that has no memory to log much. */
const MAX_FOREIGN = 200

/** Gives the lines of one killer to what it tells, and ends by itself. */
export function newSession<L>(first: Body, read: (body: Body) => L | null, telling: Telling<L>): OpenBlock {
  let isOver = false
  let foreign = 0

  function take(body: Body): 'mine' | 'foreign' | 'end' {
    if (isOver) return 'end'
    const apart = secondsBetween(first, body)
    if (apart !== null && Math.abs(apart) > MAX_SECONDS) return 'end'
    const line = isSameWriter(first, body) ? read(body) : null
    const taken = line === null ? 'foreign' : telling.take(line, body)
    if (taken === 'last') {
      isOver = true
      return 'mine'
    }
    if (taken === 'foreign') foreign += 1
    return taken === 'foreign' && foreign > MAX_FOREIGN ? 'end' : taken
  }

  take(first)
  return { take, close: () => telling.close() }
}
