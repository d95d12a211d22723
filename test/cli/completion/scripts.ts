import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { oomlens } from '../support.ts'

/** What `oomlens completion SHELL` prints. */
export async function scriptOf(shell: string): Promise<string> {
  const { status, stdout } = await oomlens(['completion', shell])
  if (status !== 0) throw new Error(`completion ${shell}: status ${status}`)
  return stdout
}

export const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0

/** A directory with the script, a file of a name with a space and a colon, and a directory. */
export async function playground(shell: string): Promise<{ readonly root: string; readonly script: string }> {
  const root = mkdtempSync(join(tmpdir(), `oomlens-${shell}-`))
  mkdirSync(join(root, 'work/out-1'), { recursive: true })
  writeFileSync(join(root, 'work/dmesg one.txt'), '')
  const script = join(root, `script.${shell}`)
  writeFileSync(script, await scriptOf(shell))
  return { root, script }
}

/** What is typed, and the words that a shell must offer for it: these, and no others where `only` says so. */
export const WORDS: readonly (readonly [typed: string, words: readonly string[], only: boolean])[] = [
  ['oomlens ana', ['analyze'], true],
  ['oomlens ', ['analyze', 'view', 'explain', 'fleet', 'collect', 'formats', 'completion', 'help'], true],
  ['oomlens analyze --form', ['--format'], true],
  ['oomlens analyze --format ', ['text', 'json'], true],
  ['oomlens analyze x.tgz --format js', ['json'], true],
  ['oomlens analyze --node analyze --re', ['--redact', '--redact-key', '--redact-map'], true],
  ['oomlens fleet s', ['summary'], true],
  ['oomlens fleet summary --by ', ['day', 'hour'], true],
  ['oomlens fleet summary --f', ['--format'], true],
  ['oomlens completion ', ['bash', 'zsh', 'fish'], true],
  ['oomlens help vi', ['view'], true],
  ['oomlens explain swap-e', ['swap-exhausted'], true],
  ['oomlens explain incidents.sel', ['incidents.selection', 'incidents.selection.agrees'], false],
  ['oomlens explain exit-code-13', ['exit-code-137'], true],
]
