import type { Coverage } from './coverage.ts'
import type { Loop } from './loop.ts'

/** How long a target is tried. */
export interface Budget {
  readonly executions: number
  readonly milliseconds: number
}

const isOver = ({ tally }: Loop, budget: Budget): boolean =>
  tally.executions >= budget.executions || tally.milliseconds >= budget.milliseconds

/** Mutates what is in the pool, at full speed. */
export async function runPlain(loop: Loop, budget: Budget): Promise<void> {
  while (!isOver(loop, budget)) await loop.try(loop.next())
}

/** Long inputs, of which few are enough. */
export async function runLong(loop: Loop, budget: Budget): Promise<void> {
  if (loop.target.mutate) return
  while (!isOver(loop, budget)) await loop.try(loop.nextLong())
}

const MOST_MS_A_BATCH = 400

/**
 * Mutates what is in the pool, and puts in what reaches code that nothing had reached. Asking what ran takes longer than
 * running, so it is asked once a batch, and of a batch that reached something its halves are run again.
 */
export async function runGuided(loop: Loop, budget: Budget, coverage: Coverage): Promise<void> {
  const runAll = async (inputs: readonly string[]): Promise<void> => {
    for (const input of inputs) await loop.try(input, false)
  }
  async function keep(inputs: readonly string[]): Promise<void> {
    if (inputs.length === 1) {
      await runAll(inputs)
      if (coverage.grew()) loop.tally.pool.push(...inputs)
      return
    }
    const middle = inputs.length >> 1
    for (const half of [inputs.slice(0, middle), inputs.slice(middle)]) {
      await runAll(half)
      if (coverage.isNew()) await keep(half)
    }
  }
  await runAll(loop.tally.pool)
  coverage.grew()
  for (let size = 16; !isOver(loop, budget); size = Math.min(4096, size * 2)) {
    const batch: string[] = []
    const until = loop.tally.milliseconds + MOST_MS_A_BATCH
    while (loop.tally.milliseconds < until && batch.length < size && !isOver(loop, budget)) {
      const input = loop.next()
      batch.push(input)
      await loop.try(input, false)
    }
    if (coverage.isNew()) {
      await keep(batch)
      size = Math.ceil(batch.length / 4)
      // Code that ran for none of the halves alone, such as what is made once.
      coverage.grew()
    }
  }
}
