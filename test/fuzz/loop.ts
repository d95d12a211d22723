import { checkTime, seemsSlow } from './laws/time.ts'
import { type Changed, type Mutator, newMutator } from './mutate/index.ts'
import { lengthened } from './mutate/long.ts'
import { newRandom, type Random } from './random.ts'
import type { Target } from './target.ts'
import type { Watchdog } from './watchdog.ts'
import { wordsOf } from './words-of.ts'

export interface Finding {
  readonly input: string
  readonly error: Error
}

/** What came of it. */
export interface Tally {
  executions: number
  /** Inputs that the target took for its own. */
  read: number
  /** Of this process's own time. */
  milliseconds: number
  /** Seeds, and the inputs that reached code which no other had reached. */
  readonly pool: string[]
  readonly seeds: number
  /** Changes that its inputs were made by. */
  readonly changed: Changed
  /** One of each kind. */
  readonly findings: Map<string, Finding>
}

const LONGEST = { text: 16 * 1024, bytes: 200_000 } as const
const MOST_FINDINGS = 20

/** Findings that say the same, but for their numbers and quotes, are one. */
export const kindOf = (error: Error): string =>
  error.message
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\d+/g, '0')
    .slice(0, 120)

export interface Loop {
  readonly target: Target
  readonly tally: Tally
  /** Runs one input; notes what goes wrong. */
  try(input: string, isTimed?: boolean): Promise<void>
  next(): string
  /** An input as long as the target takes, made of one from the pool. */
  nextLong(): string
}

export async function openLoop(target: Target, seed: number, watchdog: Watchdog | null = null): Promise<Loop> {
  const random: Random = newRandom(seed)
  const seeds = await target.seeds()
  const longest = target.longest ?? LONGEST[target.form]
  const changed: Changed = new Map()
  const mutate: Mutator =
    target.mutate ?? newMutator(target.form, [...(target.words ?? []), ...wordsOf(seeds)], target.isBinary, changed)
  const tally: Tally = {
    executions: 0,
    read: 0,
    milliseconds: 0,
    pool: [...seeds],
    seeds: seeds.length,
    changed,
    findings: new Map(),
  }

  function note(input: string, thrown: unknown): void {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    const kind = kindOf(error)
    if (!tally.findings.has(kind) && tally.findings.size < MOST_FINDINGS) tally.findings.set(kind, { input, error })
  }

  const clock = (): number => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
  let before = clock()

  return {
    target,
    tally,
    async try(input, isTimed = true) {
      watchdog?.enter(input)
      const start = performance.now()
      try {
        const outcome = target.run(input)
        if ((outcome instanceof Promise ? await outcome : outcome) === 'read') tally.read += 1
        if (isTimed && seemsSlow(input, performance.now() - start))
          await checkTime(input, each => (target.alone ?? target.run)(each), target.anyMs)
      } catch (error) {
        note(input, error)
      }
      watchdog?.leave()
      tally.executions += 1
      // Asking costs as much as reading a line.
      if (tally.executions % 32 !== 0 && performance.now() - start < 1) return
      const now = clock()
      tally.milliseconds += now - before
      before = now
    },
    next() {
      const { pool } = tally
      // What was found leads on.
      const from = pool.length > seeds.length && random.chance(0.4) ? seeds.length : 0
      const parent = pool[from + random.below(pool.length - from)] ?? ''
      return mutate(parent, random.pick(pool) ?? '', random).slice(0, longest)
    },
    nextLong: () => lengthened(random.pick(tally.pool) ?? '', random, longest),
  }
}
