import type { Io, Sink } from './io.ts'
import { keyboard } from './keyboard.ts'
import { letGo } from './stops.ts'

function sink(stream: NodeJS.WriteStream, before: () => void): Sink {
  // Each write learns of its error by itself; without a listener a closed pipe would end the process.
  stream.on('error', () => {})
  return {
    isTTY: stream.isTTY === true,
    write(text) {
      before()
      return new Promise((resolve, reject) => {
        stream.write(text, error => (error ? reject(error) : resolve()))
      })
    },
  }
}

/** $COLUMNS, where somebody set it, before the terminal's own width (POSIX, XBD 8.3). */
const widthOf = (asked: string | undefined, stdout: NodeJS.WriteStream): number | null => {
  if (asked !== undefined && /^[1-9]\d{0,4}$/.test(asked)) return Number(asked)
  return stdout.isTTY ? stdout.columns : null
}

/** The surroundings of the process itself. Standard input is touched only when it is read. */
export const processIo = (): Io => ({
  // Node's writes into pipes block until they are read.
  stdout: sink(process.stdout, letGo),
  stderr: sink(process.stderr, () => {}),
  stdin: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
  env: process.env,
  columns: widthOf(process.env.COLUMNS, process.stdout),
  terminal() {
    const stdin = process.stdout.isTTY && process.env.TERM !== 'dumb' ? keyboard() : null
    return stdin && { stdin, stdout: process.stdout }
  },
})
