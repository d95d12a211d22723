import { distance } from '../topics/distance.ts'

/** One wrong letter of so many may be a slip. */
const LETTERS_PER_SLIP = 3

/** The word that was perhaps meant, the nearest; null where none is near. */
export function nearest(asked: string, words: readonly string[]): string | null {
  const most = Math.max(1, Math.floor(asked.length / LETTERS_PER_SLIP))
  const near = words.map(word => ({ word, slips: distance(asked.toLowerCase(), word.toLowerCase()) }))
  const [first] = near.filter(({ slips }) => slips <= most).toSorted((a, b) => a.slips - b.slips)
  return first?.word ?? null
}
