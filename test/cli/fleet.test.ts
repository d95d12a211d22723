import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { readStore, writeRecord } from '../../src/cli/fleet/store.ts'
import { canonical } from '../../src/fleet/index.ts'
import { incident, record } from '../fleet/parts.ts'
import { oomlens } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'fleet-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'empty'))
writeFileSync(join(folder, 'a.log'), 'x\n')

function directory(name: string, ...records: readonly ReturnType<typeof record>[]): string {
  const path = join(folder, name)
  mkdirSync(join(path, 'records'), { recursive: true })
  for (const [at, each] of records.entries()) writeFileSync(join(path, 'records', `${at}.json`), `${canonical(each)}\n`)
  return path
}

describe('oomlens fleet refuses', () => {
  const log = join(folder, 'a.log')
  test.each([
    ['no -o', [log], '-o DIR is needed: where the records go.'],
    ['no PATH', ['-o', 'out'], 'no bundles. A PATH is a directory whose entries are bundles'],
    ['a directory without entries', [join(folder, 'empty'), '-o', 'out'], 'no bundles.'],
    ['a PATH that is not there', [join(folder, 'gone'), '-o', 'out'], 'there is no such file or directory'],
    ['a list that is not there', ['--list', join(folder, 'gone'), '-o', 'out'], '--list: '],
    ['an -o that is a file', [log, '-o', join(log, 'out')], 'cannot be written: '],
    ['a shard that is none', [log, '-o', 'out', '--shard', '8/8'], 'there is no 8/8'],
    ['no time at all', [log, '-o', 'out', '--timeout', '0'], "--timeout: '0' is no number from 0.001"],
    ['too little memory', [log, '-o', 'out', '--memory', '1'], "--memory: '1' is no number from 64"],
    ['no worker', [log, '-o', 'out', '--jobs', '0'], "--jobs: '0' is no number from 1"],
    ['a path of one bundle', [log, '-o', 'out', '--node', 'n1=x'], 'NAME=PATH is of one bundle'],
  ])('%s', async (_, argv, reason) => {
    const { status, stdout, stderr } = await oomlens(['fleet', ...argv])
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^oomlens: [^\n]+\n$/)
    expect(stderr).toContain(reason)
  })
})

test('where no worker starts, that is told in one line', async () => {
  const { status, stdout, stderr } = await oomlens(['fleet', join(folder, 'a.log'), '-o', join(folder, 'stillborn')], {
    parts: { fleetWorker: join(folder, 'no-such-worker.js') },
  })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toMatch(/^oomlens: no worker can be started: [^\n]*no-such-worker\.js[^\n]*\n$/)
})

test('what fails does not replace the report of another version', async () => {
  const unruly = fileURLToPath(new URL('../fleet/unruly-worker.mjs', import.meta.url))
  const out = directory('older')
  const older = record({ name: 'abort', sha256: 'sha of abort', oomlens: '0.0.1', incidents: [incident()] })
  writeRecord(out, older)
  writeFileSync(join(folder, 'abort'), '')
  writeFileSync(join(folder, 'exit'), '')
  const { stdout } = await oomlens(['fleet', join(folder, 'abort'), join(folder, 'exit'), '-o', out], {
    parts: { fleetWorker: unruly },
  })
  expect(stdout).toMatch(/^2 bundles: 0 analysed, 0 without a log that oomlens reads, 2 failed\n/)
  const { records } = readStore(out)
  expect(records).toHaveLength(2)
  expect(records).toContainEqual(older)
  expect(records).toContainEqual(expect.objectContaining({ name: 'exit', status: 'failed', sha256: 'sha of exit' }))
})

test('oomlens fleet --help says what a bundle is, and from where shards count', async () => {
  const { status, stdout } = await oomlens(['fleet', '--help'])
  expect(status).toBe(0)
  expect(stdout).toMatch(/A bundle is each entry of a directory/)
  expect(stdout).toMatch(/Shards count from 0: of 8 they are 0\/8 to 7\/8/)
  expect((await oomlens(['fleet', 'merge', '--help'])).stdout).toMatch(/in any order, and again without harm/)
})

describe('oomlens fleet summary', () => {
  const kills = (...pids: readonly number[]) => pids.map((pid, at) => incident({ id: `i${at}`, pid }))
  const one = directory('one', record({ incidents: kills(1, 2) }))
  const two = directory('two', record({ name: 'b.tgz', sha256: 'bb', incidents: kills(2, 3) }))

  test('takes several directories as one', async () => {
    const merged = join(folder, 'merged')
    expect((await oomlens(['fleet', 'merge', one, two, '-o', merged])).stdout).toBe(
      `2 records in ${merged}, 2 of them new or better\n`,
    )
    const together = await oomlens(['fleet', 'summary', two, one, '--format', 'json'])
    expect(together.status).toBe(0)
    expect(JSON.parse(together.stdout).incidents).toEqual({ distinct: 3, memoryKills: 3, repeats: 1, notComparable: 0 })
    expect(await oomlens(['fleet', 'summary', merged, '--format', 'json'])).toEqual(together)
  })

  test('gives each incident as a line', async () => {
    const { stdout } = await oomlens(['fleet', 'summary', one, two, '--format', 'ndjson'])
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines.map(({ pid, bundles }) => [pid, bundles])).toEqual([
      [1, ['a.tgz']],
      [2, ['a.tgz', 'b.tgz']],
      [3, ['b.tgz']],
    ])
  })

  test('leaves out what is damaged, and says so', async () => {
    const damaged = directory('damaged', record())
    writeFileSync(join(damaged, 'records', 'half.json'), '{"schema":"oomlens.fl')
    writeFileSync(join(damaged, 'records', 'other.json'), '[]')
    const { status, stdout, stderr } = await oomlens(['fleet', 'summary', damaged])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^ {2}0 memory kills in 1 bundle\./)
    expect(stderr).toBe(
      `oomlens: ${damaged}/records/half.json is damaged and left out\noomlens: ${damaged}/records/other.json is damaged and left out\n`,
    )
  })

  test.each(['summary', 'merge'])('%s refuses what holds no records', async command => {
    const { status, stderr } = await oomlens(['fleet', command, join(folder, 'empty'), '-o', join(folder, 'none')])
    expect(status).toBe(2)
    expect(stderr).toMatch(/no records in .*empty\. Give what was -o of "oomlens fleet"\./)
    expect((await oomlens(['fleet', command, join(folder, 'gone'), '-o', 'x'])).stderr).toMatch(
      /there is no such directory/,
    )
  })
})
