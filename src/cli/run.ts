import { CommanderError } from 'commander'
import { BundleError } from '../model/bundle.ts'
import { printable } from '../render/printable.ts'
import { complain, sentences, UsageError } from './complain.ts'
import { type Io, type Parts, writeTo } from './io.ts'
import { program } from './program.ts'
import { STOPPED, Stopped } from './stops.ts'
import { textWidth } from './terminal.ts'

/** Runs the command line and gives the exit status. Whatever goes wrong is one line on standard error. */
export async function run(argv: readonly string[], io: Io, parts: Parts): Promise<number> {
  let status = 0
  let help = ''
  const root = program(io, parts, value => {
    status = value
  })
  for (const command of [root, ...root.commands.flatMap(one => [one, ...one.commands])]) {
    command.configureOutput({
      writeOut: text => {
        help += text
      },
      writeErr: text => {
        help += text
      },
      outputError: () => {},
      getOutHelpWidth: () => textWidth(io.columns),
      getErrHelpWidth: () => textWidth(io.columns),
    })
  }
  try {
    await root.parseAsync(argv, { from: 'user' })
    return status
  } catch (error) {
    if (error instanceof Stopped) return STOPPED[error.signal]
    const asked = error instanceof CommanderError && error.exitCode === 0
    if (asked) await writeTo(io.stdout, help)
    else if (help !== '') await writeTo(io.stderr, help)
    else await complain(io, lineOf(error))
    if (!asked && io.env.OOMLENS_DEBUG && error instanceof Error) await writeTo(io.stderr, stackOf(error))
    return asked ? 0 : 2
  }
}

const stackOf = (error: Error): string => `${(error.stack ?? '').split('\n').map(printable).join('\n')}\n`

function lineOf(error: unknown): string {
  if (error instanceof CommanderError) return `${error.message.replace(/^error: /, '')} (--help shows the usage)`
  if (error instanceof UsageError) return error.message
  if (error instanceof BundleError) return sentences(error.problem.detail, error.problem.advice)
  const message = error instanceof Error ? error.message : String(error)
  return `internal error: ${message}. Please report it; OOMLENS_DEBUG=1 says where it happened.`
}
