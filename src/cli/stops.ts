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

function end(signal: StopSignal): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  process.exit(STOPPED[signal])
}

/**
 * Listens to SIGINT, which leaves no line of progress behind. SIGTERM is listened to only while somebody wants to know: else the
 * system ends the process at once, whatever it is busy with.
 */
export function openStops(): NonNullable<Io['onStop']> {
  let listener: ((signal: StopSignal) => void) | null = null
  const stop = (signal: StopSignal): void => {
    const asked = listener
    listener = null
    if (asked) asked(signal)
    else end(signal)
  }
  const onTerm = (): void => stop('SIGTERM')
  process.on('SIGINT', () => stop('SIGINT'))
  return given => {
    listener = given
    process.on('SIGTERM', onTerm)
    return () => {
      listener = null
      process.off('SIGTERM', onTerm)
    }
  }
}
