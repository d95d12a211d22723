// Builds where dist/ is not there, or older than what it is made of. npm asks for it at `npm ci`, at `npm pack`, and once more
// when `npx oomlens` is run in a checkout for the first time, where it would only take time.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const SOURCES = [
  'src',
  'grammars',
  '.ci',
  'docs/man',
  'docs/report.schema.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]
/** Written by the build itself. */
const MADE = join('src', 'outputs', 'page-assets.ts')
/** The last things that it writes. */
const BUILT = ['dist/bin/oomlens.js', 'dist/report.schema.json', 'dist/man/oomlens.1']

function newest(path) {
  if (path === MADE) return 0
  const status = statSync(path)
  if (!status.isDirectory()) return status.mtimeMs
  return Math.max(status.mtimeMs, ...readdirSync(path).map(name => newest(join(path, name))))
}

/** Seconds since the epoch: the build may say which commit it is of. */
function committed() {
  try {
    return Number(
      execFileSync('git', ['log', '-1', '--format=%ct'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )
  } catch {
    return 0
  }
}

const isBuilt = BUILT.every(existsSync) && statSync('dist').isDirectory()
const since = isBuilt ? Math.min(...BUILT.map(path => statSync(path).mtimeMs)) : 0
if (Math.max(committed() * 1000, ...SOURCES.map(newest)) >= since) await import('./build.mjs')
