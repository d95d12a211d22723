import type { Topic } from '../model/topic.ts'
import { distance } from './distance.ts'

/** A name without case and without what is written now so, now so: `oom_score_adj`, `oomScoreAdj`, `OOM score adj`. */
export const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const withoutIndices = (path: string): string => path.replace(/\[\d{0,9}\]/g, '')

/** The parts of a path as jq, JavaScript and docs/report.md write it. */
const segmentsOf = (path: string): readonly string[] =>
  withoutIndices(path)
    .split('.')
    .map(keyOf)
    .filter(segment => segment !== '')

const endsWith = (path: readonly string[], end: readonly string[]): boolean =>
  end.length > 0 && end.length <= path.length && end.every((part, at) => part === path[path.length - end.length + at])

/** A field is found by the end of its path, and one that stands in many places by the end of theirs. */
function isField({ name, aliases }: Topic, asked: readonly string[]): boolean {
  const path = segmentsOf(name)
  const isEnd = [path, ...aliases.map(segmentsOf)].some(each => endsWith(each, asked))
  return isEnd || (path.length > 1 && endsWith(asked, path))
}

/**
 * What is meant by the words of a user: all topics of that name, whole names first; else the fields that may hold that word.
 * Empty where there is none.
 */
export function findTopics(topics: readonly Topic[], asked: string): readonly Topic[] {
  const key = keyOf(withoutIndices(asked))
  if (key === '') return []
  const segments = segmentsOf(asked)
  const named = topics.filter(({ name, aliases }) => [name, ...aliases].some(word => keyOf(word) === key))
  const ending = topics.filter(topic => topic.group === 'field' && isField(topic, segments))
  const found = [...new Set([...named, ...ending])]
  return found.length > 0 ? found : topics.filter(({ values }) => values.some(value => keyOf(value) === key))
}

const MOST = 5
/** Longer words are nobody's misspelling. */
const LONGEST = 60
/** One wrong letter of so many may be a slip. */
const LETTERS_PER_SLIP = 3

const asItIs = (word: string) => ({ word, meant: word })

/** How far a word is from what was asked for: null where it is another, and farthest where it only holds it. */
function slipsTo(word: string, asked: string): number | null {
  const slips = distance(asked, word)
  if (slips <= Math.max(1, Math.floor(asked.length / LETTERS_PER_SLIP))) return slips
  return asked.length > 3 && word.includes(asked) ? LONGEST : null
}

/** Names that were perhaps meant, the nearest first: those that are not clearly farther than the nearest. */
export function similarTopics(topics: readonly Topic[], asked: string): readonly string[] {
  const key = keyOf(asked)
  if (key === '' || key.length > LONGEST) return []
  const near = topics.flatMap(({ name, aliases, values, group }) => {
    const last = group === 'field' ? [name.split('.').at(-1) ?? name] : []
    const words = [...[name, ...last, ...aliases].map(word => ({ word, meant: name })), ...values.map(asItIs)]
    return words.flatMap(({ word, meant }) => {
      const slips = slipsTo(keyOf(word), key)
      return slips === null ? [] : [{ meant, slips }]
    })
  })
  const least = Math.min(...near.map(({ slips }) => slips))
  const nearest = near.filter(({ slips }) => slips <= least + 1).toSorted((a, b) => a.slips - b.slips)
  return [...new Set(nearest.map(({ meant }) => meant))].slice(0, MOST)
}
