import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Measured, measured } from './measure.ts'

const CLI = fileURLToPath(new URL('../../dist/bin/oomlens.js', import.meta.url))

/** Where and how often things are measured. */
export interface Bench {
  readonly folder: string
  readonly rounds: number
  say(text: string): void
}

export const analyze = (path: string): readonly string[] => [
  process.execPath,
  CLI,
  'analyze',
  path,
  '--format',
  'json',
  '--quiet',
]

/** A pipeline of the shell, `$1` of which is the path. */
export const shell = (script: string, path: string): readonly string[] => ['sh', '-c', script, 'sh', path]

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

export interface Medians {
  readonly seconds: number
  /** The most of all rounds; null where the system does not tell. */
  readonly peakBytes: number | null
}

/** Runs commands in turn, round after round, so that a busy machine is busy for each of them. */
export async function inTurn(bench: Bench, commands: readonly (readonly string[])[]): Promise<readonly Medians[]> {
  const all: Measured[][] = commands.map(() => [])
  for (let round = 0; round < bench.rounds; round += 1)
    for (const [at, command] of commands.entries()) all[at]?.push(await measured(command, `${bench.folder}/output`))
  return all.map(runs => {
    const peaks = runs.flatMap(({ peakBytes }) => peakBytes ?? [])
    return { seconds: median(runs.map(run => run.seconds)), peakBytes: peaks.length === 0 ? null : Math.max(...peaks) }
  })
}

/** How many times as long the first command takes as the second. */
export async function ratioOf(bench: Bench, one: readonly string[], other: readonly string[]): Promise<number> {
  const [a, b] = await inTurn(bench, [one, other])
  return (a?.seconds ?? Number.NaN) / (b?.seconds ?? Number.NaN)
}

export const megabytes = (path: string): number => statSync(path).size / 1e6
