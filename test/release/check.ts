// `npm run release:check`: what has to hold before a version is published, on the package as npm would publish it.
import { readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { VERSION } from '../../src/version.ts'
import { checkApi } from './api.ts'
import { auditOutcome } from './audit.ts'
import { checkBundle } from './bundled.ts'
import { contentFaults } from './contents.ts'
import { entryFaults } from './entries.ts'
import { packagesOf } from './imports.ts'
import { checkOn, checkTooOld } from './installed.ts'
import { LINES, TOO_OLD } from './lines.ts'
import { manifest, ROOT } from './manifest.ts'
import { notRun, type Outcome, passed, runAll, type Step, unless } from './outcome.ts'
import { type Packed, packInto } from './pack.ts'
import { runtimeOf } from './runtime.ts'
import { done, ran } from './shell.ts'
import { checkTypes } from './typed.ts'
import { versionFaults } from './versions.ts'

/** Where the package that was checked is left, if it passed. */
const { keep } = parseArgs({ options: { keep: { type: 'string' } } }).values

const began = performance.now()
const folder = await mkdtemp(join(tmpdir(), 'oomlens-release-'))
const projectOn = (line: number): string => join(folder, `project-${line}`)

let known: Packed | undefined
const packed = (): Packed => {
  known ??= packInto(folder)
  return known
}

const tag = ran('git', ['tag', '--points-at', 'HEAD', '--list', 'v*'], ROOT).stdout.trim().split('\n')[0] || null

function versions(): Outcome {
  const read = (file: string): string => readFileSync(ROOT + file, 'utf8')
  const lock = JSON.parse(read('package-lock.json')) as {
    version: string
    packages: Record<string, { version: string }>
  }
  const all = { manifest: manifest.version, lock: [lock.version, lock.packages['']?.version], source: VERSION }
  const faults = [...versionFaults({ ...all, changelog: read('CHANGELOG.md'), tag })]
  return unless(
    faults,
    tag === null ? `${VERSION}; HEAD has no tag, so nothing is compared with one` : `${VERSION}, ${tag}`,
  )
}

const steps: readonly Step[] = [
  { name: 'version, changelog and tag', run: versions },
  {
    name: 'package.json names a repository, which provenance needs',
    run: () => (manifest.repository ? passed() : notRun('it names none: npm publish --provenance would refuse')),
  },
  {
    name: 'lock file in step',
    run: () => {
      done('npm', ['ci', '--dry-run', '--ignore-scripts'], ROOT)
      return passed()
    },
  },
  {
    name: 'npm audit, of what is installed',
    run: () => auditOutcome(ran('npm', ['audit', '--json', '--omit=dev'], ROOT)),
  },
  { name: 'npm audit, with what it is built by', run: () => auditOutcome(ran('npm', ['audit', '--json'], ROOT)) },
  {
    name: 'build',
    run: () => {
      done('npm', ['run', 'build'], ROOT)
      const built = done(process.execPath, ['dist/bin/oomlens.js', '--version'], ROOT).stdout.trim()
      return unless(tag !== null && built.includes('with changes') ? [`${tag} is built as ${built}`] : [], built)
    },
  },
  {
    name: 'imports of the bundles',
    run: async () => unless(await packagesOf('dist/bin/oomlens.js', 'dist/cli.js', 'dist/cli/fleet-worker.js')),
  },
  {
    name: 'files',
    run: () => {
      const { files, packedBytes, unpackedBytes } = packed()
      const sizes = `${(packedBytes / 1e6).toFixed(2)} MB packed, ${(unpackedBytes / 1e6).toFixed(2)} MB unpacked`
      return unless(contentFaults(files), `${files.length} files, ${sizes}`)
    },
  },
  {
    name: 'built again, the same bytes',
    run: async () => {
      const before = Buffer.from(packed().bytes)
      done('npm', ['run', 'build'], ROOT)
      const again = packInto(await mkdtemp(join(folder, 'again-')))
      return unless(before.equals(again.bytes) ? [] : ['the second build gives another package'])
    },
  },
  { name: 'entries, by publint and attw', run: async () => unless(await entryFaults(packed())) },
  ...LINES.map(line => ({
    name: `installed on Node ${line}`,
    run: () => checkOn(runtimeOf(line, folder), packed(), VERSION, projectOn(line)),
  })),
  {
    name: `refused by Node ${TOO_OLD}`,
    run: () => checkTooOld(runtimeOf(TOO_OLD, folder), packed(), projectOn(TOO_OLD)),
  },
  { name: 'types', run: () => checkTypes(projectOn(LINES[0])) },
  { name: 'pages of the API', run: () => checkApi(folder) },
  { name: 'bundled for browsers', run: () => checkBundle(projectOn(LINES[0])) },
]

try {
  const count = await runAll(steps, line => process.stdout.write(`${line}\n`))
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  process.stdout.write(`${count.passed} passed, ${count.failed} failed, ${count['not run']} not run, in ${seconds} s\n`)
  if (count.failed > 0) process.exitCode = 1
  else if (keep !== undefined) {
    await mkdir(keep, { recursive: true })
    await copyFile(packed().path, join(keep, basename(packed().path)))
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
