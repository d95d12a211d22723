/** What became of one check. `not run` is none of the others: nobody knows. */
export interface Outcome {
  readonly state: 'passed' | 'failed' | 'not run'
  /** What was found, a line each. */
  readonly lines: readonly string[]
}

export const passed = (...lines: readonly string[]): Outcome => ({ state: 'passed', lines })
export const notRun = (...lines: readonly string[]): Outcome => ({ state: 'not run', lines })

/** Failed where there are faults; else passed, with what is good to know. */
export const unless = (faults: readonly string[], ...lines: readonly string[]): Outcome =>
  faults.length > 0 ? { state: 'failed', lines: faults } : passed(...lines)

/** One step of a release check. */
export interface Step {
  readonly name: string
  run(): Outcome | Promise<Outcome>
}

async function outcomeOf(step: Step): Promise<Outcome> {
  try {
    return await step.run()
  } catch (error) {
    return { state: 'failed', lines: [error instanceof Error ? error.message : String(error)] }
  }
}

/** Runs all steps, whatever becomes of those before, and tells of each as it ends. Gives how many ended how. */
export async function runAll(
  steps: readonly Step[],
  say: (line: string) => void,
): Promise<Record<Outcome['state'], number>> {
  const count = { passed: 0, failed: 0, 'not run': 0 }
  for (const step of steps) {
    const { state, lines } = await outcomeOf(step)
    count[state] += 1
    const [first = '', ...more] = lines
    say(`${state.padEnd(7)}  ${step.name}${first === '' ? '' : `: ${first}`}`)
    for (const line of more) say(`           ${line}`)
  }
  return count
}
