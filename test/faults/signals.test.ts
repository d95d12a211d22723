import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasTmux, openTmux, type Tmux } from '../tui/tmux.ts'
import { openBench, start } from './support.ts'

const bench = openBench()
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const
const signals = ['SIGINT', 'SIGTERM'] as const

const LOOK_EVERY_MS = 40
const LOOKS = 6

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS / 4))
}
const childrenOf = (pid: number | undefined): readonly string[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)

/** Until a process sleeps and has computed nothing for a while: it has nothing left to do but to wait for its input. */
const untilItReads = async (pid: number | undefined): Promise<void> => {
  let before = ''
  for (let same = 0; same < LOOKS; ) {
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
    // After the name: the state, ten other fields, and the ticks in user and kernel mode (proc_pid_stat(5)).
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const ticks = fields.slice(10, 12).join(' ')
    same = state === 'S' && ticks === before ? same + 1 : 0
    before = ticks
  }
}

describe.skipIf(!existsSync('/proc/self/status')).each(signals)('%s', signal => {
  test('in the middle of an analysis: one line, and no file', async () => {
    const folder = bench.folder('analyze')
    const { child, ended } = start(bench.command(), ['analyze', '-', '-o', join(folder, 'report.json')])
    child.stdin?.write('[    1.000000] something\n')
    await untilItReads(child.pid)
    child.kill(signal)
    expect(await ended).toEqual({
      status: STATUS[signal],
      signal: null,
      stdout: '',
      stderr: `oomlens: stopped by ${signal} before anything was written\n`,
    })
    expect(readdirSync(folder)).toEqual([])
  })

  test.each([
    ['that nobody writes into', 'exec "$@" analyze "$FIFO"'],
    ['that gives nothing for now', '(exec setsid sleep 9) > "$FIFO" 2> /dev/null & exec "$@" analyze "$FIFO"'],
    [
      'of a process substitution',
      'exec bash -c \'"$@" analyze <(exec setsid sleep 9 2> /dev/null); exit $?\' bash "$@"',
    ],
  ])('while it waits for a pipe %s', async (_, script) => {
    const fifo = join(bench.folder('pipe'), 'fifo')
    execFileSync('mkfifo', [fifo])
    const child = spawn('sh', ['-c', script, 'sh', process.execPath, bench.command()], {
      env: { ...process.env, FIFO: fifo },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    let stderr = ''
    child.stderr.on('data', text => {
      stderr += text
    })
    await new Promise(resolve => setTimeout(resolve, 800))
    // As a terminal does: all processes of the group. Whoever holds the pipe is in another, else its end might come first.
    process.kill(-(child.pid ?? 0), signal)
    const began = performance.now()
    await new Promise(resolve => child.once('close', resolve))
    expect(performance.now() - began).toBeLessThan(3000)
    if (child.exitCode !== null) expect(child.exitCode).toBe(STATUS[signal])
    expect(stderr).toContain(`oomlens: stopped by ${signal} before anything was written\n`)
  })

  test('while a fleet works: what is done is kept, nothing half', async () => {
    const folder = bench.folder('fleet')
    const fifo = join(folder, 'bundles')
    execFileSync('sh', ['-c', `mkdir ${fifo} && for n in a b c; do seq 200000 > ${fifo}/$n; done`])
    const out = join(folder, 'out')
    const { child, ended } = start(bench.command(), ['fleet', fifo, '-o', out, '--jobs', '2'])
    await until(() => childrenOf(child.pid).length === 2)
    child.kill(signal)
    const { status, stdout, stderr } = await ended
    expect({ status, stderr }).toEqual({ status: STATUS[signal], stderr: '' })
    expect(stdout).toMatch(/not done: stopped/)
    expect(readdirSync(join(out, 'records')).filter(name => !name.endsWith('.json'))).toEqual([])
  })
})

/** A log that keeps the reader waiting, so that the signal comes while the view loads. */
describe.skipIf(!hasTmux)('while oomlens view loads, in a real terminal (tmux)', { timeout: 60_000 }, () => {
  let terminal: Tmux
  beforeEach(async () => {
    terminal = openTmux(`signals-${Math.trunc(performance.now())}`, 80, 24)
    await terminal.until(/\$/)
    const fifo = join(bench.folder('view'), 'fifo')
    execFileSync('mkfifo', [fifo])
    terminal.send(`${process.execPath} ${bench.command()} view ${fifo}; echo status $?`, 'Enter')
    await terminal.until(/q leaves|q to leave|reading/i)
  })
  afterEach(() => terminal.close())

  test.each(signals)('%s gives the screen back', async signal => {
    expect(terminal.isOtherScreen()).toBe(true)
    process.kill(terminal.programId(), signal)
    await terminal.until(new RegExp(`status ${STATUS[signal]}`))
    expect(terminal.isOtherScreen()).toBe(false)
    terminal.send('stty -a', 'Enter')
    expect(await terminal.until(/ -?icanon/)).toMatch(/ icanon/)
  })

  test('q leaves, and does not wait for the pipe', async () => {
    terminal.send('q')
    await terminal.until(/status 0/)
    expect(terminal.isOtherScreen()).toBe(false)
  })
})
