import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The command line as `npm run build` bundles it, in a folder of its own. */
export async function builtCommand(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-built-'))
  await build({
    absWorkingDir: ROOT,
    entryPoints: { cli: 'src/cli/main.ts', 'cli/fleet-worker': 'src/cli/fleet/worker.ts' },
    outdir: folder,
    bundle: true,
    splitting: true,
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as requireMaker } from 'node:module'\nconst require = requireMaker(import.meta.url)",
    },
    platform: 'node',
    format: 'esm',
    external: ['react-devtools-core'],
    logLevel: 'silent',
  })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'oomlens.js'), "import { start } from './cli.js'\nawait start()\n")
  return join(folder, 'oomlens.js')
}

export interface Ended {
  readonly status: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
}

export function running(command: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  const ended = new Promise<Ended>(resolve => {
    child.on('close', (status, signal) => resolve({ status, signal, ...texts }))
  })
  return { child, ended }
}

export const recordsIn = (directory: string): string[] => {
  try {
    return readdirSync(join(directory, 'records')).filter(name => name.endsWith('.json'))
  } catch {
    return []
  }
}

/** Resolves once the run has kept so many records. */
export async function untilRecords(directory: string, count: number): Promise<void> {
  while (recordsIn(directory).length < count) await new Promise(resolve => setTimeout(resolve, 3))
}
