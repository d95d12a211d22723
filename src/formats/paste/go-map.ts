import { type FragmentNode, newMap, type Scalar } from './fragment.ts'
import type { PastedLine } from './pasted-line.ts'

/**
 * `map[terminated:map[… exitCode:137 finishedAt:… reason:OOMKilled startedAt:…]]`: how kubectl before 1.18 printed an object
 * with jsonpath. Keys are sorted; where a message stands among them nothing is read, since it may hold anything.
 */
const ENDED =
  /\bterminated:map\[(?:containerID:(\S{1,200}) )?exitCode:(-?\d{1,10}) finishedAt:(\S{20,35}) reason:(\w{1,60}) startedAt:([^\s\]]{20,35})\]/g

/** Ends of containers that lines show in the form of Go's maps. */
export function* goMapsIn(lines: readonly PastedLine[], texts: ReadonlySet<number>): Iterable<FragmentNode> {
  for (const line of lines) {
    if (texts.has(line.at) || !line.raw.includes('terminated:map[')) continue
    for (const match of line.raw.matchAll(ENDED)) {
      const [text, containerID, exitCode, finishedAt, reason, startedAt] = match
      const start = line.from + match.index
      const end = newMap(start)
      const members = { containerID, exitCode: Number(exitCode), finishedAt, reason, startedAt }
      for (const [key, content] of Object.entries<Scalar | undefined>(members)) {
        if (content !== undefined) end.content.set(key, { start, end: start + text.length, content })
      }
      const state = newMap(start)
      state.content.set('terminated', end)
      for (const node of [end, state]) node.end = start + text.length
      yield state
    }
  }
}
