import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { builtCommand } from '../fleet/built.ts'
import { median } from './bench.ts'
import { kernelLog } from './material.ts'

const ROUNDS = 5
const TRIES = 3
/** Several times what it is, since the bundle of the tests is not the smallest, and the machine may be busy. */
const MOST = 25

const TELL_COST =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.cpuUsage();process.stderr.write(String.fromCharCode(10)+(user+system))})'

/** Microseconds that a Node computes, from its start to its end; nothing that it waits for. */
function cost(args: readonly string[]): number {
  const { stderr, status } = spawnSync(process.execPath, ['--import', TELL_COST, ...args], { encoding: 'utf8' })
  expect(status).toBe(0)
  return Number(stderr.trim().split('\n').at(-1))
}

test('a small log takes some times what an empty Node takes', async () => {
  const command = await builtCommand()
  const log = join(dirname(command), 'small.log')
  writeFileSync(log, [...kernelLog({ bytes: 1024 ** 2, reports: 3 })].join(''))
  const rounds = (args: readonly string[]): number => median(Array.from({ length: ROUNDS }, () => cost(args)))
  let best = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES && best > MOST; tries += 1)
    best = Math.min(best, rounds([command, 'analyze', log, '--format', 'json', '--quiet']) / rounds(['-e', '0']))
  rmSync(dirname(command), { recursive: true })
  expect(best).toBeLessThan(MOST)
}, 60_000)
