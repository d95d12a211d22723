import { openSync } from 'node:fs'
import { isatty, ReadStream } from 'node:tty'

const TERMINAL = '/dev/tty'

/**
 * Where keys come from: standard input, or where something else comes from there the terminal itself, as in less. Null where
 * there is none, as in cron. Node's types know one such stream only; both are terminals.
 */
export function keyboard(): NodeJS.ReadStream | null {
  if (isatty(0)) return process.stdin
  try {
    return new ReadStream(openSync(TERMINAL, 'r')) as NodeJS.ReadStream
  } catch {
    return null
  }
}
