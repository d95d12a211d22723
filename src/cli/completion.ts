import type { Command } from 'commander'
import { type Io, type Parts, writeTo } from './io.ts'

/** Shells that there is a script for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const

/** `oomlens completion SHELL`: prints a script that completes the command line of this program. Loaded when asked for. */
export async function completionCommand(shell: string, root: Command, io: Io, parts: Parts): Promise<number> {
  const { SCRIPTS, shapeOf, topicWords } = await import('./seldom.ts')
  const script = SCRIPTS[shell]
  if (!script) throw new Error(`no script for ${shell}`)
  await writeTo(io.stdout, script(shapeOf(root, topicWords(await parts.topics()))))
  return 0
}
