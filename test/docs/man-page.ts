import type { Command } from 'commander'
import manifest from '../../package.json' with { type: 'json' }
import { commandName, commandsIn } from '../../src/cli/help/attach.ts'
import type { Example } from '../../src/cli/help/help-text.ts'
import { HELP } from '../../src/cli/help/texts.ts'
import { realProgram } from '../cli/real-program.ts'
import { ENVIRONMENT, FILES, PROMISES } from './surroundings.ts'

/** As roff takes it: a hyphen that is to be copied is a minus. */
const roff = (text: string): string => text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('…', '...')

/** In lines of the source that a terminal shows whole; none begins with what roff takes for a request. */
const filled = (text: string): string =>
  roff(text)
    .replace(/(.{1,78})(?: |$)/g, '$1\n')
    .trimEnd()
    .replace(/^(?=[.'])/gm, '\\&')

const bold = (text: string): string => `\\fB${roff(text)}\\fR`
const paragraph = (text: string): string => `.PP\n${filled(text)}`
const tagged = (tag: string, text: string): string => `.TP\n${tag}\n${filled(text)}`

const examples = (all: readonly Example[]): string =>
  all.map(({ command, does }) => tagged(bold(command), sentence(does))).join('\n')

function optionLines(command: Command): readonly string[] {
  const help = command.createHelp()
  return help.visibleOptions(command).map(option => {
    const [, flags = option.flags, value = ''] = /^(.*?)( [<[].*)?$/.exec(option.flags) ?? []
    const tag = flags
      .split(', ')
      .map(flag => bold(flag))
      .join(', ')
    return tagged(`${tag}${roff(value)}`, sentence(help.optionDescription(option)))
  })
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

function commandLines(command: Command): readonly string[] {
  const name = commandName(command)
  const help = command.createHelp()
  const text = HELP[name]
  const [usage = '', ...others] = help.commandUsage(command).split('\n')
  return [
    `.SS "${roff(usage)}"`,
    ...others.map(other => `${bold(other.trim())}\n.br`),
    filled(sentence(command.description())),
    ...help
      .visibleArguments(command)
      .map(argument => tagged(`\\fI${roff(argument.name())}\\fR`, sentence(help.argumentDescription(argument)))),
    ...optionLines(command),
    ...(text?.notes ?? []).map(paragraph),
    ...(text ? ['.PP', 'Exit status:'] : []),
    ...(text?.exits ?? []).map(([status, when]) => tagged(bold(status), sentence(when))),
    ...(text ? ['.PP', 'Examples:', examples(text.examples)] : []),
  ]
}

/** docs/man/oomlens.1 */
export function manPage(): string {
  const root = realProgram()
  const [, ...commands] = commandsIn(root)
  return [
    '.\\" Made from the program: npm run docs',
    `.TH OOMLENS 1 "" "oomlens ${manifest.version}" "User Commands"`,
    '.ad l',
    '.nh',
    '.SH NAME',
    `oomlens \\- ${roff('say what was OOM-killed, by whom, why, and what to do')}`,
    '.SH SYNOPSIS',
    '.B oomlens',
    '.I command',
    roff('[options] [arguments]'),
    '.SH DESCRIPTION',
    filled(
      'Reads kernel and Kubernetes logs after an out-of-memory kill, offline: logs of any kind, output of kubectl, archives and directories of these. It cites the line that proves each claim, and calls unknown what the logs do not show.',
    ),
    ...PROMISES.map(paragraph),
    '.SH OPTIONS',
    ...optionLines(root),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.map(([names, text]) => tagged(bold(names), text)),
    '.SH FILES',
    ...FILES.map(([name, text]) => tagged(bold(name), text)),
    '.SH EXAMPLES',
    examples(HELP['']?.examples ?? []),
    '.SH SEE ALSO',
    ['dmesg', 'journalctl', 'kubectl', 'jq'].map(name => `.BR ${name} (1)`).join(' ,\n'),
    '',
  ].join('\n')
}
