import { render, useApp } from 'ink'
import { createElement, type ReactElement } from 'react'
import { Screen } from './screen.ts'

/** The terminal that a view runs on. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
}

/** Lines on a terminal, and keys from it. */
export interface Display {
  show(lines: readonly string[]): void
  /** Hands the terminal back to the shell until the process is continued. */
  suspend(): Promise<void>
  /** Draws everything again, whatever is on the screen. */
  redraw(): void
  close(): Promise<void>
}

/** Stops this process as the terminal's own key would; comes back when the shell continues it. */
const stopped = (): Promise<void> =>
  new Promise(resolve => {
    process.once('SIGCONT', () => resolve())
    process.kill(process.pid, 'SIGTSTP')
  })

export function openDisplay(
  { stdin, stdout }: Terminal,
  spoken: boolean,
  onKeys: (names: readonly string[]) => void,
  onFailure: (error: unknown) => void,
): Display {
  let lines: readonly string[] = ['']
  let app: ReturnType<typeof useApp> | null = null
  const Whole = ({ shown }: { readonly shown: readonly string[] }): ReactElement => {
    app = useApp()
    return createElement(Screen, { lines: shown, onKeys })
  }
  const instance = render(createElement(Whole, { shown: lines }), {
    stdin,
    stdout,
    interactive: true,
    alternateScreen: !spoken,
    isScreenReaderEnabled: spoken,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    // Frames are made when something happened, and no faster than it happens.
    maxFps: 1000,
  })
  instance.waitUntilExit().catch(onFailure)
  const draw = (): void => instance.rerender(createElement(Whole, { shown: lines }))
  return {
    show(next) {
      lines = next
      draw()
    },
    async suspend() {
      await app?.suspendTerminal(stopped)
    },
    redraw() {
      instance.clear()
      stdout.write('\u001b[2J\u001b[H')
      draw()
    },
    async close() {
      instance.unmount()
      await instance.waitUntilExit().catch(() => {})
    },
  }
}
