import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasTmux, openTmux, type Tmux } from '../../tui/tmux.ts'
import { isThere, playground, WORDS } from './scripts.ts'

/** Asks the function as readline does: the words as bash cuts them, at spaces and, by themselves, at = and :. */
const ASK = `
source "$1"
COMP_LINE=$2 COMP_POINT=\${#2}
mapfile -t COMP_WORDS < <(sed -E 's/([=:])/\\n\\1\\n/g; s/ +/\\n/g' <<< "$2" | sed '/^$/d')
[[ $2 == *' ' ]] && COMP_WORDS+=('')
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_oomlens
printf '%s\\n' "\${COMPREPLY[@]}"
`

describe.skipIf(!isThere('bash'))('bash', () => {
  let root = ''
  let script = ''
  beforeAll(async () => {
    ;({ root, script } = await playground('bash'))
  })
  afterAll(() => rmSync(root, { recursive: true }))

  const offered = (typed: string): readonly string[] =>
    execFileSync('bash', ['--norc', '-c', ASK, 'ask', script, typed], { encoding: 'utf8', cwd: join(root, 'work') })
      .trim()
      .split('\n')

  test.each(WORDS)('%s', (typed, words, only) => {
    const found = offered(typed)
    expect(found).toEqual(expect.arrayContaining([...words]))
    if (only) expect(found.toSorted()).toEqual(words.toSorted())
  })

  test('what was typed behind = and :', () => {
    expect(offered('oomlens analyze --format=js')).toEqual(['json'])
    expect(offered('oomlens analyze --format=')).toEqual(['text', 'json'])
    // bash cut the word at its colon and puts back what stood before.
    expect(offered('oomlens explain not-oom:live')).toEqual(['liveness-probe'])
  })

  test('nothing where only the user knows, and files are left to bash', () => {
    for (const typed of [
      'oomlens analyze --namespace ',
      'oomlens analyze dm',
      'oomlens analyze -o ',
      'oomlens nosuch x',
    ])
      expect(offered(typed), typed).toEqual([''])
  })

  test('nothing of what was typed is run', () => {
    offered('oomlens analyze $(touch owned) `touch owned` --format $(touch owned)')
    expect(() => execFileSync('ls', ['owned'], { cwd: join(root, 'work'), stdio: 'pipe' })).toThrow()
  })

  test('is sourced twice without a word', () => {
    const twice = execFileSync('bash', ['--norc', '-uc', 'source "$0"; source "$0" 2>&1', script], { encoding: 'utf8' })
    expect(twice).toBe('')
  })

  describe.skipIf(!hasTmux)('in a real terminal (tmux)', { timeout: 60_000 }, () => {
    let terminal: Tmux
    beforeAll(async () => {
      terminal = openTmux('bash-completion', 100, 30)
      await terminal.until(/\$/)
      terminal.send(`cd '${join(root, 'work')}'; source '${script}'; clear; echo ready`, 'Enter')
      await terminal.until(/^ready/m)
    })
    afterAll(() => terminal.close())

    test.each([
      ['oomlens ana', /oomlens analyze $/m],
      ['oomlens analyze --timez', /oomlens analyze --timezone $/m],
      ['oomlens analyze --format=js', /--format=json $/m],
      ['oomlens analyze dm', /oomlens analyze dmesg\\ one\.txt $/m],
      ['oomlens analyze dmesg* -o ou', /oomlens analyze dmesg\* -o out-1\/$/m],
      ['oomlens fleet merge ou', /oomlens fleet merge out-1\/$/m],
      ['oomlens fleet ou', /oomlens fleet out-1\/$/m],
      ['oomlens explain not-oom:liv', /oomlens explain not-oom:liveness-probe $/m],
    ])('%s and Tab', async (typed, completed) => {
      terminal.send('C-u', 'C-l')
      terminal.send(typed, 'Tab', 'X')
      const shown = await terminal.until(new RegExp(completed.source.replace('$', 'X$'), 'm'))
      expect(shown).toContain('X')
    })
  })
})
