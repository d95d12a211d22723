// Fuzzes every reader of oomlens, with coverage as the guide for a part of the time. docs/fuzzing.md says what for.
import { appendFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCoverage } from './coverage.ts'
import { type Figures, figuresIn, tablesOf } from './figures.ts'
import { loadSeeds } from './load-seeds.ts'
import { openLoop } from './loop.ts'
import { runGuided, runLong, runPlain } from './phases.ts'
import type { Target } from './target.ts'
import { told } from './told.ts'
import { allTargets } from './targets/index.ts'
import { openWatchdog } from './watchdog.ts'

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    /** Only targets whose family and name match. */
    only: { type: 'string', default: '' },
    executions: { type: 'string', default: '20000' },
    /** For each target, whatever it may still lack. */
    seconds: { type: 'string', default: '20' },
    /** Share of both that is guided by coverage. */
    guided: { type: 'string', default: '0.25' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: join(tmpdir(), 'oomlens-fuzz') },
    list: { type: 'boolean', default: false },
    /** Fuzzes nothing: sums up what runs with the same `out` did. */
    sum: { type: 'boolean', default: false },
  },
})
const out = values.out
mkdirSync(out, { recursive: true })

const only = new RegExp(values.only)
const LONG = 400
const LONG_SHARE = 0.1

const say = (text: string): boolean => process.stdout.write(`${text}\n`)

async function fuzz(target: Target): Promise<Figures> {
  const name = `${target.family} ${target.name}`
  const file = join(out, `${name.replace(/[^\w-]+/g, '_')}`)
  const watchdog = openWatchdog(name, `${file}.hang`, 300)
  const loop = await openLoop(target, Number(values.seed), watchdog)
  const whole = { executions: Number(values.executions), milliseconds: Number(values.seconds) * 1000 }
  const share = Number(values.guided)
  let covered = 0
  if (share > 0) {
    const coverage = openCoverage()
    await runGuided(loop, { executions: whole.executions * share, milliseconds: whole.milliseconds * share }, coverage)
    covered = coverage.covered()
    coverage.stop()
  }
  await runPlain(loop, whole)
  const { tally } = loop
  const before = tally.executions
  await runLong(loop, {
    executions: before + LONG,
    milliseconds: tally.milliseconds + whole.milliseconds * LONG_SHARE,
  })
  await watchdog.stop()
  const { executions, read, milliseconds, pool, seeds, findings, changed } = tally
  const rate = Math.round((executions * 1000) / milliseconds)
  say(
    `${name}: ${executions} executions, ${rate}/s, ${Math.round((100 * read) / executions)} % read, pool ${seeds} + ${pool.length - seeds}, ${covered} characters of source reached, ${findings.size} findings`,
  )
  for (const [at, finding] of [...findings.values()].entries())
    say(await told(target, finding, `${file}.${values.seed}.${at + 1}`))
  const changes = { ...Object.fromEntries(changed), lengthen: executions - before }
  return {
    ...{ family: target.family, name: target.name, seed: Number(values.seed) },
    ...{
      executions,
      read,
      seconds: milliseconds / 1000,
      reached: pool.length - seeds,
      findings: findings.size,
      changes,
    },
  }
}

const figures = join(out, 'figures.ndjson')
if (values.sum) say(tablesOf(figuresIn(figures)))
else {
  const seeds = await loadSeeds(folders)
  const targets = (await allTargets(seeds)).filter(each => only.test(`${each.family} ${each.name}`))
  for (const target of targets)
    if (values.list) say(`${target.family} ${target.name}`)
    else appendFileSync(figures, `${JSON.stringify(await fuzz(target))}\n`)
}
