// Fuzzes every reader of oomlens, with coverage as the guide for a part of the time. docs/fuzzing.md says what for.
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCoverage } from './coverage.ts'
import { openLoop, type Tally } from './loop.ts'
import { runGuided, runLong, runPlain } from './phases.ts'
import { seedBundles, seedLines } from './seeds.ts'
import type { Target } from './target.ts'
import { told } from './told.ts'
import { allTargets } from './targets/index.ts'
import { peeledTexts } from './targets/lines.ts'
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
  },
})
const out = values.out
mkdirSync(out, { recursive: true })

const bundles = await seedBundles(folders)
const only = new RegExp(values.only)
const lines = seedLines(bundles)
const targets = (await allTargets({ bundles, lines, texts: peeledTexts(lines) })).filter(each =>
  only.test(`${each.family} ${each.name}`),
)

const LONG = 400
const LONG_SHARE = 0.1

const say = (text: string): boolean => process.stdout.write(`${text}\n`)

async function fuzz(target: Target): Promise<Tally> {
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
  const long = {
    executions: tally.executions + LONG,
    milliseconds: tally.milliseconds + whole.milliseconds * LONG_SHARE,
  }
  await runLong(loop, long)
  await watchdog.stop()
  const rate = Math.round((tally.executions * 1000) / tally.milliseconds)
  const share100 = Math.round((100 * tally.read) / tally.executions)
  say(
    `${name}: ${tally.executions} executions, ${rate}/s, ${share100} % read, pool ${tally.seeds} + ${tally.pool.length - tally.seeds}, ${covered} characters of source reached, ${tally.findings.size} findings`,
  )
  for (const [at, finding] of [...tally.findings.values()].entries())
    say(await told(target, finding, `${file}.${at + 1}`))
  return tally
}

if (values.list) for (const { family, name } of targets) say(`${family} ${name}`)
else {
  const families = new Map<string, { targets: number; executions: number; seconds: number; findings: number }>()
  for (const target of targets) {
    const { executions, milliseconds, findings } = await fuzz(target)
    const row = families.get(target.family) ?? { targets: 0, executions: 0, seconds: 0, findings: 0 }
    families.set(target.family, {
      targets: row.targets + 1,
      executions: row.executions + executions,
      seconds: row.seconds + milliseconds / 1000,
      findings: row.findings + findings.size,
    })
  }
  say('\n| family | targets | executions | per second | findings |\n| --- | --- | --- | --- | --- |')
  for (const [family, { targets: count, executions, seconds, findings }] of families)
    say(`| ${family} | ${count} | ${executions} | ${Math.round(executions / seconds)} | ${findings} |`)
}
