import { Worker } from 'node:worker_threads'

/** An input that never comes back cannot be told of by the thread that reads it. */
export interface Watchdog {
  /** Notes what is read now. */
  enter(input: string): void
  leave(): void
  stop(): Promise<number>
}

const ROOM = 1024 * 1024

/** What the other thread does: it ends the process when the same input is still read after so long. */
const SCRIPT = `
const { workerData } = require('node:worker_threads')
const { writeFileSync } = require('node:fs')
const { shared, file, seconds, name } = workerData
const head = new Int32Array(shared, 0, 2)
const text = new Uint8Array(shared, 8)
let before = -1, since = Date.now()
setInterval(() => {
  const now = Atomics.load(head, 0)
  if (now !== before || now % 2 === 0) { before = now; since = Date.now(); return }
  if (Date.now() - since < seconds * 1000) return
  writeFileSync(file, text.slice(0, head[1]))
  require('node:fs').writeSync(2, name + ' hangs: an input took more than ' + seconds + ' s, written to ' + file + '\\n')
  process.kill(process.pid, 'SIGKILL')
}, 500)
`

/** Where an input takes longer than so many seconds by the clock, it is written to a file and the process ends. */
export function openWatchdog(name: string, file: string, seconds: number): Watchdog {
  const shared = new SharedArrayBuffer(8 + ROOM)
  const head = new Int32Array(shared, 0, 2)
  const text = new Uint8Array(shared, 8)
  const encoder = new TextEncoder()
  const worker = new Worker(SCRIPT, { eval: true, workerData: { shared, file, seconds, name } })
  worker.unref()
  let turn = 0
  return {
    enter(input) {
      head[1] = encoder.encodeInto(input, text).written
      turn = (turn + 1) | 1
      Atomics.store(head, 0, turn)
    },
    leave() {
      turn = (turn + 1) & 0x3fff_fffe
      Atomics.store(head, 0, turn)
    },
    stop: () => worker.terminate(),
  }
}
