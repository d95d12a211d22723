import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'

/** What the built files are made from. */
const SOURCES = [
  'src',
  'grammars',
  '.ci',
  'docs/report.schema.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
]

/**
 * The commit that a folder is a checkout of, in 12 digits whatever git would abbreviate it to, and whether its sources have
 * changed since: `473fc3a0d1b2 with changes`. Null without git, and for a folder inside of somebody else's checkout.
 */
export function commitOf(folder: string): string | null {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    if (realpathSync(git('rev-parse', '--show-toplevel')) !== realpathSync(folder)) return null
    const commit = git('rev-parse', 'HEAD').slice(0, 12)
    return git('status', '--porcelain', '--', ...SOURCES) === '' ? commit : `${commit} with changes`
  } catch {
    return null
  }
}
