import { Broken } from '../target.ts'

/** A second for each megabyte. */
const MS_PER_CHARACTER = 1000 / 1_000_000
/** What any input may take beside: the first of its kind makes a parser. */
const ANY_MS = 60

/** By the clock, that is worth asking again: the machine is shared. */
export const seemsSlow = (input: string, milliseconds: number): boolean =>
  milliseconds > 100 + input.length * MS_PER_CHARACTER

/** Reads it again, eight times at most: throws when it takes too long of this process's own time, whoever else is busy. */
export async function checkTime(input: string, run: (input: string) => unknown, anyMs: number = ANY_MS): Promise<void> {
  const allowed = anyMs + input.length * MS_PER_CHARACTER
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 8; round += 1) {
    const before = process.cpuUsage()
    await run(input)
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
    if (least <= allowed) return
  }
  throw new Broken('takes too long', `${Math.round(least)} ms for ${input.length} characters`)
}
