import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { asNobody, CASE, canMount, type Ended, openBench, oomlens, shell } from './support.ts'

const bench = openBench()
const reportOf = ({ status, stdout, stderr }: Ended): Report => {
  expect({
    status,
    stderr: stderr.replace(/^oomlens: (?:.* cannot be read: .*|\d+ more of the kind (?:is|are) in the report)\n/gm, ''),
  }).toEqual({
    status: 0,
    stderr: '',
  })
  return JSON.parse(stdout)
}
const told = (report: Report) =>
  report.problems
    .filter(({ code }) => ['SOURCE_UNREADABLE', 'ARCHIVE_MEMBER_SKIPPED', 'SOURCE_CHANGED'].includes(code))
    .map(({ detail }) => detail)

/** A bundle with a kill in it, and whatever else. */
function bundle(name: string): string {
  const folder = join(bench.folder(name), 'bundle')
  cpSync(CASE, folder, { recursive: true })
  return folder
}

/** Whatever is beside the logs: the kill is found. */
function expectTheKill({ incidents }: Report): void {
  expect(incidents).toMatchObject([{ kind: 'memcg', victims: [{ comm: 'java' }] }])
}

describe('in a directory, the analysis goes on beside', () => {
  test.skipIf(asNobody === null)('files and folders without permission', async () => {
    const folder = bundle('permission')
    mkdirSync(join(folder, 'closed'))
    writeFileSync(join(folder, 'closed/log'), 'x')
    writeFileSync(join(folder, 'secret.log'), 'x')
    chmodSync(join(folder, 'secret.log'), 0)
    chmodSync(join(folder, 'closed'), 0)
    for (const each of [folder, join(folder, '..')]) chmodSync(each, 0o755)
    const [program = '', ...args] = [...(asNobody ?? []), process.execPath, bench.command()]
    const { status, stdout, stderr } = spawnSync(program, [...args, 'analyze', folder, '--format', 'json'], {
      encoding: 'utf8',
    })
    chmodSync(join(folder, 'closed'), 0o755)
    const report = reportOf({ status, stdout, stderr, signal: null })
    expectTheKill(report)
    expect(told(report)).toEqual([
      'closed/ cannot be read: permission denied',
      'secret.log cannot be read: permission denied',
    ])
    expect(stderr.split('\n')).toHaveLength(3)
  })

  test.skipIf(!canMount)('a file that the disk fails to deliver', async () => {
    const folder = bundle('disk')
    writeFileSync(join(folder, 'bad.log'), 'x')
    // Reading the first page of a process fails as a disk does.
    const script = `mount --bind /proc/$$/mem "$FOLDER/bad.log" && exec "$@" analyze "$FOLDER" --format json`
    const report = reportOf(
      await shell(bench.command(), `exec unshare -rm sh -c '${script}' sh "$@"`, { FOLDER: folder }),
    )
    expectTheKill(report)
    expect(told(report)).toEqual(['bad.log cannot be read: the disk failed to deliver it'])
  })

  test('circles of links, pipes, sockets and links to nothing: none is waited for', async () => {
    const folder = bundle('special')
    mkdirSync(join(folder, 'a/b'), { recursive: true })
    symlinkSync('..', join(folder, 'a/b/up'))
    symlinkSync('../..', join(folder, 'a/b/root'))
    symlinkSync('two', join(folder, 'one'))
    symlinkSync('one', join(folder, 'two'))
    symlinkSync('nothing', join(folder, 'dangling'))
    symlinkSync('/etc', join(folder, 'out'))
    execFileSync('mkfifo', [join(folder, 'pipe.log')])
    const server = createServer().listen(join(folder, 'socket.log'))
    await new Promise(resolve => server.once('listening', resolve))
    const report = reportOf(await oomlens(bench.command(), 'analyze', folder, '--format', 'json'))
    server.close()
    expectTheKill(report)
    expect(told(report).sort()).toEqual([
      'dangling is a link out of the directory, or to nothing: left out',
      'one is a link out of the directory, or to nothing: left out',
      'out is a link out of the directory, or to nothing: left out',
      'pipe.log is a named pipe: left out',
      'socket.log is a socket: left out',
      'two is a link out of the directory, or to nothing: left out',
    ])
  })

  test.skipIf(spawnSync('mknod', ['/tmp/oomlens-probe', 'c', '1', '3']).status !== 0)('devices', async () => {
    execFileSync('rm', ['/tmp/oomlens-probe'])
    const folder = bundle('device')
    // One that never ends, and a disk.
    execFileSync('mknod', [join(folder, 'zero.log'), 'c', '1', '5'])
    execFileSync('mknod', [join(folder, 'disk.log'), 'b', '7', '200'])
    const report = reportOf(await oomlens(bench.command(), 'analyze', folder, '--format', 'json'))
    expectTheKill(report)
    expect(told(report)).toEqual(['disk.log is a device: left out', 'zero.log is a device: left out'])
  })

  test('names that are no UTF-8, control the terminal, or are as long as can be', async () => {
    const folder = bundle('names')
    const log = 'nothing\n'
    for (const bytes of [[0xff], [0xfe], [0x1b, 0x5b, 0x32, 0x4a], [0x0a], [0xe2, 0x80, 0xae]])
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/n`), Buffer.from(bytes)]), log)
    writeFileSync(join(folder, 'x'.repeat(255)), log)
    const report = reportOf(await oomlens(bench.command(), 'analyze', folder, '--format', 'json'))
    expectTheKill(report)
    const names = report.sources.map(({ path }) => path)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(
      expect.arrayContaining(['n\ufffd', 'n\ufffd#2', 'n\u001b[2J', 'n\n', 'n\u202e', 'x'.repeat(255)]),
    )
    for (const format of ['text', 'markdown', 'ndjson', 'html']) {
      const { stdout } = await oomlens(bench.command(), 'analyze', folder, '--format', format, '--verbose')
      const isHeld = stdout.includes('\u001b') || stdout.includes('\u202e')
      expect(isHeld, format).toBe(false)
    }
  })

  test('folders that are nested deeper than a path may be long', async () => {
    const folder = bundle('deep')
    const name = 'd'.repeat(200)
    // Made from within, since no path leads to the innermost.
    let inner = join(folder, name)
    mkdirSync(inner)
    for (let depth = 1; depth < 30; depth += 1) {
      const outer = join(folder, `t${depth}`)
      mkdirSync(outer)
      renameSync(inner, join(outer, name))
      inner = outer
    }
    const report = reportOf(await oomlens(bench.command(), 'analyze', folder, '--format', 'json'))
    expectTheKill(report)
    expect(told(report)).toEqual([expect.stringMatching(/cannot be read: the path is too long$/)])
    execFileSync('rm', ['-rf', folder])
  })

  test('a log that is rotated, emptied and removed while all is read', async () => {
    const folder = bundle('live')
    const noise = 'a line of a log that is not about memory\n'.repeat(400)
    for (let at = 0; at < 300; at += 1) writeFileSync(join(folder, `noise-${at}.log`), noise)
    const busy = spawn(
      'sh',
      [
        '-c',
        `cd "$1" && while :; do
          for at in 1 50 100 150 200 250 299; do
            echo more >> noise-$at.log; mv noise-$at.log noise-$at.log.1; echo new > noise-$at.log; : > noise-$((at - 1)).log
          done
          rm -f noise-*.log.1
        done`,
        'sh',
        folder,
      ],
      { stdio: 'ignore' },
    )
    try {
      for (let round = 0; round < 3; round += 1)
        expectTheKill(reportOf(await oomlens(bench.command(), 'analyze', folder, '--format', 'json')))
    } finally {
      busy.kill('SIGKILL')
    }
  })
})
