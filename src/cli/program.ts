import { Argument, Command, Option } from 'commander'
import { type AnalyzeFlags, analyzeCommand } from './analyze.ts'
import { collectCommand } from './collect.ts'
import { completionCommand, SHELLS } from './completion.ts'
import { explainCommand } from './explain.ts'
import { formatsCommand } from './formats.ts'
import { addFleet } from './fleet/program.ts'
import { attachHelp } from './help/attach.ts'
import { helpCommand } from './help/command.ts'
import type { Io, Parts } from './io.ts'
import { LIMITS_HELP } from './limit-option.ts'
import { type ViewFlags, viewCommand } from './view.ts'

/** The version first and alone up to the first space, for scripts. */
const versionOf = ({ version, commit }: Parts): string => (commit === null ? version : `${version} (${commit})`)

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** Options of every command that reads a case. */
const narrowed = (command: Command): Command =>
  command
    .option(
      '--node <name[=path]>',
      'only this node; with a path of the bundle: that file or folder is of this node (repeatable)',
      repeated,
    )
    .option('--namespace <name>', 'only pods of this namespace')
    .option('--pod <name>', 'only pods of this name')
    .option('--since <time>', 'leave out what ended before')
    .option('--until <time>', 'leave out what began after')
    .option('--timezone <zone>', 'of logs and times without a zone, as Europe/Berlin (default: UTC)')
    .option('--now <time>', 'when the bundle was taken, for ages and years where it does not say')
    .option('--limit <name=value>', `how much archives may unfold to: ${LIMITS_HELP} (repeatable)`, repeated)

/** The command line. `done` receives the exit status of the command that ran. */
export function program(io: Io, parts: Parts, done: (status: number) => void): Command {
  const root = new Command('oomlens')
    .description('Says what was OOM-killed, by whom, why, and what to do, with the line that proves it. Offline.')
    .version(versionOf(parts), '--version', 'print the version, and the commit that it was built from')
    .helpOption('-h, --help', 'print this help')
    .showSuggestionAfterError(true)
    .exitOverride()
    .enablePositionalOptions()
    .helpCommand(false)

  narrowed(
    root
      .command('analyze')
      .description('analyze logs: files, directories, archives, or - for standard input; several are one case')
      .argument('<path...>', 'what to read')
      .addOption(
        new Option(
          '--format <format>',
          "how to write the report (default: by the output's extension, else text)",
        ).choices(parts.outputs.map(({ id }) => id)),
      )
      .option('-o, --output <file>', 'write the report to a file'),
  )
    .option('--redact', 'replace names, addresses, IDs, images and paths by tokens, in every format')
    .option('--redact-key <key>', 'compute the tokens with a key, without which nobody can guess what they stand for')
    .option('--redact-map <file>', 'write what each token stands for to a file of its own')
    .option('--exit-code', 'exit with 1 when a memory kill was found')
    .option('--quiet', 'no progress and no problems on standard error')
    .option('--verbose', 'whole tables and every citation')
    .option('--no-color', 'no colors (also NO_COLOR; FORCE_COLOR for the contrary)')
    .action(async (paths: string[], flags: AnalyzeFlags) => done(await analyzeCommand(paths, flags, io, parts)))

  narrowed(
    root
      .command('view')
      .description('step through the timeline of a case, or of a saved report.json, on the terminal')
      .argument('<path...>', 'what to read, or a report that --format json wrote, alone or with its bundle'),
  )
    .option('--verbose', 'whole tables and every citation in the detail')
    .option('--no-color', 'no colors (also NO_COLOR)')
    .action(async (paths: string[], flags: ViewFlags) => done(await viewCommand(paths, flags, io, parts)))
  root
    .command('explain')
    .description('say what a cause, a problem code, a term or a field of the report means; without a topic: list all')
    .argument('[topic...]', 'such as container-limit, ZONE_ASSUMED, "exit 137", incidents.selection')
    .option('--no-color', 'no colors (also NO_COLOR; FORCE_COLOR for the contrary)')
    .action(async (words: string[], flags: { color: boolean }) => done(await explainCommand(words, flags, io, parts)))
  addFleet(root, io, parts, done)

  root
    .command('collect')
    .description('print a shell script that gathers a good bundle on a node and from kubectl; it runs nothing')
    .action(async () => done(await collectCommand(io)))

  root
    .command('formats')
    .description('list every input that is read and every output that is written')
    .action(async () => done(await formatsCommand(io, parts)))

  root
    .command('completion')
    .description('print a script that completes commands, options, values and topics in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action(async (shell: string) => done(await completionCommand(shell, root, io, parts)))

  root
    .command('help')
    .description('print the help of a command')
    .argument('[command...]', 'such as analyze, or fleet merge')
    .action((names: string[]) => helpCommand(names, root))

  attachHelp(root, io)
  return root
}
