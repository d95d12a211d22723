// Measures oomlens against grep and against regular expressions. --write puts the result into docs/performance.md.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { kernelLog, type LogShape } from './material.ts'
import { type Measured, measured } from './measure.ts'
import { pageOf } from './page.ts'
import { subjects } from './subjects.ts'
import { type Row, tableOf } from './table.ts'

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    mib: { type: 'string', default: '100' },
    reports: { type: 'string', default: '1000' },
  },
})
const rounds = Number(values.rounds)
const bytes = Number(values.mib) * 1024 ** 2
const shapes: readonly LogShape[] = [
  { bytes, reports: Number(values.reports) },
  { bytes, reports: 0 },
]

const folder = mkdtempSync(join(tmpdir(), 'oomlens-bench-'))
const output = join(folder, 'output')

function written(shape: LogShape, name: string): string {
  const path = join(folder, name)
  const file = openSync(path, 'w')
  for (const part of kernelLog(shape)) writeSync(file, part)
  closeSync(file)
  return path
}

/** All programs in turn, round after round, so that a busy machine is busy for each of them. */
async function rowsOf(log: string, { reports }: LogShape): Promise<readonly Row[]> {
  const all = new Map(subjects.map(({ name }) => [name, [] as Measured[]]))
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, command, killsIn } of subjects) {
      all.get(name)?.push(await measured(command(log), output))
      const kills = killsIn(output)
      if (kills !== reports) throw new Error(`${name} tells of ${kills} kills; the log was made with ${reports}`)
    }
  }
  const size = statSync(log).size
  return [...all].map(([subject, each]) => ({ subject, rounds: each, bytes: size, reports }))
}

try {
  const tables: string[] = []
  for (const shape of shapes) {
    const log = written(shape, `kernel-${shape.reports}.log`)
    tables.push(tableOf(await rowsOf(log, shape)))
    rmSync(log)
    process.stdout.write(`${shape.reports} reports in ${values.mib} MiB, ${rounds} rounds\n\n${tables.at(-1)}\n`)
  }
  if (values.write) {
    const machine = `${availableParallelism()} cores, Node ${process.version}, ${process.platform} ${process.arch}`
    const page = pageOf({ machine, rounds, mib: Number(values.mib), reports: Number(values.reports), tables })
    writeFileSync(new URL('../../docs/performance.md', import.meta.url), page)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
