// Measures `oomlens view` on a log of many events, beside lnav where that is installed. Run after a build.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { analyze } from '../../src/analyze.ts'
import { bundleOf } from '../../src/model/bundle.ts'
import { outputs } from '../../src/outputs/index.ts'
import { openSession } from '../../src/tui/shell/session.ts'
import { openPty } from './pty.ts'
import { eventLog } from './view-log.ts'

const { values } = parseArgs({
  options: { events: { type: 'string', default: '100000' }, presses: { type: 'string', default: '150' } },
})
const events = Number(values.events)
const presses = Number(values.presses)
const SIZE = { columns: 120, rows: 40 }
const QUIET_MS = 25

const folder = mkdtempSync(join(tmpdir(), 'oomlens-view-'))
const log = join(folder, 'events.log')
const text = eventLog(events)
writeFileSync(log, text)

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1)
const say = (line: string): void => void process.stdout.write(`${line}\n`)
const table = (name: string, what: string, times: readonly number[]): void => {
  const sorted = [...times].sort((a, b) => a - b)
  say(
    `${name.padEnd(9)} ${what.padEnd(42)} median ${at(sorted, 0.5).padStart(7)} ms   95 % ${at(sorted, 0.95).padStart(7)} ms`,
  )
}

/** What the program itself takes, without a terminal: from the report to a frame, and from a key to a frame. */
async function inside(): Promise<void> {
  const report = await analyze(bundleOf('events', { 'events.log': text }))
  let frames = 0
  const begin = performance.now()
  const session = openSession(report, SIZE, {
    bundle: null,
    outputs,
    look: { color: true, unicode: true, verbose: false },
    spoken: false,
    show: () => {
      frames += 1
    },
    send() {},
    save: async () => 'written',
    async suspend() {},
    redraw() {},
    leave() {},
    fail(error) {
      throw error
    },
  })
  table('oomlens', `report of ${report.timeline.length} to frame`, [performance.now() - begin])
  for (const [what, keys] of [
    ['j', ['j']],
    ['page down', ['pagedown']],
    ['search without a match', ['/', 'z', 'q', 'return']],
    ['filter', ['f', ...'node:node-2 java', 'return']],
    ['undo the filter', ['U']],
    ['G, g', ['G', 'g']],
  ] as const) {
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now()
      session.keys(keys)
      return performance.now() - start
    })
    table('oomlens', `${what}, without a terminal`, times)
  }
  if (frames < 100) throw new Error('no frames were made')
}

interface Viewer {
  readonly name: string
  readonly command: string
  readonly ready: RegExp
  readonly keys: readonly (readonly [what: string, keys: string])[]
}

const cli = fileURLToPath(new URL('../../dist/bin/oomlens.js', import.meta.url))
const KEYS = [
  ['j', 'j'],
  ['page down', '\u001b[6~'],
  ['k', 'k'],
  ['G, g', 'Gg'],
] as const
const VIEWERS: readonly Viewer[] = [
  {
    name: 'oomlens',
    command: `${process.execPath} ${cli} view ${log}`,
    ready: /Timeline/,
    keys: KEYS,
  },
  {
    name: 'lnav',
    command: `lnav ${log}`,
    ready: /reaped process \d+/,
    keys: KEYS,
  },
]

async function onTerminal({ name, command, ready, keys }: Viewer): Promise<void> {
  const begin = performance.now()
  const pty = openPty(command, SIZE.columns, SIZE.rows)
  try {
    await pty.shows(ready)
    table(name, 'start to first lines of the log', [performance.now() - begin])
    await pty.quiet(300)
    // lnav begins at the end of a log.
    pty.send('g')
    await pty.quiet(300)
    const before = pty.rssBytes()
    for (const [what, sequence] of keys) {
      const times: number[] = []
      const each = [...sequence].length === 2 ? [...sequence] : [sequence]
      const cpu = pty.cpuMs()
      for (let press = 0; press < presses; press += 1) {
        const start = performance.now()
        pty.send(each[press % each.length] ?? sequence)
        const drawn = await pty.quiet(QUIET_MS)
        if (drawn !== null) times.push(drawn - start)
      }
      const cpuEach = ((pty.cpuMs() - cpu) / presses).toFixed(1)
      table(name, `${what} to drawn, ${times.length} of ${presses}, ${cpuEach} ms CPU`, times)
    }
    for (let press = 0; press < 40; press += 1) {
      pty.send('\u001b[6~'.repeat(25))
      await pty.quiet(QUIET_MS)
    }
    const mib = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`
    say(`${name.padEnd(9)} memory ${mib(before)}, after ${presses * 3 + 1000} presses ${mib(pty.rssBytes())}`)
  } finally {
    pty.close()
  }
}

try {
  say(`${events} events, ${Math.round(text.length / 1024 ** 2)} MiB, ${SIZE.columns}×${SIZE.rows}, ${process.version}`)
  await inside()
  for (const viewer of VIEWERS) {
    const program = viewer.command.split(' ')[0] ?? ''
    if (spawnSync('which', [program]).status === 0) await onTerminal(viewer)
    else say(`${viewer.name}: not installed`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
