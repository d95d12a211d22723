import type { Random } from '../random.ts'

/** What a change may draw on beside the text that it changes. */
export interface Material {
  /** Another input of the same target. */
  readonly other: string
  /** Words that mean something to the readers. */
  readonly words: readonly string[]
  /** What no log holds, or should: NULs, escapes, invalid UTF-8, controls. In the way in which the input is held. */
  readonly odd: readonly string[]
}

/** One way to damage or rearrange a text. Gives the text as it is where it has nothing to change. */
export type Change = (text: string, random: Random, material: Material) => string

/** A change, as the figures call it. */
export interface Named {
  readonly name: string
  readonly change: Change
}

/** The names of the changes, in words: `insertOdd` is `insert odd`. */
export const named = (changes: Readonly<Record<string, Change>>): readonly Named[] =>
  Object.entries(changes).map(([name, change]) => ({
    name: name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`),
    change,
  }))

/** A stretch of the text, short ones more often. */
export function stretch(text: string, random: Random): readonly [number, number] {
  const most = random.chance(0.7) ? 24 : text.length
  const from = random.below(text.length + 1)
  return [from, Math.min(text.length, from + 1 + random.below(most))]
}

export const splice = (text: string, from: number, to: number, put: string): string =>
  text.slice(0, from) + put + text.slice(to)
