import type { Command, Help } from 'commander'
import { flow } from '../../render/flow.ts'
import { say } from '../../render/piece.ts'
import type { Io } from '../io.ts'
import { textWidth } from '../terminal.ts'
import { belowOptions } from './below.ts'
import { HELP } from './texts.ts'

/** Beside an option there are at least so many columns for what it does; else that goes below. */
const LEAST_BESIDE = 24

/** The name of a command without that of the program: `fleet merge`, and `''` for the program itself. */
export function commandName(command: Command): string {
  const { parent } = command
  return parent ? `${commandName(parent)} ${command.name()}`.trim() : ''
}

export const commandsIn = (root: Command): readonly Command[] => [root, ...root.commands.flatMap(commandsIn)]

function item(term: string, termWidth: number, description: string, help: Help): string {
  const width = help.helpWidth ?? 80
  const column = 2 + termWidth + 2
  const say1 = [say(description)]
  if (description === '') return `  ${term}`
  if (column + LEAST_BESIDE > width) return [`  ${term}`, ...flow(say1, width, 6)].join('\n')
  const [first = '', ...rest] = flow(say1, width, column)
  return [`  ${term.padEnd(termWidth + 2)}${first.trimStart()}`, ...rest].join('\n')
}

/** Gives every command its notes and examples, laid out for the width of the terminal. */
export function attachHelp(root: Command, { columns }: Io): void {
  for (const command of commandsIn(root)) {
    const text = HELP[commandName(command)]
    command.configureHelp({ formatItem: item })
    if (text) command.addHelpText('after', () => belowOptions(text, textWidth(columns)))
  }
}
