import type { Io, StopSignal } from './io.ts'

/** As shells give it: 128 and the number of the signal. */
export const STOPPED: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 }

/** What was being done was given up because someone asked the process to end. */
export class Stopped extends Error {
  readonly signal: StopSignal

  constructor(signal: StopSignal) {
    super(signal)
    this.signal = signal
  }
}

export const stoppedBy = (signal: StopSignal): string => `stopped by ${signal} before anything was written`

let listener: ((signal: StopSignal) => void) | null = null

function stop(signal: StopSignal): void {
  const asked = listener
  listener = null
  if (asked) {
    asked(signal)
    return
  }
  const erase = process.stderr.isTTY ? '\r\x1b[K' : ''
  process.stderr.write(`${erase}oomlens: ${stoppedBy(signal)}\n`)
  process.exit(STOPPED[signal])
}
const onInt = (): void => stop('SIGINT')
const onTerm = (): void => stop('SIGTERM')

/** Listens to what asks the process to end, which leaves no line of progress behind and no half-written file. */
export function openStops(): NonNullable<Io['onStop']> {
  process.on('SIGINT', onInt)
  process.on('SIGTERM', onTerm)
  return given => {
    listener = given
    return () => {
      listener = null
    }
  }
}

/**
 * From now on the system ends the process at once. To be called before what may block for ever, such as writing into a pipe:
 * a listener would only be called afterwards.
 */
export function letGo(): void {
  process.off('SIGINT', onInt)
  process.off('SIGTERM', onTerm)
}
