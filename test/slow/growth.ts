/** A text that can be made as long as wanted. */
export type Attack = (length: number) => string

/** The longest text that is given to expressions that read lines: `MAX_TEXT` of src/lines/peel.ts. */
export const LINE_LENGTH = 16 * 1024

const STEP = 4
/** First some where a time that doubles with each character shows, and is still bearable. */
const SHORT = [16, 20, 24, 28, 32]

function* lengthsTo(longest: number): Generator<number> {
  yield* SHORT
  for (let length = 64; length <= longest; length *= STEP) yield length
}
/** Of what grows with the length four times as much takes four times as long; of what grows with its square, sixteen times. */
const MOST_GROWTH = 9
const TRIES = 5

function milliseconds(run: () => unknown): number {
  const began = performance.now()
  run()
  return performance.now() - began
}

/** The least of some tries, since other things run on this machine as well. */
const least = (run: () => unknown, tries: number): number =>
  Math.min(...Array.from({ length: tries }, () => milliseconds(run)))

/**
 * The length of a text from which on it takes a time that is out of proportion; null where it may have the longest length in
 * `allowedMs`.
 */
export function tooSlowFrom(
  run: (text: string) => unknown,
  attack: Attack,
  { longest = LINE_LENGTH, allowedMs = 8 } = {},
): number | null {
  for (const length of lengthsTo(longest)) {
    const [shorter, text] = [attack(length / STEP), attack(length)]
    const allowed = Math.max(1, (allowedMs * length) / longest)
    if (milliseconds(() => run(text)) <= allowed) continue
    const time = least(() => run(text), TRIES)
    if (time <= allowed) continue
    // A run that is far too long is no matter of proportion any more.
    if (time > 10 * allowed || time > MOST_GROWTH * least(() => run(shorter), TRIES)) return length
  }
  return null
}
