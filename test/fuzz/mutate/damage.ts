import type { Random } from '../random.ts'
import type { Mutator } from './index.ts'

/** Leaves the head of an input, to its first newline, as it is. */
const behindHead =
  (change: (text: string, random: Random) => string): Mutator =>
  (input, _other, random) => {
    const at = input.indexOf('\n') + 1
    let text = input.slice(at)
    for (let count = 1 + random.below(5); count > 0; count -= 1) text = change(text, random)
    return input.slice(0, at) + text
  }

/** Bytes are lost: a few, many, or all behind a place. */
export const lostBytes: Mutator = behindHead((text, random) => {
  const from = random.below(text.length)
  const most = random.chance(0.6) ? 8 : random.chance(0.7) ? 200 : text.length
  return text.slice(0, from) + text.slice(from + 1 + random.below(most))
})

/** Whole lines are lost, or all bytes behind a place. */
export const lostLines: Mutator = behindHead((text, random) => {
  if (random.chance(0.15)) return text.slice(0, random.below(text.length + 1))
  const lines = text.split('\n')
  return lines.toSpliced(random.below(lines.length), 1 + random.below(random.chance(0.6) ? 4 : 40)).join('\n')
})
