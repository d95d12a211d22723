import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tarOf } from '../archives/support.ts'
import { bz2Of, xzOf, zipOf, zstOf } from '../archives/writers.ts'
import { builtCommand, recordsIn, running, untilRecords } from './built.ts'
import { writeBundles } from './material.ts'

const BUNDLES = 30
const SHARDS = 3
const folder = mkdtempSync(join(tmpdir(), 'fleet-'))
const bundles = join(folder, 'bundles')
let command = ''

const oomlens = (args: readonly string[], env: Record<string, string> = {}) => running(command, args, env).ended
const summaryOf = async (...directories: string[]): Promise<string> => {
  const { status, stdout } = await oomlens(['fleet', 'summary', '--format', 'json', ...directories])
  expect(status).toBe(0)
  return stdout
}
const recordsOf = (directory: string): Record<string, string> =>
  Object.fromEntries(recordsIn(directory).map(name => [name, readFileSync(join(directory, 'records', name), 'utf8')]))

beforeAll(async () => {
  mkdirSync(bundles)
  // Long enough for each that a run can be killed in the middle.
  await writeBundles(bundles, BUNDLES, 3000)
  command = await builtCommand()
}, 60_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  if (command !== '') rmSync(dirname(command), { recursive: true, force: true })
})

describe('a fleet in processes', () => {
  const whole = join(folder, 'whole')

  test('gives each bundle a record, and the next run has nothing to do', async () => {
    const first = await oomlens(['fleet', bundles, '-o', whole, '--jobs', '2'])
    expect(first).toMatchObject({ status: 0, stderr: '' })
    expect(first.stdout).toMatch(new RegExp(`^${BUNDLES} bundles: ${BUNDLES} analysed, 0 without`))
    const before = recordsOf(whole)
    expect(Object.keys(before)).toHaveLength(BUNDLES)
    const second = await oomlens(['fleet', bundles, '-o', whole])
    expect(second.stdout).toContain(`${BUNDLES} analysed (${BUNDLES} done before)`)
    expect(recordsOf(whole)).toEqual(before)
  })

  test('in shards, one killed in the middle and run again, is byte for byte what one process gives', async () => {
    const shardDir = (index: number) => join(folder, `shard-${index}`)
    const argv = (index: number) => ['fleet', bundles, '-o', shardDir(index), '--jobs', '1']
    const killed = running(command, [...argv(1), '--shard', `1/${SHARDS}`])
    await untilRecords(shardDir(1), 1)
    killed.child.kill('SIGKILL')
    expect((await killed.ended).signal).toBe('SIGKILL')
    const kept = recordsOf(shardDir(1))

    const partly = JSON.parse(await summaryOf(shardDir(1)))
    expect(partly.bundles.listed).toBe(BUNDLES)
    expect(partly.bundles.missing).toBe(BUNDLES - Object.keys(kept).length)

    const env = (index: number) => ({ JOB_COMPLETION_INDEX: String(index) })
    const runs = await Promise.all(
      [0, 1, 2].map(index => oomlens([...argv(index), '--shards', `${SHARDS}`], env(index))),
    )
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0])
    const sizes = [0, 1, 2].map(index => recordsIn(shardDir(index)).length)
    expect(sizes.reduce((sum, size) => sum + size)).toBe(BUNDLES)
    // It was killed before its end, and what it had kept was not done again.
    expect(Object.keys(kept).length).toBeLessThan(sizes[1] ?? 0)
    expect(runs[1]?.stdout).toContain(`(${Object.keys(kept).length} done before)`)
    expect(recordsOf(shardDir(1))).toMatchObject(kept)

    const merged = join(folder, 'merged')
    expect((await oomlens(['fleet', 'merge', shardDir(2), shardDir(0), '-o', merged])).status).toBe(0)
    await oomlens(['fleet', 'merge', shardDir(1), shardDir(0), '-o', merged])
    const again = await oomlens(['fleet', 'merge', shardDir(1), '-o', merged])
    expect(again.stdout).toContain(`${BUNDLES} records in ${merged}, 0 of them new or better`)
    expect(recordsOf(merged)).toEqual(recordsOf(whole))
    const expected = await summaryOf(whole)
    expect(await summaryOf(merged)).toBe(expected)
    expect(await summaryOf(shardDir(1), shardDir(0), shardDir(2))).toBe(expected)
  })

  test('that is interrupted keeps what is done, and goes on from there', async () => {
    const out = join(folder, 'interrupted')
    const run = running(command, ['fleet', bundles, '-o', out, '--jobs', '1'])
    await untilRecords(out, 2)
    run.child.kill('SIGINT')
    const { status, stdout } = await run.ended
    const kept = recordsIn(out).length
    expect(status).toBe(130)
    // The record of the bundle in flight may have been written before its worker could say so.
    const notDone = Number(/(\d+) not done: stopped/.exec(stdout)?.[1])
    expect([BUNDLES - kept, BUNDLES - kept + 1]).toContain(notDone)
    expect(kept).toBeLessThan(BUNDLES)
    expect((await oomlens(['fleet', bundles, '-o', out])).stdout).toContain(`(${kept} done before)`)
    expect(recordsOf(out)).toEqual(recordsOf(whole))
  })

  test('is not stopped by bundles that are none', async () => {
    const odd = join(folder, 'odd')
    mkdirSync(join(odd, 'empty'), { recursive: true })
    writeFileSync(join(odd, 'cut.tar.gz'), readFileSync(join(bundles, 'bundle-0001.tar.gz')).subarray(0, 500))
    writeFileSync(
      join(odd, 'noise.bin'),
      Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256),
    )
    writeFileSync(join(odd, 'readme.txt'), 'nothing about memory\n')
    const list = join(folder, 'list.txt')
    writeFileSync(list, `${join(bundles, 'bundle-0000')}\n${join(folder, 'gone')}\n`)
    const out = join(folder, 'odd-out')
    const { status, stdout, stderr } = await oomlens(['fleet', odd, '--list', list, '-o', out, '--exit-code'])
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toMatch(/^6 bundles: \d analysed, \d without a log that oomlens reads, 1 failed\n {2}failed: gone: /)
    const { failures } = JSON.parse(await summaryOf(out))
    expect(failures.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['gone', 'odd/empty', 'odd/noise.bin', 'odd/readme.txt']),
    )
  })

  test('unpacks everything that analyze does, with a worker for each processor', async () => {
    const packed = join(folder, 'packed')
    mkdirSync(packed)
    const own = join(bundles, 'bundle-0000')
    const files = Object.fromEntries(readdirSync(own).map(name => [name, readFileSync(join(own, name))]))
    const tar = await tarOf(files)
    writeFileSync(join(packed, 'a.tar'), tar)
    for (const [name, pack] of Object.entries({ xz: xzOf, zst: zstOf, bz2: bz2Of }))
      writeFileSync(join(packed, `a.tar.${name}`), pack(tar))
    writeFileSync(join(packed, 'a.zip'), await zipOf(files, { compress: true }))
    const out = join(folder, 'packed-out')
    expect((await oomlens(['fleet', packed, '-o', out, '--jobs', '64'])).stdout).toMatch(/^5 bundles: 5 analysed,/)
    const { incidents } = JSON.parse(await summaryOf(out))
    expect(incidents).toMatchObject({ distinct: 1, memoryKills: 1, repeats: 4 })
  })

  test('analyses a damaged record again', async () => {
    const [name = ''] = recordsIn(whole)
    const before = recordsOf(whole)
    writeFileSync(join(whole, 'records', name), (before[name] ?? '').slice(0, 100))
    const { stdout, stderr } = await oomlens(['fleet', bundles, '-o', whole])
    expect(stderr).toContain(`records/${name} is damaged, so it counts as not done`)
    expect(stdout).toContain(`(${BUNDLES - 1} done before)`)
    expect(recordsOf(whole)).toEqual(before)
  })
})
