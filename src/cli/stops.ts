import type { Io, StopSignal } from './io.ts'

/** As shells give it: 128 and the number of the signal. */
export const STOPPED: Readonly<Record<StopSignal, number>> = { SIGINT: 130, SIGTERM: 143 }

function end(signal: StopSignal): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  process.exit(STOPPED[signal])
}

/** Listens to signals of this process. Without a listener it ends, and leaves no line of progress behind. */
export function openStops(): NonNullable<Io['onStop']> {
  let listener: ((signal: StopSignal) => void) | null = null
  const stop = (signal: StopSignal): void => {
    const asked = listener
    listener = null
    if (asked) asked(signal)
    else end(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal))
  return given => {
    listener = given
    return () => {
      listener = null
    }
  }
}
