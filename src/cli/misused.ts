import { existsSync } from 'node:fs'
import type { Command, CommanderError } from 'commander'
import { nearest } from './nearest.ts'
import { quoted } from './quoted.ts'

/** `error: unknown command 'analize'\n(Did you mean analyze?)` as a sentence and a question. */
const SUGGESTED = /^error: (.*?)(?:\s*\((Did you mean .*\?)\))?$/s
/** The word of a message that was not understood. */
const WORD = /'([^']*)'/
/** Of an option, whose name stands before the value, or of an argument, whose name stands behind it. */
const CHOICE =
  /^error: (?:option '.*?(?<option>--[\w-]+).*?' |command-)argument (?:value )?'(?<value>.*)' is invalid(?: for argument '(?<argument>\w+)')?\. Allowed choices are (?<choices>.*)\.$/s
const NEEDS_PATH: ReadonlySet<string> = new Set(['analyze', 'view'])

/** `oomlens dmesg.txt`, `oomlens version`: what was meant by a word that is no command. */
function insteadOf(word: string, root: Command): string | null {
  if (existsSync(word))
    return `'${word}' is a file or a directory, and the command is missing: oomlens analyze ${quoted(word)}`
  const option = root.options.find(({ long }) => long === `--${word}`)
  return option ? `There is no command '${word}'. Did you mean ${option.long}?` : null
}

/** The command that was called, as far as it is one. */
function calledOf(argv: readonly string[], root: Command): Command {
  const next = root.commands.find(command => command.name() === argv[0])
  return next ? calledOf(argv.slice(1), next) : root
}

const fullName = (command: Command): string =>
  command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name()

/** What was wrong with the words of a command line, what was perhaps meant, and where to read more, in one line. */
export function misused({ code, message }: CommanderError, argv: readonly string[], root: Command): string {
  const called = calledOf(argv, root)
  const [, said = message, meant] = SUGGESTED.exec(message) ?? []
  const word = WORD.exec(said)?.[1] ?? ''
  const help = `${fullName(called)} --help shows how it is used.`
  if (code === 'commander.unknownCommand') {
    const instead = insteadOf(word, root)
    if (instead !== null) return instead
  }
  if (code === 'commander.missingArgument' && NEEDS_PATH.has(called.name()))
    return `${called.name()}: nothing to read was given. Give it a file, a directory, an archive, or - for standard input. ${help}`
  const choice = CHOICE.exec(message)?.groups
  if (choice) {
    const { option, argument, value = '', choices = '' } = choice
    const near = nearest(value, choices.split(', '))
    return `${option ?? argument}: '${value}' is none of ${choices}.${near === null ? '' : ` Did you mean ${near}?`}`
  }
  return `${said}. ${meant === undefined ? '' : `${meant} `}${help}`
}
