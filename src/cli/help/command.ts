import type { Command } from 'commander'
import { UsageError } from '../complain.ts'
import { nearest } from '../nearest.ts'

/** `oomlens help [COMMAND…]`: prints the help of a command, or of a command within one, as --help does. */
export function helpCommand(names: readonly string[], root: Command): never {
  let command = root
  for (const name of names) {
    const names = command.commands.map(each => each.name())
    const next = command.commands.find(each => each.name() === name)
    if (!next) {
      const meant = nearest(name, names)
      throw new UsageError(
        `There is no command '${name}'. ${meant === null ? '' : `Did you mean ${meant}? `}"oomlens help" lists all.`,
      )
    }
    command = next
  }
  return command.help()
}
