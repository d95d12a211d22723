import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Aim } from './aims.ts'
import { analyze, type Bench, inTurn } from './bench.ts'
import { write } from './files.ts'
import { kernelLog } from './material.ts'

const MIB = 1024 ** 2

/** A quiet log of one size. */
export interface Sized {
  readonly mib: number
  readonly bytes: number
  readonly seconds: number
  readonly peakBytes: number | null
}

/** One log after the other, each removed before the next is written. */
export async function sizesOf(bench: Bench, mibs: readonly number[]): Promise<readonly Sized[]> {
  const sizes: Sized[] = []
  for (const mib of mibs) {
    const log = write(join(bench.folder, 'sized.log'), kernelLog({ bytes: mib * MIB, reports: 0 }))
    const [run] = await inTurn(bench, [analyze(log)])
    const { size } = statSync(log)
    rmSync(log)
    if (!run) continue
    const { seconds, peakBytes } = run
    sizes.push({ mib, bytes: size, seconds, peakBytes })
    bench.say(`${mib} MiB: ${seconds.toFixed(2)} s`)
  }
  return sizes
}

/** Peaks that should not grow with the log. */
export const peakAims = (sizes: readonly Sized[]): readonly Aim[] =>
  sizes
    .filter(({ mib }) => mib >= 1024 && Number.isInteger(mib / 1024))
    .map(({ mib, peakBytes }) => ({
      work: `peak memory, ${mib / 1024} GiB of a quiet log`,
      against: '',
      unit: 'MB' as const,
      must: 250,
      goal: 150,
      measured: peakBytes === null ? null : peakBytes / 1e6,
    }))

const BAR = 40

/** Nanoseconds for each byte that a log has more than the smallest one, whose time is the start; null of that one. */
const perByte = (sized: Sized, least: Sized): number | null =>
  sized === least ? null : ((sized.seconds - least.seconds) * 1e9) / (sized.bytes - least.bytes)

/** A table in Markdown, with the time of a byte as bars. */
export function sizesTable(sizes: readonly Sized[]): string {
  const [least] = sizes
  if (!least) return ''
  const most = Math.max(...sizes.map(sized => perByte(sized, least) ?? 0))
  const rows = sizes.map(sized => {
    const time = perByte(sized, least)
    const bar = time === null ? '' : '▇'.repeat(Math.max(1, Math.round((BAR * time) / most)))
    const peak = sized.peakBytes === null ? 'not known' : (sized.peakBytes / 1e6).toFixed(0)
    return `| ${sized.mib} | ${sized.seconds.toFixed(2)} | ${peak} | ${time?.toFixed(2) ?? ''} | ${bar} |`
  })
  return ['| MiB | seconds | peak MB | ns for each byte more | |', '| --- | --- | --- | --- | --- |', ...rows, ''].join(
    '\n',
  )
}
