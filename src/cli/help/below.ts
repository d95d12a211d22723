import { displayWidth } from '../../render/display-width.ts'
import { flow } from '../../render/flow.ts'
import { say } from '../../render/piece.ts'
import type { Example, HelpText } from './help-text.ts'

/** Beside a command there are at least so many columns for what it does; else that goes below. */
const LEAST_BESIDE = 24

/** Commands stay on one line however narrow the page is: a broken one cannot be copied. */
function exampleLines(examples: readonly Example[], width: number): readonly string[] {
  const column = 5 + Math.max(0, ...examples.map(({ command }) => displayWidth(command)))
  const isBeside = examples.every(({ does }) => column + Math.max(LEAST_BESIDE, displayWidth(does)) <= width)
  if (isBeside) return examples.map(({ command, does }) => `  ${command.padEnd(column - 2)}${does}`)
  return examples.flatMap(({ command, does }) => [`  ${command}`, ...flow([say(does)], width, 6)])
}

const exitLines = (exits: HelpText['exits'], width: number): readonly string[] => {
  const column = 4 + Math.max(0, ...exits.map(([status]) => status.length))
  return exits.flatMap(([status, when]) => {
    const [first = '', ...rest] = flow([say(when)], width, column)
    return [`  ${status}${first.slice(2 + status.length)}`, ...rest]
  })
}

/** What stands below the options of a command, each part after an empty line. */
export function belowOptions({ examples, notes, exits }: HelpText, width: number): string {
  const parts = [
    ...notes.map(note => flow([say(note)], width)),
    ...(exits.length === 0 ? [] : [['Exit status:', ...exitLines(exits, width)]]),
    ['Examples:', ...exampleLines(examples, width)],
  ]
  return parts.map(lines => `\n${lines.join('\n')}`).join('\n')
}
