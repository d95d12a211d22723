import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FleetRecord } from '../../src/fleet/index.ts'
import { kernelLog } from '../bench/material.ts'
import { CASE, openBench, type Run, start } from './support.ts'

const bench = openBench()

/** Bundles of a fleet: ordinary ones, and one that takes its worker a while. */
function bundles(name: string): { readonly folder: string; readonly out: string } {
  const root = bench.folder(name)
  const folder = join(root, 'bundles')
  mkdirSync(folder)
  for (const each of ['a', 'c', 'd']) {
    cpSync(CASE, join(folder, each), { recursive: true })
    writeFileSync(join(folder, each, 'note'), each)
  }
  writeFileSync(join(folder, 'b-large.log'), [...kernelLog({ bytes: 0, reports: 1200 })].join(''))
  return { folder, out: join(root, 'out') }
}

const recordsOf = (out: string): FleetRecord[] =>
  readdirSync(join(out, 'records'))
    .map(name => JSON.parse(readFileSync(join(out, 'records', name), 'utf8')))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

const workersOf = (pid: number | undefined): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

/** What the worker of the large bundle has open, at a time when it reads it. */
async function untilLargeIsRead({ child }: Run): Promise<number> {
  for (;;) {
    for (const worker of workersOf(child.pid)) {
      try {
        const files = readdirSync(`/proc/${worker}/fd`).map(fd => readlinkSync(`/proc/${worker}/fd/${fd}`))
        if (files.some(file => file.endsWith('b-large.log'))) return worker
      } catch {
        // It ended, or closed a file, meanwhile.
      }
    }
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

describe.skipIf(!existsSync('/proc/self/fd'))('a worker of a fleet', { timeout: 60_000 }, () => {
  test('that is killed in the middle of a bundle: its record says so, and the others are done', async () => {
    const { folder, out } = bundles('killed')
    const run = start(bench.command(), ['fleet', folder, '-o', out, '--jobs', '1'])
    // A bundle that ends a worker which had others before is tried in a fresh one.
    for (let kills = 0; kills < 2; kills += 1) {
      const worker = await untilLargeIsRead(run)
      process.kill(worker, 'SIGKILL')
      while (existsSync(`/proc/${worker}/stat`) && !/\) Z /.test(readFileSync(`/proc/${worker}/stat`, 'utf8')))
        await new Promise(resolve => setTimeout(resolve, 1))
    }
    const { status, stdout, stderr } = await run.ended
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(
      /^4 bundles: 3 analysed, .*1 failed\n {2}failed: b-large\.log: the worker was killed \(SIGKILL\)/,
    )
    expect(recordsOf(out)).toMatchObject([
      { name: 'a', status: 'analysed' },
      { name: 'b-large.log', status: 'failed', failure: { reason: 'crash' } },
      { name: 'c', status: 'analysed' },
      { name: 'd', status: 'analysed' },
    ])
    // What failed is tried again, and nothing is left beside.
    const again = await start(bench.command(), ['fleet', folder, '-o', out]).ended
    expect(again.stdout).toMatch(/^4 bundles: 4 analysed \(3 done before\)/)
    expect(readdirSync(join(out, 'records')).filter(name => !name.endsWith('.json'))).toEqual([])
  })

  test('that runs out of memory: its record says so with the limit, and the others are done', async () => {
    const { folder, out } = bundles('memory')
    const { status, stdout, stderr } = await start(bench.command(), [
      ...['fleet', folder, '-o', out, '--jobs', '2', '--memory', '170'],
    ]).ended
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(
      /3 analysed, .*1 failed\n {2}failed: b-large\.log: needs more than 170 MiB of memory \(--memory\)/,
    )
    expect(recordsOf(out).map(record => record.status)).toEqual(['analysed', 'failed', 'analysed', 'analysed'])
  })

  test('that takes too long', async () => {
    const { folder, out } = bundles('time')
    const { stdout } = await start(bench.command(), ['fleet', folder, '-o', out, '--timeout', '1.5']).ended
    expect(stdout).toContain('failed: b-large.log: not done after 1.5 s (--timeout)')
  })

  test('ends with who started it, whatever that was killed by', async () => {
    const { folder, out } = bundles('orphan')
    const run = start(bench.command(), ['fleet', folder, '-o', out, '--jobs', '1'])
    const worker = await untilLargeIsRead(run)
    run.child.kill('SIGKILL')
    await run.ended
    const began = performance.now()
    while (existsSync(`/proc/${worker}`) && performance.now() - began < 30_000)
      await new Promise(resolve => setTimeout(resolve, 20))
    expect(existsSync(`/proc/${worker}`)).toBe(false)
  })
})
