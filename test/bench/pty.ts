import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A program on a terminal of its own, made by script(1) of util-linux. */
export interface Pty {
  send(keys: string): void
  /** Resolves when the output so far matches; rejects after a minute. */
  shows(text: RegExp): Promise<void>
  /** Resolves when nothing was written for so long, with the time of the last write, or null where none came. */
  quiet(ms: number): Promise<number | null>
  /** Memory that the program holds now. */
  rssBytes(): number
  /** Time of a processor that the program has taken so far. */
  cpuMs(): number
  close(): void
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

const SHELLS: ReadonlySet<string> = new Set(['script', 'sh', 'bash', 'dash', 'stty'])

/** The program itself, below script and its shell. */
function programOf(pid: number): number {
  const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  const [child] = childrenOf(pid)
  return SHELLS.has(name) && child !== undefined ? programOf(child) : pid
}

function rssOf(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kib) * 1024
}

/** Clock ticks are a hundredth of a second on every Linux that Node runs on. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export function openPty(command: string, columns: number, rows: number): Pty {
  const child: ChildProcess = spawn(
    'script',
    ['-qfec', `stty cols ${columns} rows ${rows}; exec ${command}`, '/dev/null'],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' },
    },
  )
  let seen = ''
  let lastWrite: number | null = null
  child.stdout?.on('data', (chunk: Buffer) => {
    lastWrite = performance.now()
    seen = (seen + chunk.toString()).slice(-200_000)
  })
  const poll = (isDone: () => boolean, everyMs: number, untilMs: number): Promise<boolean> =>
    new Promise(resolve => {
      const begin = performance.now()
      const timer = setInterval(() => {
        const done = isDone()
        if (!done && performance.now() - begin < untilMs) return
        clearInterval(timer)
        resolve(done)
      }, everyMs)
    })
  return {
    send(keys) {
      lastWrite = null
      child.stdin?.write(keys)
    },
    async shows(text) {
      if (!(await poll(() => text.test(seen), 2, 120_000))) throw new Error(`${command} never showed ${text}`)
    },
    async quiet(ms) {
      const begin = performance.now()
      await poll(
        () => (lastWrite === null ? performance.now() - begin > 400 : performance.now() - lastWrite > ms),
        2,
        3000,
      )
      return lastWrite
    },
    rssBytes: () => rssOf(programOf(child.pid ?? 0)),
    cpuMs: () => cpuOf(programOf(child.pid ?? 0)),
    close() {
      child.stdin?.write('q')
      setTimeout(() => child.kill(), 500).unref()
    },
  }
}
