import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { analyze, type Bench, inTurn } from './bench.ts'
import { write } from './files.ts'
import { jsonList, samples } from './kube.ts'
import { kernelLog } from './material.ts'

/** What memory grows with, and an input that has so many of it. */
const THINGS = [
  {
    what: 'kill, with its whole report',
    name: 'kernel.log',
    most: 4000,
    parts: (count: number) => kernelLog({ bytes: 0, reports: count }),
  },
  {
    what: 'event, with its object in JSON',
    name: 'events.json',
    most: 40_000,
    parts: (count: number) => [jsonList(0, count)],
  },
  { what: 'sample of a series', name: 'pressure.log', most: 200_000, parts: (count: number) => samples(count) },
] as const

export interface Slope {
  readonly what: string
  readonly bytes: number
}

export interface Memory {
  readonly baseBytes: number
  readonly slopes: readonly Slope[]
}

/** Peaks of an input and of one with four times as many: what lies between is what they hold. Null without /proc. */
export async function memoryOf(bench: Bench, share: number): Promise<Memory | null> {
  const peak = async (name: string, parts: Iterable<string>): Promise<number | null> => {
    const file = write(join(bench.folder, name), parts)
    const [run] = await inTurn(bench, [analyze(file)])
    rmSync(file)
    return run?.peakBytes ?? null
  }
  const baseBytes = await peak('empty.log', kernelLog({ bytes: 1024 ** 2, reports: 0 }))
  if (baseBytes === null) return null
  const slopes: Slope[] = []
  for (const { what, name, most, parts } of THINGS) {
    const many = Math.max(8, Math.round(most * share))
    const few = Math.round(many / 4)
    const [small, large] = [await peak(name, parts(few)), await peak(name, parts(many))]
    slopes.push({ what, bytes: ((large ?? 0) - (small ?? 0)) / (many - few) })
    bench.say(`for each ${what}: ${((slopes.at(-1)?.bytes ?? 0) / 1000).toFixed(1)} kB`)
  }
  return { baseBytes, slopes }
}

/** A table in Markdown. */
export function memoryTable(memory: Memory | null): string {
  if (memory === null) return 'Not known: this system does not tell.\n'
  const rows = memory.slopes.map(({ what, bytes }) => `| for each ${what} | ${(bytes / 1000).toFixed(1)} kB |`)
  return ['| | |', '| --- | --- |', `| at least | ${(memory.baseBytes / 1e6).toFixed(0)} MB |`, ...rows, ''].join('\n')
}
