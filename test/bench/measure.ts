import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

/** How often the peak is looked at, in milliseconds. */
const LOOK_EVERY = 20

export interface Measured {
  readonly seconds: number
  /** The most memory that the process ever held; null where the system does not tell (/proc of Linux does). */
  readonly peakBytes: number | null
}

function peakOf(pid: number): number | null {
  try {
    const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib === undefined ? null : Number(kib) * 1024
  } catch {
    return null
  }
}

/** Runs a command to its end, its output in a file. Status 1 of grep says that nothing was found. */
export function measured(command: readonly string[], outputPath: string): Promise<Measured> {
  const [program = '', ...args] = command
  const output = openSync(outputPath, 'w')
  const begin = process.hrtime.bigint()
  const child = spawn(program, args, { stdio: ['ignore', output, 'inherit'], env: { ...process.env, LC_ALL: 'C' } })
  let peakBytes: number | null = null
  const look = setInterval(() => {
    peakBytes = peakOf(child.pid ?? 0) ?? peakBytes
  }, LOOK_EVERY)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status, signal) => {
      clearInterval(look)
      closeSync(output)
      const seconds = Number(process.hrtime.bigint() - begin) / 1e9
      if (status === 0 || (status === 1 && program === 'grep')) resolve({ seconds, peakBytes })
      else reject(new Error(`${program} ended with ${status ?? signal}`))
    })
  })
}
