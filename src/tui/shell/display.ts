import { render, useApp } from 'ink'
import { createElement, type ReactElement } from 'react'
import { painted } from './paint.ts'
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

const LONG_MS = 2 ** 30

/** Stops this process as any other is stopped; comes back when the shell continues it. `onStop` heard of it first. */
const stopped = (onStop: () => void): Promise<void> =>
  new Promise(resolve => {
    process.off('SIGTSTP', onStop)
    // A process that waits for a signal alone has nothing to do, and would end as soon as it goes on.
    const alive = setInterval(() => {}, LONG_MS)
    process.once('SIGCONT', () => {
      clearInterval(alive)
      process.on('SIGTSTP', onStop)
      resolve()
    })
    process.kill(process.pid, 'SIGTSTP')
  })

/**
 * The terminal is ink's: the other screen, raw keys, giving all of it back however the program ends, sentences for a
 * screen reader. Frames are painted beside it: ink measures every character of every row for each of them, which takes
 * twenty times as long as all the rest.
 */
export function openDisplay(
  { stdin, stdout }: Terminal,
  spoken: boolean,
  onKeys: (names: readonly string[]) => void,
  onFailure: (error: unknown) => void,
): Display {
  let shown: readonly string[] = []
  let onScreen: readonly string[] = []
  let app: ReturnType<typeof useApp> | null = null
  let isSuspended = false
  const Whole = ({ lines }: { readonly lines: readonly string[] }): ReactElement => {
    app = useApp()
    return createElement(Screen, { spoken: lines, onKeys })
  }
  const instance = render(createElement(Whole, { lines: [] }), {
    stdin,
    stdout,
    interactive: true,
    alternateScreen: !spoken,
    isScreenReaderEnabled: spoken,
    exitOnCtrlC: false,
    patchConsole: false,
  })
  instance.waitUntilExit().catch(onFailure)

  function draw(): void {
    if (isSuspended) return
    if (spoken) {
      instance.rerender(createElement(Whole, { lines: shown }))
      return
    }
    const sequence = painted(onScreen, shown)
    onScreen = shown
    if (sequence !== '') stdout.write(sequence)
  }

  function redraw(): void {
    onScreen = []
    draw()
  }

  async function suspend(): Promise<void> {
    if (isSuspended) return
    isSuspended = true
    await app?.suspendTerminal(() => stopped(onStop))
    isSuspended = false
    redraw()
  }
  const onStop = (): void => void suspend().catch(onFailure)
  process.on('SIGTSTP', onStop)
  // Whoever stopped it by SIGSTOP may have written on the screen since.
  process.on('SIGCONT', redraw)

  return {
    show(lines) {
      shown = lines
      draw()
    },
    suspend,
    redraw,
    async close() {
      isSuspended = true
      process.off('SIGTSTP', onStop)
      process.off('SIGCONT', redraw)
      instance.unmount()
      await instance.waitUntilExit().catch(() => {})
    },
  }
}
