import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './manifest.ts'
import { type Outcome, unless } from './outcome.ts'
import type { Packed } from './pack.ts'
import { emptyProject, type Runtime } from './runtime.ts'
import { done, ran } from './shell.ts'

const CASE = join(ROOT, 'corpus/cases/container-limit')
const BUNDLE = join(CASE, 'bundle')
const HEADLINE = (JSON.parse(readFileSync(join(CASE, 'report.json'), 'utf8')) as { readonly headline: string }).headline

/** Licences that ask for nothing but that they are kept. */
const FREE: ReadonlySet<string> = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', 'MIT AND BSD-3-Clause'])

const USE = `.then(async ([{ analyze, outputs }, { openBundle }]) => {
  const report = await analyze(await openBundle(${JSON.stringify(BUNDLE)}))
  const json = outputs.find(({ id }) => id === 'json')
  process.stdout.write(json.write(report, { width: 80, color: false, verbose: false }))
})
`

/** Loads what draws on a terminal, which nothing else would load without one. */
const LOAD_TUI = `import { readdirSync } from 'node:fs'
const folder = new URL('node_modules/oomlens/dist/cli/', import.meta.url)
const [name] = readdirSync(folder).filter(name => name.startsWith('tui-'))
console.log(typeof (await import(new URL(name, folder))).view)
`

/** A program, what it ends with, and a part of what it says. */
interface Call {
  readonly of: readonly [string, ...string[]]
  readonly status: number
  readonly says: string
  /** Where it says so; the other stream stays empty. */
  readonly on: 'stdout' | 'stderr'
}

const calls = (version: string): readonly Call[] => [
  { of: ['npx', '--no-install', 'oomlens', '--version'], status: 0, says: `${version} (`, on: 'stdout' },
  { of: ['oomlens', 'analyze', BUNDLE], status: 0, says: 'container-limit (certain)', on: 'stdout' },
  { of: ['oomlens', 'analyze', BUNDLE, '--exit-code'], status: 1, says: HEADLINE.slice(0, 40), on: 'stdout' },
  { of: ['oomlens', 'analyze', BUNDLE, '--format', 'html'], status: 0, says: '<!doctype html>', on: 'stdout' },
  { of: ['oomlens', 'analyze', 'nowhere.tar'], status: 2, says: 'nowhere.tar', on: 'stderr' },
  { of: ['oomlens', 'explain', 'container-limit'], status: 0, says: 'container-limit', on: 'stdout' },
  { of: ['oomlens', 'fleet', BUNDLE, '-o', 'fleet'], status: 0, says: 'memory killed in 3 of them', on: 'stdout' },
  { of: ['oomlens', 'fleet', 'summary', 'fleet'], status: 0, says: 'container-limit', on: 'stdout' },
  { of: ['node', 'tui.mjs'], status: 0, says: 'function', on: 'stdout' },
  { of: ['node', 'use.mjs'], status: 0, says: HEADLINE, on: 'stdout' },
  { of: ['node', 'use.cjs'], status: 0, says: HEADLINE, on: 'stdout' },
]

function* callFaults(project: string, bin: string, all: readonly Call[]): Generator<string> {
  const own = join(project, 'node_modules/.bin')
  for (const { of, status, says, on } of all) {
    const [command, ...args] = of
    const result = ran(command === 'oomlens' ? join(own, command) : command, args, project, bin)
    const told = `${of.join(' ')} ends with ${result.status} and says: ${(result.stdout + result.stderr).slice(0, 300)}`
    const silent = on === 'stdout' ? result.stderr : result.stdout
    if (result.status !== status || !result[on].includes(says) || silent !== '') yield told
  }
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))

/** Installs the package into an empty project, under that Node and by it. */
export function installedInto(folder: string, packed: Packed, { bin }: Runtime): { project: string; seconds: number } {
  const project = emptyProject(folder)
  const { seconds } = done('npm', ['install', '--no-audit', '--no-fund', packed.path], project, bin)
  return { project, seconds }
}

/** Packages of a project by folder, with the licence that each names. */
function licencesIn(project: string): ReadonlyMap<string, string> {
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly license?: string }>>
  }
  const installed = Object.entries(packages).filter(([path]) => path !== '')
  return new Map(installed.map(([path, { license }]) => [path, license ?? 'none']))
}

/** Command line and library, as they are installed, on one Node. */
export function checkOn(runtime: Runtime, packed: Packed, version: string, folder: string): Outcome {
  const { project, seconds } = installedInto(folder, packed, runtime)
  writeFileSync(join(project, 'use.mjs'), `Promise.all([import('oomlens'), import('oomlens/node')])${USE}`)
  writeFileSync(join(project, 'use.cjs'), `Promise.resolve([require('oomlens'), require('oomlens/node')])${USE}`)
  writeFileSync(join(project, 'tui.mjs'), LOAD_TUI)
  const licences = licencesIn(project)
  const foreign = [...licences].filter(([, licence]) => !FREE.has(licence)).map(each => each.join(': '))
  const all = calls(version)
  const faults = [...foreign, ...callFaults(project, runtime.bin, all)]
  const bytes = filesIn(join(project, 'node_modules')).reduce((sum, path) => sum + statSync(path).size, 0)
  const size = `${licences.size} packages, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s`
  return unless(faults, `${runtime.version}: ${size}; ${all.length} programs end as they should`)
}

/** An old Node gets one line and status 2, whatever was asked. */
export function checkTooOld(runtime: Runtime, packed: Packed, folder: string): Outcome {
  const { project } = installedInto(folder, packed, runtime)
  const { status, stdout, stderr } = ran('npx', ['--no-install', 'oomlens', 'analyze', BUNDLE], project, runtime.bin)
  const isRight =
    status === 2 && stdout === '' && /^oomlens: needs Node 22 or newer, this is Node [^\n]+\n$/.test(stderr)
  return unless(
    isRight ? [] : [`ends with ${status} and says: ${stdout}${stderr}`],
    `${runtime.version}: ${stderr.trim()}`,
  )
}
