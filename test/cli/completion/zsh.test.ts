import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { hasTmux, openTmux, type Tmux } from '../../tui/tmux.ts'
import { isThere, playground } from './scripts.ts'

const ZSH = "env -u NO_COLOR LC_ALL=C.UTF-8 PS1='$ ' zsh -f"

describe.skipIf(!isThere('zsh') || !hasTmux)('zsh in a real terminal (tmux)', { timeout: 90_000 }, () => {
  let root = ''
  let terminal: Tmux
  beforeAll(async () => {
    const ground = await playground('zsh')
    root = ground.root
    terminal = openTmux('zsh-completion', 110, 40, ZSH)
    await terminal.until(/\$/)
    const begin = `cd '${join(root, 'work')}'; setopt no_beep; autoload -U compinit; compinit -u -D; source '${ground.script}'; clear; echo ready`
    terminal.send(begin, 'Enter')
    await terminal.until(/^ready/m)
  }, 60_000)
  afterAll(() => {
    terminal.close()
    rmSync(root, { recursive: true })
  })

  test.each([
    ['oomlens ana', 'oomlens analyze '],
    ['oomlens analyze --timez', 'oomlens analyze --timezone='],
    ['oomlens analyze --format js', 'oomlens analyze --format json '],
    ['oomlens analyze --format=js', 'oomlens analyze --format=json '],
    ['oomlens analyze dm', 'oomlens analyze dmesg\\ one.txt '],
    ['oomlens fleet su', 'oomlens fleet summary '],
    ['oomlens fleet summary --by=h', 'oomlens fleet summary --by=hour '],
    ['oomlens fleet merge ou', 'oomlens fleet merge out-1/'],
    ['oomlens fleet ou', 'oomlens fleet out-1/'],
    ['oomlens explain not-oom:liv', 'oomlens explain not-oom:liveness-probe '],
    ['oomlens explain exit-code-13', 'oomlens explain exit-code-137 '],
    ['oomlens completion f', 'oomlens completion fish '],
    ['oomlens help vi', 'oomlens help view '],
  ])('%s and Tab', async (typed, completed) => {
    terminal.send('C-u', 'C-l')
    terminal.send(typed, 'Tab', 'X')
    const escaped = completed.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    // A space that a completion added goes away before what is typed next in some places, but never a letter.
    await terminal.until(new RegExp(`^\\$ ${escaped.trimEnd()} ?X\\s*$`, 'm'))
  })

  test('explains what it offers', async () => {
    terminal.send('C-u', 'C-l')
    terminal.send('oomlens analyze --redact', 'Tab')
    await terminal.until(/--redact-map +-- write what each token stands for/)
    terminal.send('C-u', 'C-l')
    terminal.send('oomlens ', 'Tab')
    await terminal.until(/collect +-- print a shell script/)
  })
})
