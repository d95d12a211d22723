import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tgzOf, utf8 } from '../archives/support.ts'
import { isOneLine, oomlens } from './support.ts'

let root = ''
const killed = 'Out of memory: Killed process 1 (a)\n'

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'oomlens-'))
  await writeFile(join(root, 'dmesg.txt'), killed)
  await writeFile(join(root, 'empty'), '')
  await writeFile(
    join(root, 'photo.jpg'),
    Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0]),
  )
  await writeFile(join(root, 'x.xz'), Uint8Array.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]))
  await writeFile(join(root, 'x.7z'), Uint8Array.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]))
  await mkdir(join(root, 'no-logs'))
  await writeFile(join(root, 'no-logs/a'), 'hello\n')
  await writeFile(join(root, 'no-logs/b'), 'hello\n')
  await mkdir(join(root, 'no-files'))
  const noise = Array.from({ length: 3000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 0).toString(36)).join('\n')
  const tgz = await tgzOf({ 'dmesg.txt': killed, later: noise })
  await writeFile(join(root, 'cut.tar.gz'), tgz.slice(0, tgz.length >> 1))
  await writeFile(join(root, 'stub.gz'), tgz.slice(0, 12))
  await writeFile(join(root, 'secret'), killed)
  await chmod(join(root, 'secret'), 0)
})
afterAll(() => rm(root, { recursive: true, force: true }))

const at = (name: string): string => join(root, name)
async function refused(argv: readonly string[], says: string): Promise<void> {
  const { status, stdout, stderr } = await oomlens(argv)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(isOneLine(stderr), stderr).toBe(true)
  expect(stderr).toContain(says)
}

describe('nothing readable: exit 2, one line, empty standard output', () => {
  test.each([
    ['missing.tar', 'there is no such file or directory. Check the path.'],
    ['empty', 'empty: empty. Give it dmesg'],
    ['photo.jpg', 'photo.jpg: not a log that oomlens reads (binary data). Give it dmesg'],
    ['no-logs', 'no-logs: none of its 2 files is a log that oomlens reads. Give it'],
    ['no-logs/a', 'a: not a log that oomlens reads. Give it'],
    ['no-files', 'no-files: no files in it. Give it'],
    ['x.xz', 'x.xz is cut short'],
    ['x.7z', 'x.7z is a 7-Zip archive, which oomlens does not open. Unpack it first (7z x)'],
    ['stub.gz', 'stub.gz is cut short'],
  ])('%s', (name, says) => refused(['analyze', at(name)], says))

  test.skipIf(process.getuid?.() === 0)('a file without permission', () =>
    refused(['analyze', at('secret')], 'cannot be read: permission denied'),
  )

  test('empty standard input', () => refused(['analyze', '-'], 'oomlens: standard input: empty'))

  test('with --format json the report is printed all the same', async () => {
    const { status, stdout, stderr } = await oomlens(['analyze', at('photo.jpg'), '--format', 'json', '--quiet'])
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'oomlens.report.v1', bundle: { name: 'photo.jpg' } })
    expect(isOneLine(stderr)).toBe(true)
  })
})

test('one unreadable source in a bundle is no failure', async () => {
  const cut = await oomlens(['analyze', at('cut.tar.gz')])
  expect(cut.status).toBe(0)
  expect(cut.stdout).toContain('nothing happened')
  expect(isOneLine(cut.stderr)).toBe(true)
  expect(cut.stderr).toMatch(/cut\.tar\.gz is cut short.*later has \d+ of its \d+ bytes\. Copy it again/)
  expect((await oomlens(['analyze', '--quiet', at('cut.tar.gz')])).stderr).toBe('')
})

describe('usage errors: exit 2, one line', () => {
  test.each([
    [['analyze', 'x', '--frobnicate'], "unknown option '--frobnicate'"],
    [['analyze', 'x', '--formt', 'json'], 'Did you mean --format?'],
    [['analyze', 'x', '--frmat', 'json'], 'oomlens analyze --help shows how it is used.'],
    [['frobnicate'], "unknown command 'frobnicate'. oomlens --help shows how it is used."],
    [['analize', 'x'], "unknown command 'analize'. Did you mean analyze? oomlens --help"],
    [
      ['package.json'],
      "'package.json' is a file or a directory, and the command is missing: oomlens analyze package.json",
    ],
    [['version'], "There is no command 'version'. Did you mean --version?"],
    [['fleet', 'sumary', 'out'], "There is no 'sumary'. Did you mean oomlens fleet summary?"],
    [['fleet', 'merge', 'out', '--ouput', 'x'], 'Did you mean --output? oomlens fleet merge --help'],
    [['help', 'analize'], "There is no command 'analize'. Did you mean analyze?"],
    [['help', 'fleet', 'megre'], 'Did you mean merge?'],
    [['help', 'frobnicate'], `There is no command 'frobnicate'. "oomlens help" lists all.`],
    [['--frobnicate'], "unknown option '--frobnicate'"],
    [
      ['analyze'],
      'analyze: nothing to read was given. Give it a file, a directory, an archive, or - for standard input.',
    ],
    [['view'], 'view: nothing to read was given.'],
    [['fleet', 'summary'], "missing required argument 'dir'. oomlens fleet summary --help"],
    [['analyze', 'x', '--format', 'pdf'], "--format: 'pdf' is none of text, json.\n"],
    [['analyze', 'x', '--format', 'jsn'], 'Did you mean json?'],
    [['fleet', 'summary', 'x', '--by', 'huor'], "--by: 'huor' is none of day, hour. Did you mean hour?"],
    [['analyze', 'x', '--timezone', 'Mars/Olympus'], "--timezone: 'Mars/Olympus' is no time zone"],
    [['analyze', 'x', '--since', 'yesterday'], "--since: 'yesterday' is no time"],
    [['analyze', 'x', '--until', '2026-02-30T00:00:00Z'], '--until: '],
    [['analyze', 'x', '--now', '1700000000'], '--now: '],
    [['analyze', 'x', '--since', '2026-03-02', '--until', '2026-03-01'], '--since is later than --until'],
    [['analyze', '-', '-'], 'standard input was given more than once'],
  ])('%j', refused)
})

test('an output file that cannot be written', async () => {
  const there = await oomlens(['analyze', at('dmesg.txt'), '-o', at('no/such/dir/report')])
  expect(there.status).toBe(2)
  expect(isOneLine(there.stderr)).toBe(true)
  expect(there.stderr).toContain('cannot be written')
})

describe('hostile or failing', () => {
  test('escapes in a path do not reach the terminal', async () => {
    const { stderr } = await oomlens(['analyze', 'a\x1b]0;owned\x07\nb\u202e'])
    expect(isOneLine(stderr)).toBe(true)
    expect(stderr).toContain('a\\x1b]0;owned\\x07 b\\u202e')
  })

  test('a closed pipe ends quietly with the status it would have had', async () => {
    const closed = await oomlens(['analyze', at('dmesg.txt')], { stdoutError: 'EPIPE' })
    expect(closed).toMatchObject({ status: 0, stderr: '' })
    expect((await oomlens(['--help'], { stdoutError: 'EPIPE' })).status).toBe(0)
    const full = await oomlens(['analyze', at('dmesg.txt')], { stdoutError: 'ENOSPC' })
    expect(full.status).toBe(2)
    expect(full.stderr).toBe('oomlens: standard output cannot be written: no space is left on the disk\n')
  })

  test('a fault of oomlens itself is one line, with the stack only on request', async () => {
    const parts = {
      analyze: () => Promise.reject(new Error('oops')),
    }
    const plain = await oomlens(['analyze', '-'], { parts, stdin: utf8('x') })
    expect(plain.status).toBe(2)
    expect(isOneLine(plain.stderr)).toBe(true)
    expect(plain.stderr).toContain('internal error: oops')
    const debug = await oomlens(['analyze', '-'], { parts, stdin: utf8('x'), env: { OOMLENS_DEBUG: '1' } })
    expect(debug.stderr).toContain('bad-input.test.ts')
  })
})
