import { describe, expect, test } from 'vitest'
import { tooOld } from '../../src/bin/node-version.ts'
import { oomlens } from './support.ts'

test('--version', async () => {
  expect(await oomlens(['--version'])).toMatchObject({ status: 0, stdout: '1.2.3\n', stderr: '' })
  const parts = { commit: '0123456789ab with changes' }
  expect((await oomlens(['--version'], { parts })).stdout).toBe('1.2.3 (0123456789ab with changes)\n')
})

test('--help has examples, for a command too', async () => {
  const root = await oomlens(['--help'])
  expect(root).toMatchObject({ status: 0, stderr: '' })
  expect(root.stdout).toContain('oomlens analyze bundle.tar.gz')
  for (const argv of [
    ['analyze', '--help'],
    ['help', 'analyze'],
  ]) {
    const { status, stdout } = await oomlens(argv)
    expect(status).toBe(0)
    for (const option of ['--format', '--output', '--timezone', '--exit-code', '--no-color', 'Exit status'])
      expect(stdout).toContain(option)
    expect(stdout.replace(/\s+/g, ' ')).toContain('Without a zone it is read in --timezone')
  }
})

test('without a command: the help, and status 2', async () => {
  const { status, stdout, stderr } = await oomlens([])
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toContain('Usage: oomlens')
})

test('formats lists what is read and written', async () => {
  const { status, stdout } = await oomlens(['formats'])
  expect(status).toBe(0)
  expect(stdout).toBe(`Reads, whatever the name, told by the content, each with a file of the repository:
  dmesg  the kernel log as dmesg prints it
         corpus/a/dmesg.txt

From: a file, a directory, gzip, tar (also one in another), or - for standard input.
Layouts of bundles: sosreport, plain.

Writes (--format):
  text  for people
  json  for programs
`)
})

describe('the version of Node', () => {
  test.each(['22.0.0', '24.21.0', '100.1.0'])('%s will do', version => {
    expect(tooOld(version)).toBeNull()
  })
  test.each(['12.22.12', '20.20.2', '21.7.3', '8.0.0'])('%s is too old', version => {
    expect(tooOld(version)).toBe(
      `oomlens: needs Node 22 or newer, this is Node ${version}. Install a newer Node, or in a checkout use npx oomlens.`,
    )
  })
})
