import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, test } from 'vitest'
import { utf8 } from '../archives/support.ts'
import { tarBlock, tarOfBlocks } from '../archives/tar-block.ts'
import { zipOf } from '../archives/writers.ts'
import { isOneLine, openBench, oomlens } from './support.ts'

const bench = openBench()
const KILL =
  '[  100.500000] Memory cgroup out of memory: Killed process 4242 (java) total-vm:900kB, anon-rss:800kB, file-rss:0kB, shmem-rss:0kB, UID:0 pgtables:40kB oom_score_adj:968\n'

/** Everything that makes an unpacker write where it should not, or run what it should not. */
function hostileTar(target: string): Uint8Array {
  const file = (name: string) => tarBlock({ name }, KILL)
  const link = (name: string, type: string, linkName: string) => tarBlock({ name, type, linkName })
  return tarOfBlocks(
    tarBlock({ name: 'node/dmesg.txt' }, KILL),
    file('../../escaped-up'),
    file(`${target}/escaped-absolute`),
    file('a/../../../escaped-inside'),
    link('way-out', '2', target),
    file('way-out/escaped-through-a-link'),
    link('hard', '1', '/etc/passwd'),
    file('hard'),
    link('device', '3', ''),
    link('disk', '4', ''),
    link('pipe', '6', ''),
    file('same'),
    file('same'),
    tarBlock({ name: 'setuid', more: [[100, utf8('0004777\0')]] }, '#!/bin/sh\ntouch escaped-by-running\n'),
    tarBlock({ name: 'collect.sh' }, '#!/bin/sh\ntouch escaped-by-running\n'),
    tarBlock({ name: '.bashrc' }, 'touch escaped-by-running\n'),
  )
}

/** A gzip whose header says what file it was. */
const named = (name: string, content: Uint8Array): Uint8Array => gzipSync(content, { filename: name })

interface Place {
  readonly root: string
  /** Archives that are given. */
  readonly given: string
}

function place(): Place {
  const root = bench.folder('place')
  for (const name of ['given', 'work', 'home', 'tmp', 'target']) mkdirSync(join(root, name))
  const given = join(root, 'given')
  const tar = hostileTar(join(root, 'target'))
  const put = (name: string, bytes: Uint8Array): void => writeFileSync(join(given, name), bytes)
  put('hostile.tar', tar)
  put('hostile.tar.gz', named('../../escaped-by-gzip', tar))
  put('dmesg.gz', named(`${root}/target/escaped-by-gzip`, utf8(KILL)))
  put(
    'hostile.zip',
    zipSync({ '../../escaped-zip': utf8(KILL), [`${root}/target/escaped-zip`]: utf8(KILL), 'C:\\escaped': utf8(KILL) }),
  )
  put('entities.xml', utf8(`<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/${root}">]><x>&e;</x>\n`))
  put('tags.yaml', utf8('apiVersion: v1\nkind: Pod\nmetadata: !!js/function "function () { process.exit(7) }"\n'))
  return { root, given }
}

/** Every path below a folder with what is there. */
function snapshot(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .map(entry => {
      const path = join(entry.parentPath, entry.name)
      if (entry.isSymbolicLink()) return `${path} -> ${readlinkSync(path)}`
      return entry.isFile() ? `${path} ${statSync(path).mtimeMs} ${readFileSync(path).toString('base64')}` : path
    })
    .sort()
}

const FORMATS = ['text', 'json', 'ndjson', 'markdown', 'html']

describe('hostile archives', () => {
  let here: Place
  beforeAll(async () => {
    here = place()
    writeFileSync(join(here.given, 'nested.zip'), await zipOf({ 'in.tar': hostileTar(join(here.root, 'target')) }))
    symlinkSync(join(here.root, 'target'), join(here.given, 'link'))
  })

  const inPlace = (args: readonly string[], program: readonly string[] = []) => {
    const [command = '', ...rest] = [...program, process.execPath, bench.command(), ...args]
    return spawnSync(command, rest, {
      cwd: join(here.root, 'work'),
      env: { PATH: process.env.PATH, HOME: join(here.root, 'home'), TMPDIR: join(here.root, 'tmp') },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 ** 2,
    })
  }

  test('are analysed, with every member under its root', () => {
    const { status, stdout } = inPlace(['analyze', here.given, '--format', 'json'])
    expect(status).toBe(0)
    const report = JSON.parse(stdout)
    expect(report.incidents.length).toBeGreaterThan(0)
    for (const { path } of report.sources) expect(path).not.toMatch(/(?:^|\/)\.\.(?:\/|$)|^\//)
  })

  test('leave nothing anywhere: not a file is made, changed or removed', () => {
    const before = snapshot(here.root)
    for (const format of FORMATS) expect(inPlace(['analyze', here.given, '--format', format]).status).toBe(0)
    for (const name of readdirSync(here.given)) inPlace(['analyze', join(here.given, name), '--verbose'])
    expect(snapshot(here.root)).toEqual(before)
  })

  test('with -o nothing but that file is made', () => {
    const before = snapshot(here.root)
    const file = join(here.root, 'work', 'report.html')
    expect(inPlace(['analyze', here.given, '-o', 'report.html']).status).toBe(0)
    const made = snapshot(here.root).filter(entry => !before.includes(entry))
    expect(made.map(entry => entry.split(' ')[0])).toEqual([file])
  })

  test.skipIf(spawnSync('strace', ['-V']).status !== 0)(
    'by the calls of the system: nothing is opened for writing, run, or connected to',
    () => {
      const harmless =
        /\b(?:execve|clone3?|v?fork|exit(?:_group)?|wait4|stat|lstat|fstat|newfstatat|statx|access|faccessat2?|readlink(?:at)?|getcwd|chdir|statfs|getdents64|kill|tgkill|getpid|gettid|getsockname|getsockopt)\(|\b(?:open|openat)\([^)]*O_RDONLY|\+\+\+|---|<unfinished|resumed>/
      /** How often programs were run, and what else was done than looking. */
      const traced = (...args: readonly string[]): readonly [number, readonly string[]] => {
        const log = join(bench.folder('calls'), 'calls')
        const calls = 'trace=%file,%process,%network,ftruncate,fchmod,fchown'
        const strace = ['strace', '-f', '-qq', '-s', '200', '-e', calls, '-o', log]
        expect(inPlace(['analyze', here.given, ...args], strace).status).toBe(0)
        const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean)
        expect(lines.length).toBeGreaterThan(100)
        return [lines.filter(line => /\bexecve(?:at)?\(/.test(line)).length, lines.filter(line => !harmless.test(line))]
      }
      expect(traced()).toEqual([1, []])
      // What is written would have been seen.
      const [, written] = traced('-o', 'traced.txt')
      expect(written.map(line => /(\w+)\(/.exec(line)?.[1])).toEqual(['openat', 'rename'])
    },
  )
})

describe('--limit', () => {
  test.each(['analyze', 'fleet'])('%s: is checked in one line', async command => {
    for (const [limit, says] of [
      ['members', "'members' is none of depth, ratio"],
      ['size=1', "'size=1' is none of"],
      ['__proto__=1', "'__proto__=1' is none of"],
      ['members=-1', "'-1' is no whole number"],
      ['members=0.5', "'0.5' is no whole number"],
      ['depth=1000', "'1000' is no whole number from 1 to 100"],
      ['ratio=1e999', "'1e999' is no whole number"],
    ] as const) {
      const { status, stderr } = await oomlens(
        bench.command(),
        command,
        'nothing-here',
        '-o',
        join(bench.folder('none'), 'x'),
        '--limit',
        limit,
      )
      expect({ limit, status, isOneLine: isOneLine(stderr) }).toEqual({ limit, status: 2, isOneLine: true })
      expect(stderr).toContain(says)
    }
  })

  test('lowers and raises what archives may hold, of a bundle and of a fleet', async () => {
    const folder = bench.folder('limits')
    const members = Array.from({ length: 9 }, (_, at) => tarBlock({ name: `${at}.log` }, at === 8 ? KILL : 'nothing\n'))
    mkdirSync(join(folder, 'bundles'))
    const path = join(folder, 'bundles', 'case.tar')
    writeFileSync(path, tarOfBlocks(...members))
    const few = await oomlens(bench.command(), 'analyze', path, '--limit', 'members=4')
    expect(few).toMatchObject({ status: 2, stdout: '' })
    expect(few.stderr).toBe(
      'oomlens: case.tar is not read further: there are more than 4 members: 4 or more were left out. If you trust it, allow more (--limit members=8), or unpack it yourself and give the directory.\n',
    )
    expect((await oomlens(bench.command(), 'analyze', path, '--limit', 'members=9', '--exit-code')).status).toBe(1)
    const fleet = (limit: string) =>
      oomlens(bench.command(), 'fleet', join(folder, 'bundles'), '-o', join(folder, 'out'), '--limit', limit)
    expect((await fleet('members=4')).stdout).toMatch(/1 without a log|0 analysed/)
    expect((await fleet('members=9')).stdout).toMatch(/^1 bundles?: 1 analysed,/)
  })
})
