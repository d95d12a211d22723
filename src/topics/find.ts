import type { Topic } from '../model/topic.ts'
import { distance } from './distance.ts'

/** A name without case and without what is written now so, now so: `oom_score_adj`, `oomScoreAdj`, `OOM score adj`. */
export const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** The parts of a path as jq, JavaScript and docs/report.md write it. */
const segmentsOf = (path: string): readonly string[] =>
  path
    .replace(/\[\d{0,9}\]/g, '')
    .split('.')
    .map(keyOf)
    .filter(segment => segment !== '')

const endsWith = (path: readonly string[], end: readonly string[]): boolean =>
  end.length > 0 && end.length <= path.length && end.every((part, at) => part === path[path.length - end.length + at])

/** A field is found by the end of its path, and one that stands in many places by the end of theirs. */
function isField(topic: Topic, asked: readonly string[]): boolean {
  const path = segmentsOf(topic.name)
  return endsWith(path, asked) || (path.length > 1 && endsWith(asked, path))
}

/** What is meant by the words of a user: all topics of that name, whole names first. Empty where there is none. */
export function findTopics(topics: readonly Topic[], asked: string): readonly Topic[] {
  const key = keyOf(asked)
  if (key === '') return []
  const segments = segmentsOf(asked)
  const named = topics.filter(({ name, aliases }) => [name, ...aliases].some(word => keyOf(word) === key))
  const ending = topics.filter(topic => topic.group === 'field' && isField(topic, segments))
  return [...new Set([...named, ...ending])]
}

const MOST = 5
/** Longer words are nobody's misspelling. */
const LONGEST = 60
/** One wrong letter of so many may be a slip. */
const LETTERS_PER_SLIP = 3

/** Names that were perhaps meant, the nearest first: those that are not clearly farther than the nearest. */
export function similarTopics(topics: readonly Topic[], asked: string): readonly string[] {
  const key = keyOf(asked)
  if (key === '' || key.length > LONGEST) return []
  const near = topics.flatMap(({ name, aliases, group }) => {
    const last = group === 'field' ? [name.split('.').at(-1) ?? name] : []
    const found = [name, ...last, ...aliases].flatMap(word => {
      const other = keyOf(word)
      const slips = distance(key, other)
      if (slips <= Math.max(1, Math.floor(key.length / LETTERS_PER_SLIP))) return [slips]
      return key.length > 3 && other.includes(key) ? [LONGEST] : []
    })
    return found.length === 0 ? [] : [{ name, slips: Math.min(...found) }]
  })
  const least = Math.min(...near.map(({ slips }) => slips))
  const nearest = near.filter(({ slips }) => slips <= least + 1).toSorted((a, b) => a.slips - b.slips)
  return [...new Set(nearest.map(({ name }) => name))].slice(0, MOST)
}
