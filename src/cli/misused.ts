import { existsSync } from 'node:fs'
import type { Command, CommanderError } from 'commander'
import { nearest } from './nearest.ts'
import { quoted } from './quoted.ts'

/** `error: unknown command 'analize'\n(Did you mean analyze?)` as a sentence and a question. */
function saidIn(message: string): { readonly said: string; readonly meant: string | null } {
  const text = message.replace(/^error: /, '')
  const at = text.lastIndexOf(MEANT)
  if (at === -1 || !text.endsWith('?)')) return { said: text, meant: null }
  return { said: text.slice(0, at).trimEnd(), meant: text.slice(at + 1, -1) }
}
const MEANT = '(Did you mean '
/** The word of a message that was not understood. */
const WORD = /'([^']*)'/
const CHOICES = '. Allowed choices are '
const VALUE = /argument (?:value )?'/
const INVALID = "' is invalid"
const OPTION = /--[\w-]+/
const ARGUMENT = / for argument '(\w+)'$/

/** Of an option, whose name stands before the value, or of an argument, whose name stands behind it; null for another message. */
function choiceIn(said: string) {
  const at = said.lastIndexOf(CHOICES)
  const invalid = said.lastIndexOf(INVALID, at)
  const value = VALUE.exec(said)
  if (at === -1 || invalid === -1 || value === null) return null
  const name = OPTION.exec(said.slice(0, value.index))?.[0] ?? ARGUMENT.exec(said.slice(0, at))?.[1]
  const given = said.slice(value.index + value[0].length, invalid)
  return name === undefined ? null : { name, given, choices: said.slice(at + CHOICES.length, -1) }
}
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
  const { said, meant } = saidIn(message)
  const word = WORD.exec(said)?.[1] ?? ''
  const help = `${fullName(called)} --help shows how it is used.`
  if (code === 'commander.unknownCommand') {
    const instead = insteadOf(word, root)
    if (instead !== null) return instead
  }
  if (code === 'commander.missingArgument' && NEEDS_PATH.has(called.name()))
    return `${called.name()}: nothing to read was given. Give it a file, a directory, an archive, or - for standard input. ${help}`
  const choice = choiceIn(said)
  if (choice) {
    const { name, given, choices } = choice
    const near = nearest(given, choices.split(', '))
    return `${name}: '${given}' is none of ${choices}.${near === null ? '' : ` Did you mean ${near}?`}`
  }
  return `${said}. ${meant === null ? '' : `${meant} `}${help}`
}
