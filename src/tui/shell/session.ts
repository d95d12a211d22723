import type { Bundle } from '../../model/bundle.ts'
import type { Output } from '../../model/output.ts'
import type { Report } from '../../model/report.ts'
import { caseOf } from '../case/case.ts'
import { frameOf } from '../frame/frame.ts'
import { spokenLines } from '../frame/spoken.ts'
import type { Action } from '../state/action.ts'
import { citationOf } from '../state/evidence.ts'
import { actionOf } from '../state/keys.ts'
import { reduce } from '../state/reduce.ts'
import { type Ask, type Look, type Size, startOf } from '../state/state.ts'
import { clipboardSequence } from './clipboard.ts'
import { exportedReport } from './exported.ts'
import { readSource } from './source-reader.ts'

/** What a session does to its surroundings. */
export interface Surroundings {
  readonly bundle: Bundle | null
  readonly outputs: readonly Output[]
  readonly look: Look
  readonly spoken: boolean
  show(lines: readonly string[]): void
  /** Writes bytes that the screen does not show. */
  send(sequence: string): void
  /** Writes a file whole; `exists` where one of that name must not be overwritten. */
  save(file: string, pieces: Iterable<string>, overwrite: boolean): Promise<'written' | 'exists'>
  suspend(): Promise<void>
  redraw(): void
  leave(): void
  fail(error: unknown): void
}

/** One case on one terminal: keys become actions, actions states, states frames. */
export interface Session {
  keys(names: readonly string[]): void
  act(action: Action): void
  resize(size: Size): void
  /** Nothing is drawn any more. */
  close(): void
}

const TICK_MS = 50
const EXPORT_WIDTH = 100

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export function openSession(report: Report, size: Size, surroundings: Surroundings): Session {
  const { bundle, outputs, look, spoken } = surroundings
  const extensions = new Map(outputs.map(({ extension, id }) => [extension, id]))
  let state = startOf(caseOf(report), { look, size, extensions, hasBundle: bundle !== null })
  let timer: NodeJS.Timeout | null = null
  let isOpen = true
  let reading: Promise<unknown> = Promise.resolve()

  async function save({ file, output: id, overwrite }: Extract<Ask, { ask: 'save' }>): Promise<Action> {
    const output = outputs.find(each => each.id === id)
    if (!output) return { do: 'say', message: `No output ${id}.` }
    const options = { width: EXPORT_WIDTH, color: false, verbose: true }
    try {
      const pieces = output.pieces(exportedReport(state), options)
      if ((await surroundings.save(file, pieces, overwrite)) === 'exists') return { do: 'exists', file }
      return { do: 'say', message: `Written: ${file} (${output.describes}).` }
    } catch (error) {
      return { do: 'say', message: `${file} cannot be written: ${reasonOf(error)}` }
    }
  }

  async function perform(ask: Ask): Promise<Action | null> {
    switch (ask.ask) {
      case 'read': {
        const { span } = ask
        // One after another, and only what is still looked at: each may unpack a whole archive again.
        const isWanted = (): boolean => isOpen && citationOf(state)?.span.path === span.path
        const file = reading.then(() => (bundle && isWanted() ? readSource(bundle, span, isWanted) : null))
        reading = file.catch(() => {})
        return { do: 'file', path: span.path, file: await file }
      }
      case 'copy':
        surroundings.send(clipboardSequence(ask.text))
        return { do: 'say', message: `Copied: ${ask.text}` }
      case 'save':
        return save(ask)
      case 'suspend':
        await surroundings.suspend()
        return null
      case 'redraw':
        surroundings.redraw()
        return null
      case 'leave':
        surroundings.leave()
        return null
    }
  }

  /** Replay needs a clock only while it plays. */
  function keepTime(): void {
    if (state.playing && !timer) {
      let last = performance.now()
      timer = setInterval(() => {
        const now = performance.now()
        act({ do: 'tick', ms: now - last })
        last = now
      }, TICK_MS)
    } else if (!state.playing && timer) {
      clearInterval(timer)
      timer = null
    }
  }

  function apply(action: Action): void {
    state = reduce(state, action)
    const { asks } = state
    if (asks.length === 0) return
    state = reduce(state, { do: 'asked' })
    for (const ask of asks) perform(ask).then(answer => answer && act(answer), surroundings.fail)
  }

  const draw = (): void => surroundings.show(spoken ? spokenLines(state) : frameOf(state))

  /** Draws once, however many actions came together: keys that are held down come faster than screens. */
  function step(run: () => void): void {
    if (!isOpen) return
    try {
      run()
      keepTime()
      draw()
    } catch (error) {
      surroundings.fail(error)
    }
  }

  const act = (action: Action): void => step(() => apply(action))

  act({ do: 'resize', size })
  return {
    keys: names =>
      step(() => {
        for (const name of names) {
          const action = actionOf(state, name)
          if (action) apply(action)
        }
      }),
    act,
    resize: next => act({ do: 'resize', size: next }),
    close() {
      isOpen = false
      if (timer) clearInterval(timer)
    },
  }
}
