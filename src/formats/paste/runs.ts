import type { Command } from './command.ts'
import type { PastedLine } from './pasted-line.ts'

/** Lines of a paste that stand together. */
export interface Run {
  /** The command whose output they are, where it stands above them. */
  readonly command: Command | null
  readonly lines: readonly PastedLine[]
}

/** A sentence: what people write between pieces of output. */
const PROSE = /^(?!\S+:\s)[A-Z*_"'(].*\s\S+.*[\w.:!?)*_]$/

/**
 * Cuts a paste at fences, headings and command lines. Lines below one of a program's log belong to it, whatever they look
 * like, until a border, or until a sentence after an empty line: what an application prints is no output of kubectl.
 */
export function runsOf(lines: readonly PastedLine[], isRow: (line: PastedLine) => boolean): readonly Run[] {
  const runs: Run[] = []
  let command: Command | null = null
  let current: PastedLine[] = []
  let isOwned = false
  let isAfterBlank = true
  const flush = (): void => {
    if (current.some(line => !line.isBlank)) runs.push({ command, lines: current })
    current = []
  }
  for (const line of lines) {
    if (line.isBorder) {
      flush()
      isOwned = false
      if (line.command !== null) command = line.command
    } else if (line.isLog && !isRow(line)) {
      flush()
      isOwned = true
    } else if (isOwned) {
      if (isAfterBlank && line.indent === 0 && PROSE.test(line.text.trim())) {
        isOwned = false
        current = [line]
      }
    } else current.push(line)
    isAfterBlank = line.isBlank
  }
  flush()
  return runs
}
