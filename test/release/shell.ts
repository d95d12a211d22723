import { spawnSync } from 'node:child_process'
import { delimiter } from 'node:path'

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

/** Runs a program to its end. `bin` is a folder that the path begins with. */
export function ran(command: string, args: readonly string[], cwd: string, bin?: string): Ran {
  const path = [...(bin === undefined ? [] : [bin]), process.env.PATH ?? ''].join(delimiter)
  const began = performance.now()
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e8,
    // Settings that npm hands down to what it runs are for the package that it runs it for.
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?:package|lifecycle)_/.test(name))),
      PATH: path,
    },
  })
  if (error) throw error
  return { status, stdout, stderr, seconds: (performance.now() - began) / 1000 }
}

/** The same, for what has to end well. */
export function done(command: string, args: readonly string[], cwd: string, bin?: string): Ran {
  const result = ran(command, args, cwd, bin)
  if (result.status !== 0)
    throw new Error(`${command} ${args.join(' ')} ends with ${result.status}: ${result.stderr || result.stdout}`)
  return result
}
