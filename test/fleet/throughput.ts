// How much faster two workers are than one, over 1,000 small bundles: medians of three runs each, in turns.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeBundles } from './material.ts'

const BUNDLES = Number(process.env.BUNDLES ?? 1000)
const RUNS = 3
const COMMAND = fileURLToPath(new URL('../../dist/bin/oomlens.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'fleet-speed-'))
const bundles = join(folder, 'bundles')
const say = (text: string): unknown => process.stdout.write(`${text}\n`)

function secondsWith(jobs: number, run: number): number {
  const began = performance.now()
  execFileSync(process.execPath, [COMMAND, 'fleet', bundles, '-o', join(folder, `${jobs}-${run}`), '--jobs', `${jobs}`])
  return (performance.now() - began) / 1000
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

try {
  mkdirSync(bundles)
  await writeBundles(bundles, BUNDLES)
  secondsWith(2, -1)
  const times = { one: [] as number[], two: [] as number[] }
  for (let run = 0; run < RUNS; run++) {
    times.one.push(secondsWith(1, run))
    times.two.push(secondsWith(2, run))
  }
  for (const [name, all] of Object.entries(times)) say(`${name}: ${all.map(each => each.toFixed(2)).join(', ')} s`)
  const [one, two] = [median(times.one), median(times.two)]
  say(`medians: ${(BUNDLES / one).toFixed(0)} and ${(BUNDLES / two).toFixed(0)} bundles/s, ${(one / two).toFixed(2)} times as many`)
  say(`load: ${loadavg().map(each => each.toFixed(1)).join(' ')}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
