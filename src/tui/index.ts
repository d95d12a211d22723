import type { Bundle } from '../model/bundle.ts'
import type { Progress } from '../model/options.ts'
import type { Output } from '../model/output.ts'
import type { Report } from '../model/report.ts'
import { openDisplay, type Terminal } from './shell/display.ts'
import { loadingLines } from './shell/loading-lines.ts'
import { openSession, type Session } from './shell/session.ts'
import type { Look, Size } from './state/state.ts'

export type { Terminal } from './shell/display.ts'
export type { Look } from './state/state.ts'

/** What is to be shown, and where. */
export interface ViewRequest {
  /** What the user called the case. */
  readonly name: string
  readonly terminal: Terminal
  readonly look: Look
  /** Sentences for a screen reader instead of panes. */
  readonly spoken: boolean
  /** Opened again for sources; null where only a saved report is at hand. */
  readonly bundle: Bundle | null
  readonly outputs: readonly Output[]
  /** Null to leave without showing anything, such as when nothing could be read. */
  load(onProgress: (progress: Progress) => void): Promise<Report | null>
  /** Writes a file whole; `exists` where one of that name must not be overwritten. */
  save(file: string, pieces: Iterable<string>, overwrite: boolean): Promise<'written' | 'exists'>
}

const PROGRESS_EVERY_MS = 80

const sizeOf = ({ stdout }: Terminal): Size => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 })

/** Shows a case on a terminal until the user leaves; the screen is as before then, whatever happened. */
export async function view(request: ViewRequest): Promise<void> {
  const { terminal, look, spoken, name } = request
  const open: { session: Session | null } = { session: null }
  let end = (_: { readonly error?: unknown }): void => {}
  const ended = new Promise<{ readonly error?: unknown }>(resolve => {
    end = resolve
  })
  const fail = (error: unknown): void => end({ error })
  let isOver = false
  const display = openDisplay(
    terminal,
    spoken,
    names => {
      if (open.session) open.session.keys(names)
      else if (names.some(key => key === 'q' || key === 'ctrl-c' || key === 'escape')) end({})
    },
    fail,
  )
  let progress: Progress | null = null
  const showLoading = (): void => display.show(loadingLines(name, progress, sizeOf(terminal), look))
  const onResize = (): void => {
    if (open.session) open.session.resize(sizeOf(terminal))
    else showLoading()
    if (!spoken) display.redraw()
  }
  terminal.stdout.on('resize', onResize)
  process.on('uncaughtException', fail)
  try {
    showLoading()
    let shownAt = performance.now()
    const loading = request.load(next => {
      // Nobody waits for the rest: what is read further is thrown away.
      if (isOver) throw new Error('the view was left')
      const isNew = next.phase !== progress?.phase
      progress = next
      if (!isNew && performance.now() - shownAt < PROGRESS_EVERY_MS) return
      shownAt = performance.now()
      showLoading()
    })
    loading
      .then(report => {
        if (report === null) end({})
        else if (!isOver)
          open.session = openSession(report, sizeOf(terminal), {
            ...request,
            show: display.show,
            send: sequence => terminal.stdout.write(sequence),
            suspend: display.suspend,
            redraw: display.redraw,
            leave: () => end({}),
            fail,
          })
      })
      .catch(fail)
    const { error } = await ended
    if (error !== undefined) throw error
  } finally {
    isOver = true
    open.session?.close()
    terminal.stdout.off('resize', onResize)
    process.off('uncaughtException', fail)
    await display.close()
  }
}
