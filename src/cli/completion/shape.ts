import type { Command, Option } from 'commander'
import { commandName } from '../help/attach.ts'

/** What a shell can offer at a place. `any` is a name or a number that only the user knows. */
export type Words =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' }
  | { readonly kind: 'directories' }
  | { readonly kind: 'any' }

export interface OptionShape {
  /** As they are typed: `-o`, `--output`. */
  readonly names: readonly string[]
  readonly describes: string
  /** Null for an option that takes no value. */
  readonly value: Words | null
  readonly isRepeatable: boolean
}

/** A command as a shell sees it. */
export interface CommandShape {
  /** Without the name of the program: `fleet merge`; `''` for the program. */
  readonly name: string
  readonly describes: string
  readonly options: readonly OptionShape[]
  /** What its arguments are; null where it takes none. */
  readonly argument: Words | null
  readonly commands: readonly CommandShape[]
}

/** What an argument is, by its name in the help. */
const KINDS: Readonly<Record<string, Words>> = {
  path: { kind: 'files' },
  file: { kind: 'files' },
  dir: { kind: 'directories' },
}

const wordsOf = (name: string, choices: readonly string[] | undefined): Words =>
  choices ? { kind: 'words', words: choices } : (KINDS[name] ?? { kind: 'any' })

function optionOf({ short, long, flags, description, argChoices, required, parseArg }: Option): OptionShape {
  const value = /<([^>.]+)/.exec(flags)?.[1] ?? ''
  return {
    names: [short, long].filter(name => name !== undefined),
    describes: description,
    value: required ? wordsOf(value, argChoices) : null,
    // An option that keeps what came before it may come again.
    isRepeatable: parseArg !== undefined && argChoices === undefined,
  }
}

/** The commands of a program; `topics` are the words that `explain` takes, `commands` those that `help` takes. */
export function shapeOf(command: Command, topics: readonly string[]): CommandShape {
  const [argument] = command.registeredArguments
  const named: Readonly<Record<string, readonly string[]>> = {
    topic: topics,
    command: (command.parent ?? command).commands.map(each => each.name()),
  }
  return {
    name: commandName(command),
    describes: command.description(),
    options: command.createHelp().visibleOptions(command).map(optionOf),
    argument: argument ? wordsOf(argument.name(), argument.argChoices ?? named[argument.name()]) : null,
    commands: command.commands.map(each => shapeOf(each, topics)),
  }
}

export const flat = (shape: CommandShape): readonly CommandShape[] => [shape, ...shape.commands.flatMap(flat)]

/** `merge` of `fleet merge`. */
export const lastName = (name: string): string => name.split(' ').at(-1) ?? name
