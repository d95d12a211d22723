import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hasTmux, openTmux, type Tmux } from './tmux.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const CLI = at('dist/bin/oomlens.js')
const CASE = at('corpus/cases/container-limit/bundle')
const VIEW = `${process.execPath} ${CLI} view ${CASE}; echo status $?`

/** npm ci builds; a checkout without dist, or a machine without tmux, shows this as skipped. */
const canRun = hasTmux && existsSync(CLI)

describe.skipIf(!canRun)('in a real terminal (tmux)', { timeout: 60_000 }, () => {
  let terminal: Tmux
  beforeEach(async () => {
    terminal = openTmux(String(Math.trunc(performance.now())), 80, 24)
    await terminal.until(/\$/)
    terminal.send(VIEW, 'Enter')
    await terminal.until(/─ Timeline \d/)
  })
  afterEach(() => terminal.close())

  test('steps, opens the evidence, filters, leaves, and gives the screen back', async () => {
    expect(terminal.isOtherScreen()).toBe(true)
    expect(await terminal.until(/▸.*✖/)).toContain('Incident i1')
    terminal.send('Enter')
    await terminal.until(/▸ *337 .*java invoked oom-killer/)
    terminal.send('Escape')
    await terminal.until(/─ Incident i1/)
    terminal.send('f', 'sev:critical', 'Enter')
    await terminal.until(/filter severity:critical/)
    terminal.send('?')
    await terminal.until(/─ Keys/)
    terminal.send('q')
    await terminal.until(/─ Timeline/)
    terminal.resize(130, 40)
    await terminal.until(/│─ Incident i1/)
    terminal.send('q')
    expect(await terminal.until(/status 0/)).not.toContain('Timeline')
    expect(terminal.isOtherScreen()).toBe(false)
  })

  test('a case that is piped is shown, with keys from the terminal and its lines at hand', async () => {
    terminal.send('q')
    await terminal.until(/status 0/)
    terminal.send('clear', 'Enter')
    await terminal.until(/^\$\s*$/m)
    terminal.send(`tar -C ${CASE} -c . | ${process.execPath} ${CLI} view -; echo status $?`, 'Enter')
    await terminal.until(/─ Timeline \d/)
    terminal.send('Enter')
    await terminal.until(/▸ *337 .*java invoked oom-killer/)
    terminal.send('q', 'q', 'q')
    expect(await terminal.until(/status 0/)).not.toContain('Timeline')
  })

  test.each(['Ctrl-Z', 'SIGTSTP'])('%s goes to the shell, and fg comes back', async how => {
    if (how === 'Ctrl-Z') terminal.send('C-z')
    else process.kill(terminal.programId(), how)
    await terminal.until(/status 148/)
    expect(terminal.isOtherScreen()).toBe(false)
    terminal.send('fg', 'Enter')
    await terminal.until(/─ Timeline \d/)
    terminal.send('C-c')
    await terminal.until(/^\$\s*$/m)
    expect(terminal.isOtherScreen()).toBe(false)
  })

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)('%s gives the screen back', async (signal, status) => {
    process.kill(terminal.programId(), signal)
    await terminal.until(new RegExp(`status ${status}`))
    expect(terminal.isOtherScreen()).toBe(false)
    terminal.send('stty -a', 'Enter')
    expect(await terminal.until(/ -?icanon/)).toMatch(/ icanon/)
  })
})
