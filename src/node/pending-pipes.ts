import { closeSync, constants, openSync, writeSync } from 'node:fs'

/** Pipes that are being opened or read, each for itself. */
const pending = new Set<{ readonly location: string | Buffer }>()

/** Writes into a pipe what ends the waiting of who reads it. */
function wake(location: string | Buffer): void {
  try {
    const end = openSync(location, constants.O_WRONLY | constants.O_NONBLOCK)
    writeSync(end, '\n')
    closeSync(end)
  } catch {
    // Nobody waits any more.
  }
}

function wakeAll(): void {
  for (const { location } of pending) wake(location)
}

/**
 * Keeps a pipe that may never give anything from keeping the process: at its end Node waits for the thread that waits for the
 * pipe. To be called before it is opened; gives what is to be called when it was read.
 */
export function pendingPipe(location: string | Buffer): () => void {
  const pipe = { location }
  if (pending.size === 0) process.on('exit', wakeAll)
  pending.add(pipe)
  return () => {
    pending.delete(pipe)
    if (pending.size === 0) process.off('exit', wakeAll)
  }
}
