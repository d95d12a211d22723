import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export const hasTmux: boolean = spawnSync('tmux', ['-V']).status === 0

/** A terminal of its own, on a server of its own. */
export interface Tmux {
  /** Keys by the names that tmux has for them; a text is typed. */
  send(...keys: readonly string[]): void
  screen(): string
  /** Whether a program shows another screen than the shell's. */
  isOtherScreen(): boolean
  resize(columns: number, rows: number): void
  /** The process that the shell runs. */
  programId(): number
  /** The screen, once it matches. */
  until(text: RegExp): Promise<string>
  close(): void
}

const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 50

const BASH = "env -u NO_COLOR LC_ALL=C.UTF-8 PS1='$ ' bash --norc --noprofile"

export function openTmux(name: string, columns: number, rows: number, shell: string = BASH): Tmux {
  const server = ['-L', `oomlens-${process.pid}-${name}`, '-f', '/dev/null']
  const tmux = (...args: readonly string[]): string => execFileSync('tmux', [...server, ...args], { encoding: 'utf8' })
  tmux('new-session', '-d', '-s', 'main', '-x', String(columns), '-y', String(rows), shell)
  const screen = (): string => tmux('capture-pane', '-p', '-t', 'main')
  return {
    send: (...keys) => void tmux('send-keys', '-t', 'main', ...keys),
    screen,
    isOtherScreen: () => tmux('display', '-p', '-t', 'main', '#{alternate_on}').trim() === '1',
    resize: (width, height) => void tmux('resize-window', '-t', 'main', '-x', String(width), '-y', String(height)),
    programId() {
      const shellId = tmux('display', '-p', '-t', 'main', '#{pane_pid}').trim()
      return Number(readFileSync(`/proc/${shellId}/task/${shellId}/children`, 'utf8').trim().split(' ')[0])
    },
    async until(text) {
      for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
        const shown = screen()
        if (text.test(shown)) return shown
        await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
      }
      throw new Error(`the screen never showed ${text}:\n${screen()}`)
    },
    close: () => void spawnSync('tmux', [...server, 'kill-server']),
  }
}
