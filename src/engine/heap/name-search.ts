import { groupBy } from '../../model/group-by.ts'
import type { KnownPod } from '../kubernetes/pod-index.ts'

/** The pods whose name a text holds: those of the longest name in it. */
export type NameSearch = (text: string) => readonly KnownPod[]

/** Of thousands of pods and thousands of texts not each is looked for in each: parts of a text are looked up. */
export function newNameSearch(pods: readonly KnownPod[]): NameSearch {
  const byName = groupBy(pods, ({ name }) => name)
  const lengths = [...new Set([...byName.keys()].map(name => name?.length ?? 0))].sort((a, b) => b - a)
  return text => {
    for (const length of lengths) {
      const found = new Set<string>()
      for (let at = 0; at + length <= text.length; at += 1) {
        const part = text.slice(at, at + length)
        if (byName.has(part)) found.add(part)
      }
      if (found.size > 0) return [...found].flatMap(name => byName.get(name) ?? [])
    }
    return []
  }
}
