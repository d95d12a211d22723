import { type Command, Option } from 'commander'
import { LIMITS_HELP } from '../limit-option.ts'
import type { Io, Parts } from '../io.ts'
import type { MergeFlags } from './merge.ts'
import type { FleetFlags } from './plan.ts'
import type { SummaryFlags } from './summary.ts'

const SUMMARY_FORMATS = ['text', 'json', 'ndjson'] as const

/** Adds `oomlens fleet` and what belongs to it. */
export function addFleet(root: Command, io: Io, parts: Parts, done: (status: number) => void): void {
  const fleet = root
    .command('fleet')
    .description('analyze many bundles, each by itself, and sum them up; on one machine or as an array job')
    .usage(
      '[options] <path...>\n       oomlens fleet summary [options] <dir...>\n       oomlens fleet merge -o <dir> <dir...>',
    )
    .enablePositionalOptions()
    .argument('[path...]', 'directories whose entries are bundles, files, or - for a list of paths on standard input')
    .option('-o, --output <dir>', 'where the records go (needed)')
    .option('--list <file>', 'a list of bundles, one path a line')
    .option('--jobs <n>', 'bundles at a time (default: one for each processor)')
    .option('--timeout <seconds>', 'end what takes longer for one bundle', '600')
    .option('--memory <MiB>', 'end what takes more memory for one bundle', '2048')
    .option('--shard <index/count>', 'only this part, counted from 0')
    .option('--shards <count>', 'only the part that this task of an array job is for')
    .option('--node <name>', 'only this node', (value: string, before: readonly string[] = []) => [...before, value])
    .option('--namespace <name>', 'only pods of this namespace')
    .option('--pod <name>', 'only pods of this name')
    .option('--since <time>', 'leave out what ended before')
    .option('--until <time>', 'leave out what began after')
    .option('--timezone <zone>', 'of logs and times without a zone, as Europe/Berlin (default: UTC)')
    .option('--now <time>', 'when the bundles were taken, for ages and years where they do not say')
    .option(
      '--limit <name=value>',
      `how much archives of a bundle may unfold to: ${LIMITS_HELP} (repeatable)`,
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option('--exit-code', 'exit with 1 when memory killed in a bundle')
    .option('--quiet', 'no progress on standard error')
    .action(async (paths: string[], flags: FleetFlags) => {
      const { fleetCommand } = await import('../seldom.ts')
      done(await fleetCommand(paths, flags, io, parts))
    })

  fleet
    .command('summary')
    .description(
      'which workloads, nodes, causes and kernels, how often and when; one incident in several bundles counts once',
    )
    .argument('<dir...>', 'where records are; several count as if merged')
    .addOption(
      new Option('--format <format>', 'text, json, or ndjson: one incident a line')
        .choices(SUMMARY_FORMATS)
        .default(SUMMARY_FORMATS[0]),
    )
    .option('-o, --output <file>', 'write to a file')
    .addOption(new Option('--by <span>', 'what incidents are counted by').choices(['day', 'hour']).default('day'))
    .option('--verbose', 'whole tables')
    .option('--no-color', 'no colors (also NO_COLOR; FORCE_COLOR for the contrary)')
    .action(async (dirs: string[], flags: SummaryFlags) => {
      const { summaryCommand } = await import('../seldom.ts')
      done(await summaryCommand(dirs, flags, io))
    })

  fleet
    .command('merge')
    .description('join the records of shards or machines; in any order, and again without harm')
    .argument('<dir...>', 'where records are')
    .option('-o, --output <dir>', 'where the joined records go (needed); what is there stays')
    .action(async (dirs: string[], flags: MergeFlags) => {
      const { mergeCommand } = await import('../seldom.ts')
      done(await mergeCommand(dirs, flags, io))
    })
}
