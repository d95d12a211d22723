// Measures oomlens against grep, regular expressions, JSON.parse and an empty Node, and what its time and memory grow with.
// --write puts the result into docs/performance.md; --large adds the sizes that take long.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fleetSpeed } from '../fleet/speed.ts'
import { type Aim, aimsTable } from './aims.ts'
import type { Bench } from './bench.ts'
import { write } from './files.ts'
import { kernelLog, type LogShape } from './material.ts'
import { type Measured, measured } from './measure.ts'
import { memoryOf, memoryTable } from './memory.ts'
import { pageOf } from './page.ts'
import { kubernetesAims, quietAims, startAim } from './rows.ts'
import { peakAims, sizesOf, sizesTable } from './sizes.ts'
import { subjects } from './subjects.ts'
import { medianSeconds, type Row, tableOf } from './table.ts'

const { values } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    /** The sizes up to 4 GiB as well. */
    large: { type: 'boolean', default: false },
    /** A small fraction of everything, to see that the bench works. */
    small: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    mib: { type: 'string' },
    reports: { type: 'string' },
  },
})
const rounds = Number(values.rounds)
/** What the other sizes are a part of. */
const share = values.small ? 1 / 100 : 1
const mib = Number(values.mib ?? (values.small ? 4 : 100))
const reports = Number(values.reports ?? (values.small ? 40 : 1000))
const mibs = [1, 4, 16, 64, 256, 1024, ...(values.large ? [4096] : [])].filter(size => size <= 4096 * share)
const shapes: readonly LogShape[] = [
  { bytes: mib * 1024 ** 2, reports },
  { bytes: mib * 1024 ** 2, reports: 0 },
]

const folder = mkdtempSync(join(tmpdir(), 'oomlens-bench-'))
const output = join(folder, 'output')
const bench: Bench = { folder, rounds, say: text => void process.stdout.write(`${text}\n`) }

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

/** The dense log against the expressions, and by itself. */
function denseAims(rows: readonly Row[]): readonly Aim[] {
  const [own, , expressions] = rows
  if (!own || !expressions) return []
  const work = `${mib} MiB with ${reports} reports`
  const seconds = medianSeconds(own)
  const measured = seconds / medianSeconds(expressions)
  return [
    { work, against: 'regular expressions, Node', unit: '×', must: 1.5, goal: 1, measured },
    { work: 'the same', against: '', unit: 's', must: 1.5, goal: 0.7, measured: seconds },
  ]
}

async function fleetAim(): Promise<Aim> {
  const bundles = Math.max(20, 1000 * share)
  const speed = await fleetSpeed(bundles, values.small ? 1 : 12, bench.say, values.small)
  const measured = speed && speed.one / speed.two
  return {
    work: `${bundles} small bundles, two workers`,
    against: 'one',
    unit: '×',
    must: 1.7,
    goal: 1.9,
    isLeast: true,
    measured,
  }
}

try {
  const tables: string[] = []
  const aims: Aim[] = [...(await quietAims(bench, share))]
  for (const shape of shapes) {
    const log = write(join(folder, `kernel-${shape.reports}.log`), kernelLog(shape))
    const rows = await rowsOf(log, shape)
    rmSync(log)
    tables.push(tableOf(rows))
    if (shape.reports > 0) aims.push(...denseAims(rows))
    bench.say(`${shape.reports} reports in ${mib} MiB, ${rounds} rounds\n\n${tables.at(-1)}`)
  }
  aims.push(...(await kubernetesAims(bench, 2000 * share, 20_000 * share, 50 * share)), await startAim(bench))
  const sizes = await sizesOf(bench, mibs)
  const memory = await memoryOf(bench, share)
  aims.push(...peakAims(sizes), await fleetAim())
  bench.say(`\n${aimsTable(aims)}\n${sizesTable(sizes)}\n${memoryTable(memory)}`)
  if (values.write) {
    const machine = `${availableParallelism()} cores, Node ${process.version}, ${process.platform} ${process.arch}`
    const flags = ['--write', ...(values.large ? ['--large'] : []), ...(values.small ? ['--small'] : [])].join(' ')
    const text = { aims: aimsTable(aims), sizes: sizesTable(sizes), memory: memoryTable(memory) }
    const page = pageOf({ machine, flags, rounds, mib, reports, tables, ...text })
    writeFileSync(new URL('../../docs/performance.md', import.meta.url), page)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
