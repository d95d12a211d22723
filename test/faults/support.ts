import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { builtCommand } from '../fleet/built.ts'

export const CASE: string = fileURLToPath(new URL('../../corpus/cases/container-limit/bundle', import.meta.url))

export interface Bench {
  /** Path of the built command line. */
  readonly command: () => string
  /** A folder of the tests of one file, in which each asks for its own. */
  folder(name: string): string
}

/** The built command and a place to work, for all tests of a file. */
export function openBench(): Bench {
  let command = ''
  const root = mkdtempSync(join(tmpdir(), 'oomlens-faults-'))
  beforeAll(async () => {
    command = await builtCommand()
    // Also for who is not their owner.
    for (const folder of [root, dirname(command)]) chmodSync(folder, 0o755)
  }, 60_000)
  afterAll(() => {
    rmSync(root, { recursive: true, force: true })
    if (command !== '') rmSync(dirname(command), { recursive: true, force: true })
  })
  return { command: () => command, folder: name => mkdtempSync(join(root, `${name}-`)) }
}

export interface Ended {
  readonly status: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

/** Starts the command with a standard input that stays open until it is ended. */
export function start(command: string, args: readonly string[]): Run {
  const child = spawn(process.execPath, [command, ...args], { stdio: 'pipe' })
  child.stdin.on('error', () => {})
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  const ended = new Promise<Ended>(resolve => {
    child.on('close', (status, signal) => resolve({ status, signal, ...texts }))
  })
  return { child, ended }
}

/** Runs the command to its end. */
export function oomlens(command: string, ...args: readonly string[]): Promise<Ended> {
  const { child, ended } = start(command, args)
  child.stdin?.end()
  return ended
}

/** Runs a script of the shell, in which `"$@"` is the command. */
export function shell(command: string, script: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  return new Promise(resolve => {
    child.on('close', (status, signal) => resolve({ status, signal, ...texts }))
  })
}

const works = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0

/** Whether file systems can be mounted that nobody else sees. */
export const canMount: boolean = works('unshare', '-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt')

/** Words before a command that is run by somebody who may not read everything; null where that cannot be. */
export const asNobody: readonly string[] | null =
  process.getuid?.() !== 0
    ? []
    : works('setpriv', '--reuid', '65534', '--clear-groups', 'true')
      ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups']
      : null

/** Exactly one line, as every complaint is, without a stack. */
export const isOneLine = (text: string): boolean => /^oomlens: [^\n]+\n$/.test(text) && !/\bat .*:\d+:\d+/.test(text)
