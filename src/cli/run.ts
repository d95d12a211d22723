import { CommanderError } from 'commander'
import { BundleError } from '../model/bundle.ts'
import { printable } from '../render/printable.ts'
import { complain, sentences, UsageError } from './complain.ts'
import { commandsIn } from './help/attach.ts'
import { type Io, isClosedPipe, type Parts, writeTo } from './io.ts'
import { misused } from './misused.ts'
import { program } from './program.ts'
import { STOPPED, Stopped, stoppedBy } from './stops.ts'
import { textWidth } from './terminal.ts'
import { unwritable } from './unwritable.ts'

/** Where nothing can be written, that is told of standard output; of standard error nobody can be told. */
const guarded = (io: Io): Io => ({
  ...io,
  stdout: {
    isTTY: io.stdout.isTTY,
    async write(text) {
      try {
        await io.stdout.write(text)
      } catch (error) {
        throw isClosedPipe(error) ? error : new UsageError(`standard output cannot be written: ${unwritable(error)}`)
      }
    },
  },
  stderr: { isTTY: io.stderr.isTTY, write: text => io.stderr.write(text).catch(() => {}) },
})

/** Runs the command line and gives the exit status. Whatever goes wrong is one line on standard error. */
export async function run(argv: readonly string[], given: Io, parts: Parts): Promise<number> {
  const io = guarded(given)
  let status = 0
  let help = ''
  const root = program(io, parts, value => {
    status = value
  })
  for (const command of commandsIn(root)) {
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
    if (error instanceof Stopped) {
      await complain(io, stoppedBy(error.signal))
      return STOPPED[error.signal]
    }
    const asked = error instanceof CommanderError && error.exitCode === 0
    if (asked) return helped(help, io)
    if (help !== '') await writeTo(io.stderr, help)
    else await complain(io, error instanceof CommanderError ? misused(error, argv, root) : lineOf(error))
    if (io.env.OOMLENS_DEBUG && error instanceof Error) await writeTo(io.stderr, stackOf(error))
    return 2
  }
}

async function helped(help: string, io: Io): Promise<number> {
  try {
    await writeTo(io.stdout, help)
    return 0
  } catch (error) {
    await complain(io, lineOf(error))
    return 2
  }
}

const stackOf = (error: Error): string => `${(error.stack ?? '').split('\n').map(printable).join('\n')}\n`

function lineOf(error: unknown): string {
  if (error instanceof UsageError) return error.message
  if (error instanceof BundleError) return sentences(error.problem.detail, error.problem.advice)
  const message = error instanceof Error ? error.message : String(error)
  return `internal error: ${message}. Please report it; OOMLENS_DEBUG=1 says where it happened.`
}
