import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asNobody, CASE, canMount, isOneLine, openBench, oomlens, shell, start } from './support.ts'

const bench = openBench()
const analyze = (...args: readonly string[]) => oomlens(bench.command(), 'analyze', CASE, ...args)

async function refused(file: string, says: string): Promise<void> {
  const { status, stdout, stderr } = await analyze('-o', file)
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(isOneLine(stderr), stderr).toBe(true)
  expect(stderr).toContain(says)
}

/** A small disk with a report on it, and what is there after another one was written. */
const onSmallDisk = (flags: string, format: string) => `
mkdir -p "$DIR/disk" && mount -t tmpfs -o size=64k tmpfs "$DIR/disk" && cd "$DIR/disk" || exit 9
printf old > there.${format}
head -c 50000 /dev/zero > filler
"$@" analyze "$CASE" ${flags}
echo "status $?"
ls -A
cat there.${format}`

describe.skipIf(!canMount)('a disk that is full', () => {
  const run = (script: string) =>
    shell(bench.command(), `exec unshare -rm sh -c '${script.replaceAll("'", `'\\''`)}' sh "$@"`, {
      DIR: bench.folder('small'),
      CASE,
    })

  test.each(['html', 'json'])('leaves the old file of that name as it was, and nothing beside it: %s', async format => {
    expect(await run(onSmallDisk(`-o there.${format}`, format))).toEqual({
      status: 0,
      signal: null,
      stdout: `status 2\nfiller\nthere.${format}\nold`,
      stderr: `oomlens: there.${format} cannot be written: no space is left on the disk\n`,
    })
  })

  test('gets no half-written file of a new name', async () => {
    const { stdout, stderr } = await run(onSmallDisk('-o new.html', 'txt'))
    expect(stdout).toBe('status 2\nfiller\nthere.txt\nold')
    expect(stderr).toBe('oomlens: new.html cannot be written: no space is left on the disk\n')
  })

  test('of a fleet ends the run in one line, and what was kept is whole', async () => {
    const script = `
mkdir -p "$DIR/disk" && mount -t tmpfs -o size=64k tmpfs "$DIR/disk" && cd "$DIR/disk" || exit 9
head -c 40000 /dev/zero > filler
mkdir "$DIR/bundles"
for name in a b c d e f g h i j k l; do ln -s "$CASE" "$DIR/bundles/$name"; done
"$@" fleet "$DIR/bundles" -o out --jobs 2
echo "status $?"
find out -name '*.tmp'
for file in out/records/*; do tail -c 2 "$file"; done`
    const { stdout, stderr } = await run(script)
    expect(stderr).toBe('oomlens: out cannot be written: no space is left on the disk\n')
    expect(stdout).toMatch(/^status 2\n(?:\}\n)+$/)
  })
})

test('a disk that is full, as a device', () => refused('/dev/full', '/dev/full cannot be written: no space is left'))

describe('where no file can be', () => {
  test('in a directory that is missing', () =>
    refused(join(bench.folder('a'), 'no/report.json'), 'cannot be written: its directory does not exist'))

  test('in a file', () =>
    refused(join(CASE, 'dmesg.txt/report'), 'cannot be written: a part of the path is no directory'))

  test('a directory', () => refused(bench.folder('b'), 'is a directory. Give the name of a file.'))

  test('an empty name', () => refused('', '--output: the name is empty'))

  test('a name that is too long', () => refused('x'.repeat(300), 'cannot be written: the name is too long'))

  test('links that lead in a circle', async () => {
    const folder = bench.folder('c')
    symlinkSync('two', join(folder, 'one'))
    symlinkSync('one', join(folder, 'two'))
    await refused(join(folder, 'one'), 'cannot be written: its symbolic links lead in a circle')
    expect(readdirSync(folder)).toEqual(['one', 'two'])
  })

  test('a socket', async () => {
    const path = join(bench.folder('d'), 's')
    const server = createServer().listen(path)
    await new Promise(resolve => server.once('listening', resolve))
    try {
      await refused(path, 'cannot be written: it is a socket')
    } finally {
      server.close()
    }
  })

  test.skipIf(asNobody === null)('a directory or a file that may not be written', async () => {
    const folder = bench.folder('e')
    mkdirSync(join(folder, 'closed'))
    mkdirSync(join(folder, 'open'))
    for (const name of ['closed', 'open']) writeFileSync(join(folder, name, 'kept'), 'old', { mode: 0o444 })
    chmodSync(folder, 0o755)
    chmodSync(join(folder, 'open'), 0o777)
    chmodSync(join(folder, 'closed'), 0o555)
    for (const file of ['closed/new', 'closed/kept', 'open/kept']) {
      const [program = '', ...args] = [...(asNobody ?? []), process.execPath, bench.command(), 'analyze', CASE]
      const child = spawn(program, [...args, '-o', join(folder, file)], { stdio: ['ignore', 'pipe', 'pipe'] })
      let stderr = ''
      child.stderr.on('data', text => {
        stderr += text
      })
      const status = await new Promise(resolve => child.once('close', resolve))
      expect({ file, status, stderr }).toEqual({
        file,
        status: 2,
        stderr: `oomlens: ${join(folder, file)} cannot be written: permission denied\n`,
      })
    }
    for (const name of ['closed', 'open']) {
      expect(readdirSync(join(folder, name))).toEqual(['kept'])
      expect(readFileSync(join(folder, name, 'kept'), 'utf8')).toBe('old')
    }
  })
})

describe('what is written stays what it was', () => {
  test('a file keeps its permissions, and nothing is left beside it', async () => {
    const folder = bench.folder('f')
    const file = join(folder, 'report.json')
    writeFileSync(file, 'old')
    chmodSync(file, 0o660)
    expect((await analyze('-o', file)).status).toBe(0)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('schema')
    expect(statSync(file).mode & 0o777).toBe(0o660)
    expect(readdirSync(folder)).toEqual(['report.json'])
  })

  test('a link leads where it led, to a file, to nothing yet, and over other links', async () => {
    const folder = bench.folder('g')
    mkdirSync(join(folder, 'there'))
    writeFileSync(join(folder, 'there/old'), 'old')
    symlinkSync('there/old', join(folder, 'to-old'))
    symlinkSync('there/new', join(folder, 'to-new'))
    symlinkSync('to-new', join(folder, 'over'))
    for (const name of ['to-old', 'over']) expect((await analyze('-o', join(folder, name))).status).toBe(0)
    expect(readdirSync(join(folder, 'there'))).toEqual(['new', 'old'])
    expect(readFileSync(join(folder, 'there/new'), 'utf8')).toBe(readFileSync(join(folder, 'there/old'), 'utf8'))
    expect(readlinkSync(join(folder, 'over'))).toBe('to-new')
    expect(lstatSync(join(folder, 'to-old')).isSymbolicLink()).toBe(true)
  })

  test('standard output by its names, also where it is a file that is added to', async () => {
    const { stdout } = await analyze()
    for (const name of ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1'])
      expect((await analyze('-o', name)).stdout).toBe(stdout)
    const file = join(bench.folder('h'), 'log')
    writeFileSync(file, 'before\n')
    await shell(bench.command(), `"$@" analyze ${CASE} -o /dev/stdout >> ${file}`)
    expect(readFileSync(file, 'utf8')).toBe(`before\n${stdout}`)
  })

  test('a pipe that somebody reads gets the report; a reader that leaves is no failure', async () => {
    const fifo = join(bench.folder('i'), 'fifo')
    execFileSync('mkfifo', [fifo])
    const reads = async (script: string) => {
      const reader = shell('', script, { FIFO: fifo })
      const run = await analyze('--format', 'html', '-o', fifo)
      return { ...run, read: (await reader).stdout }
    }
    const whole = await reads('cat "$FIFO"')
    expect(whole).toMatchObject({ status: 0, stderr: '' })
    expect(whole.read).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/)
    expect(await reads('head -c 5 "$FIFO"')).toMatchObject({ status: 0, stderr: '', read: '<!doc' })
    expect(lstatSync(fifo).isFIFO()).toBe(true)
  })

  test('a pipe that nobody reads: the program can be interrupted', async () => {
    const fifo = join(bench.folder('j'), 'fifo')
    execFileSync('mkfifo', [fifo])
    const { child, ended } = start(bench.command(), ['analyze', CASE, '-o', fifo])
    await new Promise(resolve => setTimeout(resolve, 2500))
    expect(child.exitCode).toBeNull()
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ signal: 'SIGINT' })
  })

  test('what is read is not written over', async () => {
    const folder = bench.folder('k')
    const log = join(folder, 'dmesg.txt')
    writeFileSync(log, readFileSync(join(CASE, 'dmesg.txt')))
    symlinkSync('dmesg.txt', join(folder, 'link'))
    const before = readFileSync(log, 'utf8')
    for (const file of [log, join(folder, 'link'), `${folder}/./dmesg.txt`]) {
      for (const option of [['-o'], ['--redact', '--redact-map']]) {
        const { status, stderr } = await oomlens(bench.command(), 'analyze', CASE, log, ...option, file)
        expect(status).toBe(2)
        expect(stderr).toContain('is what is read, and would be replaced')
      }
    }
    expect(readFileSync(log, 'utf8')).toBe(before)
  })

  test('a map of a redaction is not written where the report goes, however that is spelled', async () => {
    const folder = bench.folder('l')
    const { status, stderr } = await oomlens(
      bench.command(),
      ...['analyze', CASE, '--redact', '-o', `${folder}/x`, '--redact-map', `${folder}/./x`],
    )
    expect({ status, left: readdirSync(folder) }).toEqual({ status: 2, left: [] })
    expect(stderr).toContain('the map undoes the redaction')
  })
})

test('what another process left behind, or writes at the same time, is not in the way', async () => {
  const folder = bench.folder('m')
  const file = join(folder, 'report.json')
  const runs = await Promise.all(Array.from({ length: 4 }, () => analyze('-o', file)))
  expect(runs.map(({ status }) => status)).toEqual([0, 0, 0, 0])
  expect(readdirSync(folder)).toEqual(['report.json'])
  expect(existsSync(file)).toBe(true)
})
