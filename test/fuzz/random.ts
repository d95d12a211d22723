/** Chance that is the same for the same seed, so that a run can be repeated. */
export interface Random {
  /** A whole number from 0 to `most`, exclusive. */
  below(most: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
}

/** Marsaglia's xorshift over 32 bits: far better than what mutations need, and fast. */
export function newRandom(seed: number): Random {
  let state = (Math.imul(seed, 0x9e37_79b1) ^ 0x5bd1_e995) >>> 0 || 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state
  }
  const below = (most: number): number => (most <= 1 ? 0 : next() % most)
  return {
    below,
    chance: share => next() < share * 0x1_0000_0000,
    pick: list => list[below(list.length)] as (typeof list)[number],
  }
}
