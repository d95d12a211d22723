import { newRandom, type Random } from '../random.ts'
import type { Mutator } from './index.ts'
import { lines } from './lines.ts'

/** What keeps a log a log: whole lines go, come again or change places. */
const LOSSES = lines.filter(({ name }) => /^(?:drop|keep|duplicate|swap) lines$/.test(name))

/** Another number in the head of an input, and at times other lines behind it. */
export const chosen: Mutator = (input, other, random) => {
  let text = input.slice(input.indexOf('\n') + 1)
  const material = { other: other.slice(other.indexOf('\n') + 1), words: [''], odd: [''] }
  if (random.chance(0.6))
    for (let count = 1 + random.below(3); count > 0; count -= 1)
      text = random.pick(LOSSES).change(text, random, material)
  return `${random.below(1_000_000)}\n${text}`
}

/** The number in the head of an input as the source of choices, and what is behind it. */
export function choiceOf(input: string): { readonly random: Random; readonly text: string } {
  const at = input.indexOf('\n')
  return { random: newRandom(Number.parseInt(input.slice(0, at), 10) || 0), text: input.slice(at + 1) }
}
