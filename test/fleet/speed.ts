// How much faster two workers are than one, over small bundles: medians of three runs each, in turns. A run that others
// took part of the machine from is not counted but repeated, as far as /proc tells.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeBundles } from './material.ts'

const RUNS = 3
/** Share of the machine that others may take. */
const MOST_TAKEN = 0.05
const TICKS_PER_SECOND = 100
const LOOK_SECONDS = 0.5
const COMMAND = fileURLToPath(new URL('../../dist/bin/oomlens.js', import.meta.url))

/** Seconds of processor time of the whole machine. */
function used(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (
    readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  )
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user + nice + system + irq + softirq) / TICKS_PER_SECOND
}

/** Share of the machine that is in use while nothing of this runs. What a run itself takes cannot be told from the rest. */
function takenByOthers(): number {
  const before = used()
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_SECONDS * 1000)
  return (used() - before) / LOOK_SECONDS / availableParallelism()
}

interface Run {
  readonly seconds: number
  /** Share of the machine that others took, before it and after it. */
  readonly taken: number
}

function runWith(folder: string, jobs: number): Run {
  const out = join(folder, 'out')
  rmSync(out, { recursive: true, force: true })
  const before = takenByOthers()
  const began = performance.now()
  execFileSync(process.execPath, [COMMAND, 'fleet', join(folder, 'bundles'), '-o', out, '--jobs', `${jobs}`])
  const seconds = (performance.now() - began) / 1000
  // The last workers end a moment after the command.
  takenByOthers()
  return { seconds, taken: Math.max(before, takenByOthers()) }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const percent = (share: number): string => `${(share * 100).toFixed(0)} %`

/** Seconds that one worker and two take. */
export interface Speed {
  readonly one: number
  readonly two: number
}

/** Null where the machine was not quiet often enough; then `isAny` takes what there is. */
export async function fleetSpeed(
  bundles: number,
  tries: number,
  say: (text: string) => void,
  isAny = false,
): Promise<Speed | null> {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-speed-'))
  try {
    mkdirSync(join(folder, 'bundles'))
    await writeBundles(join(folder, 'bundles'), bundles)
    const pairs: { readonly one: Run; readonly two: Run }[] = []
    for (let done = 0; done < tries && pairs.length < RUNS; done++) {
      const pair = { one: runWith(folder, 1), two: runWith(folder, 2) }
      const isQuiet = isAny || (pair.one.taken <= MOST_TAKEN && pair.two.taken <= MOST_TAKEN)
      const shown = [pair.one, pair.two].map(
        ({ seconds, taken }) => `${seconds.toFixed(2)} s (others ${percent(taken)})`,
      )
      say(`one worker ${shown[0]}, two ${shown[1]}${isQuiet ? '' : ': not counted'}`)
      if (isQuiet) pairs.push(pair)
    }
    if (pairs.length === 0 || (!isAny && pairs.length < RUNS)) return null
    return { one: median(pairs.map(pair => pair.one.seconds)), two: median(pairs.map(pair => pair.two.seconds)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
