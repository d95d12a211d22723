import { analyze } from '../../src/analyze.ts'
import { bundleOfShape, type Shape } from './shape.ts'

/** What an analysis of one shape took. */
export interface Concluded {
  readonly incidents: number
  /** Milliseconds that this process computed to read it, and then to conclude from what it had read. */
  readonly readingMs: number
  readonly concludingMs: number
}

const computedMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

export async function concluded(shape: Shape, count: number, run: typeof analyze = analyze): Promise<Concluded> {
  const began = process.cpuUsage()
  let readingMs = 0
  const { incidents } = await run(bundleOfShape(shape, count), {
    onProgress({ phase }) {
      if (phase === 'concluding') readingMs = computedMs(began)
    },
  })
  return { incidents: incidents.length, readingMs, concludingMs: computedMs(began) - readingMs }
}
