import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { kernelLog } from '../bench/material.ts'
import { CASE, isOneLine, openBench, oomlens, shell, start } from './support.ts'

const bench = openBench()
/** More than a pipe holds, in every format. */
const log = [...kernelLog({ bytes: 0, reports: 60 })].join('')
const formats = ['text', 'json', 'ndjson', 'markdown', 'html'] as const

describe.each(formats)('%s into a pipe', format => {
  test('whose reader leaves after the first bytes ends quietly', async () => {
    const { child, ended } = start(bench.command(), ['analyze', '-', '--verbose', '--format', format, '--exit-code'])
    child.stdout?.once('data', () => child.stdout?.destroy())
    child.stdin?.end(log)
    expect(await ended).toMatchObject({ status: 1, signal: null, stderr: '' })
  })

  test('that is closed in the middle of the analysis ends quietly', async () => {
    const { child, ended } = start(bench.command(), ['analyze', '-', '--format', format])
    child.stdin?.write(log.slice(0, log.length / 2))
    child.stdout?.destroy()
    await new Promise(resolve => setTimeout(resolve, 150))
    child.stdin?.end(log.slice(log.length / 2))
    expect(await ended).toMatchObject({ status: 0, signal: null, stderr: '' })
  })
})

const others = [
  ['--help'],
  ['analyze', '--help'],
  ['--version'],
  ['formats'],
  ['collect'],
  ['explain'],
  ['explain', 'order'],
]

test.each(others)('%s %s: a pipe that nobody reads ends quietly', async (...args) => {
  const { child, ended } = start(bench.command(), args)
  child.stdin?.end()
  child.stdout?.destroy()
  expect(await ended).toMatchObject({ status: 0, signal: null, stderr: '' })
})

describe.skipIf(!existsSync('/dev/full'))('where nothing can be written', () => {
  test.each([['analyze', CASE], ...others].map(args => args.join(' ')))('%s > /dev/full: one line', async args => {
    const { status, stderr } = await shell(bench.command(), `"$@" ${args} > /dev/full`)
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'oomlens: standard output cannot be written: no space is left on the disk\n',
    })
  })

  test.each(['2> /dev/full', '2>&-'])('complaints %s change nothing', async where => {
    const whole = await oomlens(bench.command(), 'analyze', CASE, '--exit-code')
    expect(whole.status).toBe(1)
    expect(await shell(bench.command(), `"$@" analyze ${CASE} --exit-code ${where}`)).toEqual(whole)
    expect((await shell(bench.command(), `"$@" analyze no-such-file ${where}`)).status).toBe(2)
  })
})

test('a complaint that goes into the same closed pipe ends quietly', async () => {
  const { stdout, stderr } = await shell(
    bench.command(),
    '{ "$@" analyze no-such-file 2>&1; echo "status $?" >&2; } | true',
  )
  expect({ stdout, stderr }).toEqual({ stdout: '', stderr: 'status 2\n' })
})

test('a reader that stalls does not keep the writer from being ended', async () => {
  const { child, ended } = start(bench.command(), ['analyze', '-', '--format', 'html', '--verbose'])
  child.stdout?.pause()
  child.stdin?.end(log)
  // It cannot be seen from outside that a process waits in a write; by now it has nothing else to do.
  await new Promise(resolve => setTimeout(resolve, 3000))
  expect(child.exitCode).toBeNull()
  child.kill('SIGTERM')
  await new Promise(resolve => child.once('exit', resolve))
  expect(child.signalCode).toBe('SIGTERM')
  child.stdout?.resume()
  expect((await ended).stderr).toBe('')
})

test('standard input that breaks off is no failure of the program', async () => {
  const { status, stderr } = await shell(bench.command(), '"$@" analyze - <&-')
  expect(status).toBe(2)
  expect(isOneLine(stderr), stderr).toBe(true)
})
